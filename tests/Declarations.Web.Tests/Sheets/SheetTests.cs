using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Declarations.Auditing;
using Declarations.Handling;
using Declarations.Organisation;
using Declarations.Reporting.Sheets;
using Declarations.Reports;
using Declarations.Rules;
using Declarations.Sheets;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Sheets;

/// <summary>A head confirms what the unit states, frozen; what changes later is seen above, and confirmed as another version.</summary>
public sealed class SheetTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    private static string Address(Unit unit) => $"/sheets/{City.Practice}/{unit.Code}";

    [Fact]
    public async Task A_confirmed_sheet_stays_as_it_was_and_a_change_makes_the_next_version()
    {
        var unit = await HeadedAsync();
        var clerk = await City.Clerk(unit.Unit);
        await City.HandIn(clerk, City.Sand(clerk));
        var head = await (await office.Visit(unit.Head)).Open(Address(unit.Unit));
        Assert.Contains("清溪砂石有限公司", head.Text, StringComparison.Ordinal);
        await head.Form("sheets.confirm").Submit();
        Assert.Contains(Visitor.Words["sheets.confirmed", 1], head.Text, StringComparison.Ordinal);
        Assert.Equal(SheetStatus.Confirmed, await StatusAsync(unit.Unit));
        var frozen = (await head.Open(Address(unit.Unit) + "?version=1")).Page.QuerySelectorAll("main table").Select(table => table.TextContent).ToList();
        var json = (await head.Open(Address(unit.Unit) + "?version=1&handler=Json")).Html;

        var other = City.Sand(clerk) with { Interests = [City.Sand(clerk).Interests[0] with { Enterprise = "白石滩砂场" }] };
        await City.Sign(clerk);
        await SupplementAsync(clerk, other);
        Assert.Equal(SheetStatus.Changed, await StatusAsync(unit.Unit));
        await head.Open(Address(unit.Unit));
        Assert.Contains(Visitor.Words["sheets.changed-since", 1, new DateOnly(2017, 9, 18)], head.Text, StringComparison.Ordinal);
        Assert.Contains("白石滩砂场", head.Text, StringComparison.Ordinal);
        await head.Form("sheets.confirm").Submit();
        Assert.Contains(Visitor.Words["sheets.confirmed", 2], head.Text, StringComparison.Ordinal);

        await head.Open(Address(unit.Unit) + "?version=1");
        Assert.Equal(frozen.SkipLast(1), head.Page.QuerySelectorAll("main table").Select(table => table.TextContent).SkipLast(1));
        Assert.DoesNotContain("白石滩砂场", head.Text, StringComparison.Ordinal);
        Assert.Equal(json, (await head.Open(Address(unit.Unit) + "?version=1&handler=Json")).Html);
        Assert.Contains("白石滩砂场", (await head.Open(Address(unit.Unit) + "?version=2")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await head.Open(Address(unit.Unit) + "?version=3")).Status);
    }

    [Fact]
    public async Task What_the_head_adds_in_words_is_frozen_with_the_sheet_and_goes_with_the_summary_table()
    {
        var unit = await HeadedAsync();
        var clerk = await City.Clerk(unit.Unit);
        await City.HandIn(clerk, City.Sand(clerk));
        var head = await (await office.Visit(unit.Head)).Open(Address(unit.Unit));
        var confirm = head.Form("sheets.confirm");
        await confirm.Fill("SheetConfirmForm.Other", new string('长', 2001)).Submit();
        Assert.Equal(HttpStatusCode.BadRequest, head.Status);
        await head.Form("sheets.confirm").Fill("SheetConfirmForm.Other", "一名职工长期病假，由家属代为说明。").Submit();
        Assert.Contains("由家属代为说明", (await head.Open(Address(unit.Unit) + "?version=1")).Text, StringComparison.Ordinal);

        var officer = await (await office.Visit(City.Officer)).Open($"/summary/download?campaign={City.Practice}&unit={City.Bureau.Code}");
        await officer.Form("summary.download").Fill("PurposeForm.Purpose", "汇总").Submit();
        using var workbook = new ClosedXML.Excel.XLWorkbook(new MemoryStream(officer.Body));
        var said = workbook.Worksheet(Visitor.Words["annex.others"]).CellsUsed().Select(cell => cell.GetString()).ToList();
        Assert.Contains(unit.Unit.Name, said);
        Assert.Contains("一名职工长期病假，由家属代为说明。", said);
        Assert.Contains(said, line => line.StartsWith(unit.Head.Official!.Name, StringComparison.Ordinal));
        // A part of the table takes along only what its own units have added.
        await officer.Open($"/summary/download?campaign={City.Practice}&unit={City.Station.Code}");
        await officer.Form("summary.download").Fill("PurposeForm.Purpose", "汇总").Submit();
        using var other = new ClosedXML.Excel.XLWorkbook(new MemoryStream(officer.Body));
        Assert.DoesNotContain(other.Worksheets, sheet => sheet.Name == Visitor.Words["annex.others"]);
    }

    [Fact]
    public async Task What_was_decided_is_frozen_with_the_rows()
    {
        var unit = await HeadedAsync();
        var clerk = await City.Clerk(unit.Unit);
        await City.HandIn(clerk, City.Sand(clerk));
        var report = await City.ReportOf(clerk);
        await office.InDb(async db =>
        {
            var decided = Disposal.For(report.CampaignId, report.Id, DisposalGround.Interest);
            decided.Propose(Act with { AccountId = City.Officer.AccountId }, null,
                new(DisposalKind.NoAction, DisposalMeasure.MinorCircumstances, "主动说明并已退出", "局党组", Act.LegalDay), []);
            decided.Confirm(Act with { AccountId = City.CityOfficer.AccountId });
            db.Disposals.Add(decided);
            await db.SaveChangesAsync();
        });
        var head = await (await office.Visit(unit.Head)).Open(Address(unit.Unit));
        Assert.Contains("主动说明并已退出", head.Text, StringComparison.Ordinal);
        await head.Form("sheets.confirm").Submit();
        await head.Open(Address(unit.Unit) + "?version=1");
        Assert.Equal(HttpStatusCode.OK, head.Status);
        Assert.Contains("免予处理（情节轻微）：主动说明并已退出", head.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changed_while_the_head_looked_is_shown_and_not_confirmed()
    {
        var unit = await HeadedAsync();
        var clerk = await City.Clerk(unit.Unit);
        var head = await (await office.Visit(unit.Head)).Open(Address(unit.Unit));
        var stale = head.Form("sheets.confirm");
        await City.HandIn(clerk, City.Sand(clerk));

        await stale.Submit();
        Assert.Equal(HttpStatusCode.Conflict, head.Status);
        Assert.Contains(Visitor.Words["error.sheet-stale"], head.Text, StringComparison.Ordinal);
        Assert.Contains("清溪砂石有限公司", head.Text, StringComparison.Ordinal);
        Assert.Empty(await SaidAsync(unit.Unit));
        await head.Form("sheets.confirm").Submit();
        Assert.Equal(HttpStatusCode.OK, head.Status);
        Assert.Equal([1], (await SaidAsync(unit.Unit)).Select(sheet => sheet.Number));
    }

    [Fact]
    public async Task The_same_sheet_is_not_confirmed_twice()
    {
        var unit = await HeadedAsync();
        var head = await (await office.Visit(unit.Head)).Open(Address(unit.Unit));
        var form = head.Form("sheets.confirm");
        await form.Submit();
        await form.Submit();
        Assert.Equal(HttpStatusCode.Conflict, head.Status);
        Assert.Contains(Visitor.Words["refused.sheet.confirmed", 1], head.Text, StringComparison.Ordinal);
        Assert.Single(await SaidAsync(unit.Unit));
    }

    [Fact]
    public async Task A_head_says_what_is_wrong_and_the_level_above_sees_it()
    {
        var unit = await HeadedAsync();
        var head = await (await office.Visit(unit.Head)).Open(Address(unit.Unit));
        await head.Form("sheets.object").Submit();
        Assert.Equal(HttpStatusCode.BadRequest, head.Status);
        await head.Form("sheets.object").Fill("SheetObjectionForm.Text", "少了一名借调人员").Submit();
        Assert.Contains(Visitor.Words["sheets.objected"], head.Text, StringComparison.Ordinal);
        Assert.Equal(SheetStatus.Objected, await StatusAsync(unit.Unit));

        foreach (var above in new[] { City.Secretary, City.Mayor, City.Officer, await City.WithRole(Declarations.Access.Role.DisciplineTeam, City.Bureau) })
        {
            var visitor = await (await office.Visit(above)).Open($"/sheets?campaign={City.Practice}&status=Objected");
            Assert.Contains(unit.Unit.Name, visitor.Text, StringComparison.Ordinal);
            Assert.Contains(unit.Head.Official!.Name, visitor.Text, StringComparison.Ordinal);
            await visitor.Open(Address(unit.Unit) + "?version=1");
            Assert.Contains("少了一名借调人员", visitor.Text, StringComparison.Ordinal);
            Assert.Empty(visitor.Forms());
        }
        await head.Form("sheets.confirm").Submit();
        Assert.Equal(SheetStatus.Confirmed, await StatusAsync(unit.Unit));
    }

    [Fact]
    public async Task Neither_a_deputy_nor_a_head_of_another_unit_opens_it_and_nobody_but_the_head_confirms()
    {
        var unit = await HeadedAsync();
        var deputy = await City.Clerk(unit.Unit);
        await City.Give(unit.Unit, UnitPostKind.Deputy, deputy);
        var form = (await (await office.Visit(unit.Head)).Open(Address(unit.Unit))).Form("sheets.confirm");
        foreach (var other in new[] { deputy, City.Head, City.Leader, City.OtherOfficer })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(other)).Open(Address(unit.Unit))).Status);
            Assert.Empty((await (await office.Visit(other)).Open($"/sheets?campaign={City.Practice}&unit={unit.Unit.Code}")).Forms());
        }
        foreach (var above in new[] { City.Secretary, City.Officer })
        {
            var visitor = await (await office.Visit(above)).Open(Address(unit.Unit));
            Assert.Equal(HttpStatusCode.OK, visitor.Status);
            Assert.Empty(visitor.Forms());
            var own = (await visitor.Open(Links.Account)).Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            await visitor.Post(form.Action, form.Fields.Select(field => field.Key == "__RequestVerificationToken" ? new(field.Key, own) : field));
            Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
        }
        Assert.Empty(await SaidAsync(unit.Unit));
    }

    [Fact]
    public async Task Three_levels_roll_up_and_a_change_at_the_bottom_shows_at_each()
    {
        var unit = await HeadedAsync();
        var below = await AddAsync(Unit.Create(Act, "b" + unit.Unit.Code, "下设站" + unit.Unit.Code, UnitKind.Division, unit.Unit));
        await City.Give(below, UnitPostKind.Head, unit.Head);
        var (sand, nil) = (await City.Clerk(below), await City.Clerk(unit.Unit));
        await City.HandIn(sand, City.Sand(sand));
        await City.HandIn(nil, City.Nil(nil));
        var head = await office.Visit(unit.Head);
        foreach (var each in new[] { below, unit.Unit })
            await (await head.Open(Address(each))).Form("sheets.confirm").Submit();
        await (await (await office.Visit(City.Secretary)).Open(Address(City.Bureau))).Form("sheets.confirm").Submit();
        var mayor = await office.Visit(City.Mayor);
        await (await mayor.Open(Address(City.Seat))).Form("sheets.confirm").Submit();

        foreach (var each in new[] { below, unit.Unit, City.Bureau, City.Seat })
        {
            var content = SheetContent.Read((await SaidAsync(each)).Last().Stated);
            foreach (var figure in content.Total.Figures)
                Assert.Equal(figure.Value, content.Own.Figures[figure.Key] + content.Below.Sum(line => line.Figures[figure.Key]));
            Assert.Equal(content.Total.Figures["withInterests"], content.Officials.Count);
            Assert.Equal(content.Total.Figures["due"], content.Total.Figures["filed"] + content.Total.Figures["excused"] + content.Total.Figures["missing"]);
        }
        var (parent, child) = (SheetContent.Read((await SaidAsync(unit.Unit)).Last().Stated), (await SaidAsync(below)).Last());
        var line = Assert.Single(parent.Below);
        Assert.Equal((1, child.Digest, SheetStatus.Confirmed), (line.Number, line.Digest, line.Status));
        Assert.Equal((1, 1, 1), (line.Figures["withInterests"], parent.Total.Figures["withInterests"], line.Figures["due"]));

        await City.Sign(sand);
        foreach (var each in new[] { below, unit.Unit, City.Bureau, City.Seat })
            Assert.Equal(SheetStatus.Changed, await StatusAsync(each));
        await mayor.Open($"/sheets?campaign={City.Practice}");
        foreach (var status in Enum.GetValues<SheetStatus>())
        {
            await mayor.Open($"/sheets?campaign={City.Practice}&status={status}");
            var shown = mayor.Page.QuerySelector($".phase a[href$='status={status}']")!;
            Assert.Equal(int.Parse(Visitor.Plain(shown), CultureInfo.InvariantCulture), mayor.Page.QuerySelectorAll("main table tbody tr").Length);
        }
    }

    [Fact]
    public async Task The_ledger_keeps_who_looked_and_who_confirmed_and_the_digest_comes_out_of_what_is_stored()
    {
        var unit = await HeadedAsync();
        var head = await (await office.Visit(unit.Head)).Open(Address(unit.Unit));
        await head.Form("sheets.confirm").Submit();
        await head.Open(Address(unit.Unit) + "?version=1&handler=Json");
        var sheet = Assert.Single(await SaidAsync(unit.Unit));
        Assert.Equal(sheet.Content, head.Body);
        Assert.Equal(sheet.Digest, Submission.DigestOf(sheet.Salt, head.Body));
        var text = JsonNode.Parse(sheet.Content)!;
        Assert.Equal((unit.Head.Official!.Name, "2017-09-18", sheet.State),
            ((string)text["by"]!["name"]!, (string)text["asOf"]!, (string)text["state"]!));

        var said = await office.InDb(db => db.AuditEntries.Where(entry => entry.AccountId == unit.Head.AccountId).OrderBy(entry => entry.At).ToListAsync());
        Assert.Contains(said, entry => entry.Action == AuditAction.SheetConfirmed && entry.SubjectId == sheet.Id
            && entry.Detail!.EndsWith(sheet.Digest, StringComparison.Ordinal));
        Assert.Contains(said, entry => entry.Action == AuditAction.SummaryRead && entry.Detail!.Contains(unit.Unit.Code, StringComparison.Ordinal));
        Assert.Contains(said, entry => entry.Action == AuditAction.SummaryDownloaded && entry.SubjectId == sheet.Id);
    }

    [Fact]
    public async Task A_sheet_is_sealed_at_rest_and_never_changed()
    {
        var unit = await HeadedAsync();
        var clerk = await City.Clerk(unit.Unit);
        await City.HandIn(clerk, City.Sand(clerk) with { Interests = [City.Sand(clerk).Interests[0] with { Enterprise = "只在表里的砂场" }] });
        var head = await (await office.Visit(unit.Head)).Open(Address(unit.Unit));
        await head.Form("sheets.object").Fill("SheetObjectionForm.Text", "表里多了一个砂场").Submit();
        await office.InDb(async held =>
        {
            await held.Database.OpenConnectionAsync();
            var stored = await office.AtRestAsync();
            Assert.Empty(stored.Holding("只在表里的砂场").Concat(stored.Holding("表里多了一个砂场")));
            Assert.NotEmpty(stored.Holding(unit.Unit.Code));
            await Assert.ThrowsAnyAsync<Exception>(() => held.UnitSheets.Where(sheet => sheet.UnitId == unit.Unit.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(sheet => sheet.Number, 7)));
        });
        Assert.Equal((1, "表里多了一个砂场"), (await SaidAsync(unit.Unit)).Select(sheet => (sheet.Number, sheet.Objection)).Single());
    }

    [Fact]
    public async Task My_work_offers_it_once_everybody_has_filed_or_the_day_has_passed_until_it_is_confirmed()
    {
        var unit = await HeadedAsync();
        await City.HandIn(unit.Head, City.Nil(unit.Head));
        var clerk = await City.Clerk(unit.Unit);
        var head = await office.Visit(unit.Head);
        Assert.Empty(await OfferedAsync(head));
        await City.HandIn(clerk, City.Nil(clerk));
        Assert.Equal([Address(unit.Unit)], await OfferedAsync(head));
        await (await head.Open(Address(unit.Unit))).Form("sheets.confirm").Submit();
        Assert.Empty(await OfferedAsync(head));

        async Task<IEnumerable<string>> OfferedAsync(Visitor visitor) =>
            (await visitor.Open(Links.MyWork)).Page.QuerySelectorAll($"main a[href='{Address(unit.Unit)}']").Select(link => link.GetAttribute("href")!);
    }

    private Act Act => new(null, office.Time.GetUtcNow(), new(2017, 9, 18));

    /// <summary>A station of the bureau with a head of its own and nobody else.</summary>
    private async Task<(Unit Unit, Person Head)> HeadedAsync()
    {
        var code = "s" + Guid.NewGuid().ToString("N")[..8];
        var unit = await AddAsync(Unit.Create(Act, code, $"站{code}", UnitKind.AffiliatedUnit, City.Bureau));
        var head = await City.LeadingCadre(unit);
        await City.Give(unit, UnitPostKind.Head, head);
        return (unit, head);
    }

    private Task<Unit> AddAsync(Unit unit) => office.InDb(async db =>
    {
        db.Units.Add(unit);
        await db.SaveChangesAsync();
        return unit;
    });

    private Task SupplementAsync(Person person, ReportContent content) => office.InDb(async db =>
    {
        var files = new Declarations.Data.CaseFiles(db);
        var report = await db.Reports.Include(r => r.Campaign).Include(r => r.Unit).Include(r => r.Official)
            .SingleAsync(r => r.OfficialId == person.Official!.Id && r.Campaign.Code == City.Practice);
        var act = new Act(person.AccountId, office.Time.GetUtcNow(), report.Campaign.Today(office.Time.GetUtcNow()));
        report.Supplement(act, "又有一处砂场");
        report.SaveDraft(act, content);
        await files.AddAsync((await files.OfAsync(report, withVersions: true)).Submit(act));
        await db.SaveChangesAsync();
    });

    private Task<List<UnitSheet>> SaidAsync(Unit unit) => office.InDb(db =>
        db.UnitSheets.AsNoTracking().Where(sheet => sheet.UnitId == unit.Id).OrderBy(sheet => sheet.Number).ToListAsync());

    private async Task<SheetStatus> StatusAsync(Unit unit)
    {
        await using var scope = office.Services.CreateAsyncScope();
        var query = scope.ServiceProvider.GetRequiredService<SheetQuery>();
        var campaign = await office.InDb(db => db.Campaigns.AsNoTracking().Include(c => c.Unit).SingleAsync(c => c.Code == City.Practice));
        return (await query.StatesAsync(campaign, unit, campaign.Today(office.Time.GetUtcNow())))[0].Status;
    }
}
