using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Declarations.Auditing;
using Declarations.Participation;
using Declarations.Reporting.Statistics;
using Declarations.Reports;
using Declarations.Rules;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Progress;

/// <summary>应报 = 已报 + 免报 + 未报 at every unit and on every day, and every number opens its names.</summary>
public sealed partial class ProgressTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    [Fact]
    public async Task Every_number_opens_a_list_of_that_length()
    {
        var (nil, sand, excused) = (await City.Clerk(City.Station), await City.Clerk(City.Station), await City.Clerk(City.Station));
        await City.HandIn(nil, City.Nil(nil));
        await City.Sign(nil);
        await City.HandIn(sand, City.Sand(sand));
        await Change(excused, (report, act) => report.ExcuseFor(act, NotSubmittedReason.UnderInvestigation));
        var visitor = await office.Visit(City.Officer);

        foreach (var address in new[] { "", "&asOf=2017-09-17", $"&unit={City.Station.Code}", $"&unit={City.Bureau.Code}&own=true" })
        {
            await visitor.Open($"/progress?campaign={City.Practice}{address}");
            var links = visitor.Page.QuerySelectorAll("main a[href^='/progress/people']")
                .Select(link => (Href: link.GetAttribute("href")!, Number: int.Parse(Visitor.Plain(link), CultureInfo.InvariantCulture))).Distinct().ToList();
            Assert.True(links.Count >= 10, visitor.Text);
            Assert.Equal(HttpStatusCode.OK, visitor.Status);
            foreach (var (href, number) in links)
            {
                await visitor.Open(href);
                Assert.Equal((HttpStatusCode.OK, number), (visitor.Status, int.Parse(Persons().Match(visitor.Text).Groups[1].Value,
                    CultureInfo.InvariantCulture)));
                Assert.Equal(Math.Min(number, 50), visitor.Page.QuerySelectorAll("main tbody tr").Length);
            }
        }
    }

    [Fact]
    public async Task A_head_follows_the_own_unit_by_name_and_sees_no_interests()
    {
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Sand(clerk));
        var head = await office.Visit(City.Head);

        await head.Open($"/progress?campaign={City.Practice}");
        Assert.Contains(City.Station.Name, head.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Visitor.Words["progress.outcomes"], head.Text, StringComparison.Ordinal);
        await head.Open($"/progress/people?campaign={City.Practice}&list=Filed");
        Assert.Contains(clerk.Official!.Name, head.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/reports/", head.Page.QuerySelector("main table")!.InnerHtml, StringComparison.Ordinal);
        foreach (var closed in new[] { $"/people?campaign={City.Practice}&list=Open", $"?campaign={City.Practice}&unit={City.Bureau.Code}", "?campaign=none",
            $"/people?campaign={City.Practice}&unit={City.Division.Code}&list=Missing" })
            Assert.Equal(HttpStatusCode.NotFound, (await head.Open("/progress" + closed)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(clerk)).Open("/progress")).Status);
    }

    [Fact]
    public async Task Statistics_add_amounts_up_only_when_they_are_asked_for_and_for_the_office_alone()
    {
        var clerk = await City.Clerk(City.Division);
        var sand = City.Sand(clerk);
        await City.HandIn(clerk, sand with { Interests = [sand.Interests[0] with { Amount = Money.FromWan(12.34m), Profit = Money.FromWan(0.66m) }] });
        var address = $"/progress/statistics?campaign={City.Practice}&unit={City.Division.Code}";
        var officer = await office.Visit(City.Officer);
        Assert.DoesNotContain("12.34", (await officer.Open(address)).Text, StringComparison.Ordinal);
        await officer.Open(address + "&amounts=true");
        Assert.Contains("12.34", officer.Text, StringComparison.Ordinal);
        Assert.Contains("0.66", officer.Text, StringComparison.Ordinal);
        foreach (var closed in new[] { City.Leader, City.Head, City.OtherOfficer })
            Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(closed)).Open(address)).Status);
    }

    [Fact]
    public async Task The_verb_prints_the_figures_and_nothing_else()
    {
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Sand(clerk), City.Real);

        var (code, output, _) = await office.RunAsync("statistics", "--campaign", City.Real, "--unit", City.Station.Code, "--format", "json");
        using var figures = JsonDocument.Parse(output);
        int Of(string key) => figures.RootElement.GetProperty(key).GetInt32();
        Assert.Equal(0, code);
        Assert.Equal(Of("due"), Of("filed") + Of("excused") + Of("missing"));
        Assert.True(Of("filed") >= 1 && Of("open") >= 1 && figures.RootElement.GetProperty("bySector").GetProperty("SAND").GetInt32() >= 1);
        Assert.DoesNotContain(clerk.Official!.Name, output, StringComparison.Ordinal);
        Assert.Equal(1, (await office.RunAsync("statistics", "--campaign", City.Real, "--unit", "no-such")).Code);
        Assert.Equal(2, (await office.RunAsync("statistics", "--campaign", City.Real, "--unit", City.Station.Code, "--as-of", "2017-09")).Code);
    }

    /// <summary>Acts at random on twelve days; the figures of each day are noted at its end, and asked for again at the end of all.</summary>
    [Fact]
    public async Task The_figures_of_a_day_are_those_that_stood_at_its_end_and_add_up_at_every_unit()
    {
        var random = new Random(Settings.Seed);
        var people = new List<Person>();
        for (var i = 0; i < 6; i++)
            people.Add(await City.Clerk(i % 3 == 0 ? City.Division : City.Station));
        Declarations.Organisation.Unit[] units = [City.Seat, City.Bureau, City.Division, City.Station, City.OtherBureau];
        var noted = new Dictionary<(string Unit, bool Own, DateOnly Day), string>();
        for (var day = new DateOnly(2017, 9, 4); day < new DateOnly(2017, 9, 16); day = day.AddDays(1))
        {
            office.Time.Set(FakeTime.Beijing(day.Year, day.Month, day.Day, 9, 0));
            for (var acts = random.Next(4); acts > 0; acts--)
                await ActAsync(random, people[random.Next(people.Count)]);
            foreach (var unit in units)
                foreach (var own in new[] { false, true })
                    noted[(unit.Code, own, day)] = await FiguresAsync(unit, own, null);
        }
        foreach (var ((code, own, day), before) in noted)
            Assert.Equal(before, await FiguresAsync(units.Single(unit => unit.Code == code), own, day));
        Assert.Equal(0, (await office.RunAsync("check-derived", "--campaign", City.Real)).Code);
        office.Time.Set(FakeTime.Beijing(2017, 9, 4, 9, 0));
    }

    private async Task ActAsync(Random random, Person person)
    {
        try
        {
            switch (random.Next(6))
            {
                case 0 or 1:
                    var sand = City.Sand(person);
                    var exit = new Exit(random.Next(2) == 0 ? ExitState.NotYet : ExitState.Exited) { CompletedOn = new(2017, 9, 3) };
                    await City.HandIn(person, random.Next(2) == 0 ? City.Nil(person)
                        : sand with { Interests = [sand.Interests[0] with { Exit = exit.State == ExitState.NotYet ? new Exit(ExitState.NotYet) : exit }] },
                            City.Real);
                    break;
                case 2:
                    await City.Sign(person, City.Real);
                    break;
                case 3:
                    await Change(person, (report, act) => report.ExcuseFor(act, NotSubmittedReason.UnderInvestigation), City.Real);
                    break;
                case 4:
                    await Change(person, (report, act) => report.Readmit(act, "已恢复"), City.Real);
                    break;
                default:
                    await Change(person, (report, act) => report.Keep(act, cityManaged: false), City.Real);
                    break;
            }
        }
        catch (RefusedException)
        {
            // Not now: as good as no act.
        }
        catch (InvalidOperationException)
        {
            // Nothing to sign.
        }
    }

    private Task<string> FiguresAsync(Declarations.Organisation.Unit unit, bool own, DateOnly? asOf) => office.InDb(async db =>
    {
        var campaign = await db.Campaigns.Include(c => c.Unit).SingleAsync(c => c.Code == City.Real);
        var figures = await new StatisticsQuery(db, office.Time).OfAsync(new FiguresRequest(campaign, unit, own, asOf));
        Assert.Equal(figures.Filing.Due, figures.Filing.Filed + figures.Filing.Excused + figures.Filing.Missing);
        Assert.True(figures.Outcomes.WithInterests <= figures.Filing.Filed);
        Assert.Equal(figures.Filing.Filed, figures.ByDay.LastOrDefault().Filed);
        if (!own)
        {
            Assert.Equal(figures.Filing, figures.Units.Aggregate(figures.OwnFiling, (sum, child) => sum + child.Filing));
            Assert.Equal(Text(figures.Outcomes), Text(figures.Units.Aggregate(figures.OwnOutcomes, (sum, child) => sum + child.Outcomes)));
        }
        return $"{figures.Filing} {Text(figures.Outcomes)} {string.Join(' ', figures.ByDay)} {string.Join(' ', figures.BySector)}";
    });

    private static string Text(OutcomeFigures outcomes) => string.Join(' ', Enum.GetValues<Outcome>().Select(outcome => $"{outcome} {outcomes.Of(outcome)}"));

    private Task Change(Person person, Action<PersonalSituationReport, Act> verb, string campaign = City.Practice) => office.InDb(async db =>
    {
        var report = await db.Reports.Include(r => r.Campaign).SingleAsync(r => r.OfficialId == person.Official!.Id && r.Campaign.Code == campaign);
        verb(report, new Act(null, office.Time.GetUtcNow(), report.Campaign.Today(office.Time.GetUtcNow())));
        await db.SaveChangesAsync();
    });

    [GeneratedRegex(@"(\d+) 人")]
    private static partial Regex Persons();
}
