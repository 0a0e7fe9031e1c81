using System.Text.RegularExpressions;
using Declarations.Access;
using Declarations.Auditing;
using Declarations.Web.Language;
using Declarations.Web.Pages.AdminLedger;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Accounts;

/// <summary>The ledger as an auditor reads it: whom and what in words, by person and days.</summary>
public sealed partial class LedgerTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    [Fact]
    public async Task Who_read_the_report_of_whom_stands_there_in_the_language_of_the_reader()
    {
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Nil(clerk));
        await (await office.Visit(City.Head)).Open(Links.Reading((await City.ReportOf(clerk)).Id));
        var auditor = await office.Visit(await City.WithRole(Role.AuditAdministrator, City.Seat));
        foreach (var culture in Words.Cultures)
        {
            var words = new Words(culture);
            await auditor.Open($"{Links.Ledger}?culture={culture}&person={Uri.EscapeDataString(clerk.Official!.Name)}&action=ReportRead");
            var row = Assert.Single(auditor.Page.QuerySelectorAll("main tbody tr")).TextContent;
            foreach (var said in new[] { City.Head.UserName, words.Of(AuditAction.ReportRead),
                words["ledger.kind.PersonalSituationReport", clerk.Official.Name], words["ledger.said.version", 1] })
                Assert.Contains(said, row, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Details_of_every_kind_are_words_to_a_Chinese_reader()
    {
        await Scene.SetAsync(office);
        var auditor = await office.Visit(await City.WithRole(Role.AuditAdministrator, City.Seat));
        var (seen, page) = (new List<string>(), 1);
        do
        {
            await auditor.Open($"{Links.Ledger}?{Paging.Key}={page++}");
            seen.AddRange(auditor.Page.QuerySelectorAll("main tbody td:last-child").Select(cell => cell.TextContent.Trim()));
        }
        while (auditor.Page.QuerySelector("a[rel=next]") is not null);
        Assert.Equal(await office.InDb(db => db.AuditEntries.CountAsync()), seen.Count);
        Assert.Contains(seen, text => text.Contains(Visitor.Words["ledger.said.draft", 1], StringComparison.Ordinal));
        Assert.DoesNotContain(seen, text => English().IsMatch(text));
    }

    [Theory]
    [InlineData(AuditAction.RosterImported, "3 joined, 2 changed, 1 left, 0 missing, 4 units, 50 unchanged",
        "joined: 3, changed: 2, left: 1, missing: 0, units: 4, unchanged: 50")]
    [InlineData(AuditAction.SummaryRead, "unit river with subordinates, 12 officials, 3 rows", "unit river, with the units below, officials: 12, rows: 3")]
    [InlineData(AuditAction.UnitDeadlineSet, "Unit station by 2017-09-20", "A unit's own earlier day station 20 Sep 2017")]
    [InlineData(AuditAction.CampaignExtended, "Report  by 2017-10-20", "Everybody's deadline extended to 20 Oct 2017")]
    [InlineData(AuditAction.PracticeDateSet, "2017-09-18 -> 2017-09-19", "18 Sep 2017 → 19 Sep 2017")]
    [InlineData(AuditAction.RightsEnded, "Leaves: UnitPost.OfficialId 1, Session.AccountId 2", "left posts: 1, sessions: 2")]
    [InlineData(AuditAction.OfficialMoved, "-> plans", "→ plans")]
    [InlineData(AuditAction.OfficialChanged, "Name, Rank", "Name, Rank")]
    [InlineData(AuditAction.PaperBegun, "signed 2017-09-11, received 2017-09-14, digest 0123456789abcdef", "signed 11 Sep 2017, received 14 Sep 2017, "
        + "digest 0123456789ab…")]
    [InlineData(AuditAction.GrantGiven, "DisciplineTeam river", "Stationed discipline team river")]
    [InlineData(AuditAction.SignInDelayed, "5 failures, totp", "wrong 5 times, code from an app")]
    [InlineData(AuditAction.FileAttached, "something of tomorrow", "something of tomorrow")]
    public void What_is_stored_as_codes_is_read_in_words(AuditAction action, string stored, string read) =>
        Assert.Equal(read, LedgerText.Detail(action, stored, new Words(Words.English)));

    [Fact]
    public async Task It_is_filtered_by_a_person_and_a_span_of_days()
    {
        var (clerk, other) = (await City.Clerk(City.Division), await City.Clerk(City.Division));
        await office.Visit(clerk);
        await office.Visit(other);
        office.Time.Pass(TimeSpan.FromDays(2));
        await office.Visit(clerk);
        var (today, auditor) = (BeijingTime.DayOf(office.Time.GetUtcNow()), await office.Visit(await City.WithRole(Role.AuditAdministrator, City.Seat)));
        foreach (var (query, count) in new[] { ("", 2), ($"&day={today:yyyy-MM-dd}", 1), ($"&day={today.AddDays(-2):yyyy-MM-dd}&to={today:yyyy-MM-dd}", 2) })
            foreach (var person in new[] { clerk.Official!.Name, clerk.Official.StaffNumber.ToLowerInvariant() })
            {
                await auditor.Open($"{Links.Ledger}?action=SignedIn{query}&person={Uri.EscapeDataString(person)}");
                Assert.Equal(count, auditor.Page.QuerySelectorAll("main tbody tr").Length);
            }
        await auditor.Form("ledger.export-do").Fill("LedgerForm.Purpose", "核对").Submit();
        Assert.Equal(1 + 2, auditor.Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    /// <summary>A word that a program wrote; codes of units, file kinds and digests are none.</summary>
    [GeneratedRegex(@"\b(version|draft|digest|bytes|comments|officials|rows|failures|joined|signed|received|subordinates|Done|Open|Password|Activation|"
        + @"[A-Z]\w+(Officer|Administrator|Team|Secretary|Leader|Deputy))\b")]
    private static partial Regex English();
}
