using System.Text.RegularExpressions;
using Declarations.Access;
using Declarations.Auditing;
using Declarations.Reports;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Reading;

/// <summary>Whoever looks at what another has declared leaves one entry in the ledger each time, and who looks at many is noticed.</summary>
public sealed partial class ViewTests(Office office, ViewTests.Watchful watchful, ITestOutputHelper output)
    : IClassFixture<Office>, IClassFixture<ViewTests.Watchful>
{
    public sealed class Watchful : Office
    {
        protected override IEnumerable<(string Key, string Value)> Settings => [("Audit:ManyReports", "3")];
    }

    private static readonly AuditAction[] Views =
        [AuditAction.ReportRead, AuditAction.DraftRead, AuditAction.FileDownloaded, AuditAction.SummaryRead, AuditAction.SummaryDownloaded];

    private City City => office.City;

    /// <summary>Every page by every role: one entry exactly where the answer holds what somebody else has declared, else none.</summary>
    [Fact]
    public async Task Each_view_of_anothers_report_is_one_entry()
    {
        var scene = await Scene.SetAsync(office);
        var (clerk, drafter, onPaper) = (scene.People["clerk"]!, await City.LeadingCadre(City.Station), await City.Clerk(City.Station));
        await City.Draft(drafter, Declared(drafter, "青石滩采砂场"));
        await City.KeyIn(onPaper, City.Officer);
        await City.Draft(onPaper, Declared(onPaper, "南岸碎石厂"));
        var (filed, draft, paper) = (await City.ReportOf(clerk), await City.ReportOf(drafter), await City.ReportOf(onPaper));
        var assistant = await City.Clerk(City.Station);
        await office.InDb(async db =>
        {
            var report = await db.Reports.Include(r => r.Official).SingleAsync(r => r.Id == draft.Id);
            report.NameAssistant(new(drafter.AccountId, office.Time.GetUtcNow(), new(2017, 9, 4)), (await db.Officials.FindAsync(assistant.Official!.Id))!);
            await db.SaveChangesAsync();
        });
        var file = await City.FileOf(await office.InDb(db => db.Submissions.SingleAsync(s => s.ReportId == filed.Id)));
        (string Told, Person Owner)[] declared = [("清溪砂石有限公司", clerk), ("青石滩采砂场", drafter), ("南岸碎石厂", onPaper)];
        var people = scene.People.Values.OfType<Person>().Append(assistant).Append(drafter).ToList();
        foreach (var role in new[] { Role.DisciplineTeam, Role.SystemAdministrator, Role.SecurityAdministrator, Role.AuditAdministrator })
            people.Add(await City.WithRole(role, City.Seat));
        var interest = draft.Draft.Interests[0].Id;
        string[] steps = [Links.Details($"{draft.Id}"), Links.Family($"{draft.Id}"), Links.Relative($"{draft.Id}"), Links.Participation($"{draft.Id}"),
            Links.Interest($"{draft.Id}", interest),
            Links.Exit($"{draft.Id}", interest), Links.Check($"{draft.Id}"), Links.Worksheet($"{draft.Id}")];
        var addresses = scene.Doors.Select(door => door.Address).Concat(steps).Append(Links.File(file)).Append(Links.ReportView(filed.Id) + "?version=1")
            .Append(Links.ReportView(filed.Id) + "?policy=zhuzhou-2017").Append(Links.ReportForm(filed.Id)).Append(Links.Summary(City.Practice))
            .Append(Links.PaperCheck(City.Practice, paper.Id)).Distinct().ToList();

        var (seen, faults) = (new SortedDictionary<string, int>(StringComparer.Ordinal), new List<string>());
        foreach (var (turn, person) in people.Index())
        {
            var visitor = await office.Visit(person);
            bool IsToOpen(string address) => (person == assistant || person == City.CityOfficer) && Settings.IsTurn("view" + address, 0, 2)
                || Settings.IsTurn(address, turn, people.Count);
            foreach (var address in addresses.Where(address => IsToOpen(address) && !address.StartsWith(Links.SignOut, StringComparison.Ordinal)))
            {
                var before = await ViewsBy(person);
                await visitor.Open(address, follow: false);
                var shown = (int)visitor.Status == 200 && (steps.Contains(address) && person != drafter
                    || address.EndsWith("/paper/check", StringComparison.Ordinal) || OfACheck().IsMatch(address)
                    || visitor.Response.Content.Headers.ContentDisposition is not null && address.StartsWith("/files/", StringComparison.Ordinal)
                    && person != clerk
                    || visitor.Page.QuerySelector("table.a3 tbody a") is not null
                    || declared.Any(one => one.Owner != person && visitor.Html.Contains(one.Told, StringComparison.Ordinal)));
                var entries = await ViewsBy(person) - before;
                if (entries != (shown ? 1 : 0))
                    faults.Add($"{person.Official?.Name ?? person.UserName} {address}: {(int)visitor.Status}, shows another's report: {shown}, entries: "
                        + $"{entries}");
                if (shown)
                    seen[address.Split('?')[0]] = seen.GetValueOrDefault(address.Split('?')[0]) + 1;
            }
        }
        output.WriteLine($"{people.Count} people, {addresses.Count} addresses, {seen.Values.Sum()} views of another's report on {seen.Count} pages, one entry "
            + "each");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(seen.Count >= Settings.Number(5, 13), string.Join('\n', seen));
    }

    /// <summary>Pages about one report, whatever of it they show.</summary>
    [GeneratedRegex("^/(checks|exits|verification/leads)/[0-9a-f]{8}-")]
    private static partial Regex OfACheck();

    [Fact]
    public async Task Who_opens_many_reports_in_a_day_is_shown_to_the_audit_administrator()
    {
        var city = watchful.City;
        var reports = new List<Guid>();
        for (var n = 0; n < 7; n++)
        {
            var clerk = await city.Clerk(city.Station);
            await city.HandIn(clerk, City.Nil(clerk));
            reports.Add((await city.ReportOf(clerk)).Id);
        }
        var officer = await watchful.Visit(city.Officer);
        var auditor = await watchful.Visit(await city.WithRole(Role.AuditAdministrator, city.Seat));
        var alerts = new List<int>();
        foreach (var report in reports)
        {
            foreach (var page in new[] { Links.ReportView(report), Links.ReportForm(report) })
                await officer.Open(page);
            alerts.Add(await AlertsAsync());
        }
        Assert.Equal([0, 0, 1, 1, 1, 2, 2], alerts);
        Assert.Equal(["3", "6"], await watchful.InDb(db => db.AuditEntries.Where(e => e.Action == AuditAction.ManyReportsRead
            && e.SubjectId == city.Officer.AccountId).OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => e.Detail!).ToListAsync()));
        var today = BeijingTime.DayOf(watchful.Time.GetUtcNow());
        await auditor.Open(Links.Ledger);
        Assert.Contains(Visitor.Words["ledger.alerts", 2], auditor.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["ledger.alert", today, city.Officer.UserName, "6"], auditor.Text, StringComparison.Ordinal);
        await auditor.Open(auditor.Page.QuerySelector("main section a")!.GetAttribute("href")!);
        Assert.Equal(14 + 2 + 1, auditor.Page.QuerySelectorAll("main tbody tr").Length);

        watchful.Time.Pass(TimeSpan.FromDays(1));
        officer = await watchful.Visit(city.Officer);
        foreach (var report in reports.Take(2))
            await officer.Open(Links.ReportView(report));
        Assert.Equal(2, await AlertsAsync());

        Task<int> AlertsAsync() => watchful.InDb(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.ManyReportsRead));
    }

    private Task<int> ViewsBy(Person person) => office.InDb(db => db.AuditEntries.CountAsync(e => e.AccountId == person.AccountId && Views.Contains(e.Action)));

    private static ReportContent Declared(Person person, string enterprise)
    {
        var sand = City.Sand(person);
        return sand with { Interests = [sand.Interests[0] with { Enterprise = enterprise }] };
    }
}
