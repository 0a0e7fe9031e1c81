using System.Net;
using Declarations.Registers;
using Declarations.Reminders;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Reminders;

/// <summary>Who was told what and when: reminders of campaigns and letters of registers stand in one list, for those who may see either.</summary>
public sealed class ReminderLogTests(Office office) : IClassFixture<Office>
{
    private const string Page = "/progress/reminders/log";

    private City City => office.City;
    private DateOnly Today => BeijingTime.DayOf(office.Time.GetUtcNow());

    [Fact]
    public async Task Reminders_and_letters_are_one_log_for_those_who_may_see_them()
    {
        var (late, owner) = (await City.Clerk(City.Station), await City.Clerk(City.Station));
        await City.Rectify(owner, "log-1");
        await office.RunAsync("letters", "--on", $"{Today:yyyy-MM-dd}");
        var officer = await (await office.Visit(City.Officer)).Open($"/progress/reminders?campaign={City.Practice}");
        var send = officer.Form("reminders.send");
        await officer.Post(send.Action, send.Fields.Append(new("Form.Kinds", $"{ReminderKind.NotFiled}")));

        await officer.Open(Page);
        var rows = officer.Page.QuerySelectorAll("tbody tr").Select(Visitor.Plain).ToList();
        Assert.Contains(rows, row => row.Contains(late.Official!.StaffNumber, StringComparison.Ordinal)
            && row.Contains(Visitor.Words.Of(ReminderKind.NotFiled), StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains(owner.Official!.StaffNumber, StringComparison.Ordinal)
            && row.Contains(Visitor.Words.Of(Lamp.Green), StringComparison.Ordinal) && row.Contains("1.1", StringComparison.Ordinal));
        await officer.Open($"{Page}?list=Letters&name={owner.Official!.StaffNumber}");
        Assert.Single(officer.Page.QuerySelectorAll("tbody tr"));
        Assert.DoesNotContain(late.Official!.StaffNumber, officer.Text, StringComparison.Ordinal);
        await officer.Open($"{Page}?list=Reminders&name={Uri.EscapeDataString(late.Official.Name)}");
        Assert.Contains(late.Official.StaffNumber, officer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("1.1", officer.Page.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);

        var other = await (await office.Visit(City.OtherOfficer)).Open(Page);
        Assert.Equal(HttpStatusCode.OK, other.Status);
        Assert.Empty(other.Page.QuerySelectorAll("tbody tr"));
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(City.Head)).Open(Page)).Status);
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task A_claim_that_waits_over_ten_working_days_is_the_matter_of_the_head_of_the_unit_that_checks_once()
    {
        await using var fresh = new Office();
        await fresh.InitializeAsync();
        var (city, today) = (fresh.City, BeijingTime.DayOf(fresh.Time.GetUtcNow()));
        var owner = await city.Clerk(city.Station);
        var (register, _, measure) = await city.Rectify(owner, "late-1");
        await ClaimAsync(today);
        var last = WorkingDays.Official.After(today, Measure.CheckDays);
        Assert.DoesNotContain("late-1", await LettersAsync(last), StringComparison.Ordinal);
        Assert.Contains("late-1 1.1 RED", await LettersAsync(last.AddDays(1)), StringComparison.Ordinal);
        Assert.DoesNotContain("late-1", await LettersAsync(last.AddDays(5)), StringComparison.Ordinal);
        var letter = await fresh.InDb(db => db.RegisterEntries.SingleAsync(entry => entry.MeasureId == measure && entry.Kind == EntryKind.Letter));
        Assert.Equal((city.Secretary.Official!.Id, city.Bureau.Id, Lamp.Red), (letter.ToId!.Value, letter.UnitId!.Value, letter.Colour!.Value));

        fresh.Time.Pass(TimeSpan.FromDays(last.AddDays(1).DayNumber - today.DayNumber));
        var told = Visitor.Words["letters.to-checker", Measure.CheckDays];
        var secretary = await fresh.Visit(city.Secretary);
        Assert.Contains(Visitor.Words["work.late-checks.do"], secretary.Text, StringComparison.Ordinal);
        Assert.Contains(told, (await secretary.Open("/my-measures")).Text, StringComparison.Ordinal);
        var officer = await fresh.Visit(city.Officer);
        Assert.Contains(told, (await officer.Open(Page)).Text, StringComparison.Ordinal);
        Assert.Contains(city.Secretary.Official.StaffNumber, officer.Text, StringComparison.Ordinal);

        // Returned: what is to be done is the unit's again, and so is the letter about a day that has passed.
        await fresh.InDb(async db =>
        {
            (await FindAsync(db)).Return(new(city.Officer.AccountId, fresh.Time.GetUtcNow(), last.AddDays(1)),
                new(city.Officer.AccountId, null, city.Bureau.Id), "材料不全");
            await db.SaveChangesAsync();
        });
        Assert.DoesNotContain(told, (await secretary.Open("/my-measures")).Text, StringComparison.Ordinal);
        Assert.Contains("late-1 1.1 RED", await LettersAsync(today.AddDays(60)), StringComparison.Ordinal);
        await ClaimAsync(today.AddDays(61));
        Assert.Contains("CHECKER", await LettersAsync(today.AddDays(90)), StringComparison.Ordinal);
        Assert.Equal(3, await fresh.InDb(db => db.RegisterEntries.CountAsync(entry => entry.RegisterId == register && entry.Kind == EntryKind.Letter)));
        Assert.Empty(fresh.Faults);

        Task<Measure> FindAsync(Declarations.Data.DeclarationsDb db) =>
            db.Measures.Include(each => each.Problem.Register).SingleAsync(each => each.Id == measure);

        Task ClaimAsync(DateOnly on) => fresh.InDb(async db =>
        {
            (await FindAsync(db)).Claim(new(owner.AccountId, fresh.Time.GetUtcNow(), on), "做完了", "报告");
            await db.SaveChangesAsync();
        });

        async Task<string> LettersAsync(DateOnly on) => (await fresh.RunAsync("letters", "--on", $"{on:yyyy-MM-dd}")).Output;
    }
}
