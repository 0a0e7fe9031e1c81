using System.Net;
using System.Text;
using System.Text.Json;
using Declarations.Bulletins;
using Declarations.Registers;
using Declarations.Web.Pages.Registers;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Registers;

/// <summary>A rectification from the feedback of an inspection to the published notice, by the pages that people use.</summary>
public sealed class RectificationTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;
    private DateOnly Today => BeijingTime.DayOf(office.Time.GetUtcNow());

    [Fact]
    public async Task What_was_found_is_set_up_done_checked_by_another_unit_struck_off_looked_at_again_and_reopened()
    {
        var owner = await City.Clerk(City.Station);
        var officer = await (await office.Visit(City.Officer)).Open("/registers/new");
        await officer.Form("registers.draft").Fill("RegisterForm.Title", "巡察反馈意见").Submit();
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        await officer.Form("registers.draft").Fill("RegisterForm.Code", "zg-2017").Fill("RegisterForm.Unit", City.Bureau.Name)
            .Fill("RegisterForm.Checking", City.Bureau.Name).Fill("RegisterForm.Contact", "电话：000-1234").Submit();
        var board = officer.Address;
        await officer.Open($"{board}/act?do={RegisterAct.Issue}");
        await Issue(officer);
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);

        await officer.Open($"{board}/problem");
        await officer.Form("registers.add-problem").Fill("ProblemForm.AspectTitle", "水安全方面").Fill("ProblemForm.Text", "巡查记录不完整").Submit();
        var problem = officer.Address;
        Assert.Contains(Visitor.Words["registers.gaps", "1"], (await officer.Open(board)).Text, StringComparison.Ordinal);
        await officer.Open($"{problem}/act?do={RegisterAct.AddMeasure}");
        await officer.Form("act.do").Fill("ActForm.Task", "逐月补齐").Fill("ActForm.Unit", City.Station.Name).Fill("ActForm.Person", owner.Official!.StaffNumber)
            .Fill("ActForm.Class", DeadlineClass.ByDate).Fill("ActForm.DueOn", Today.AddDays(15)).Submit();
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(owner)).Open($"/my-measures/{await MeasureAsync("zg-2017")}")).Status);
        await officer.Open($"{board}/act?do={RegisterAct.Issue}");
        await officer.Form("act.do").Fill("ActForm.Document", "整改方案").Fill("ActForm.Number", "云水〔2017〕9号").Fill("ActForm.DocumentOn", Today).Submit();
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        await Issue(officer);
        Assert.Contains(Visitor.Words.Of(RegisterStatus.Issued), officer.Text, StringComparison.Ordinal);

        var measure = $"/my-measures/{await MeasureAsync("zg-2017")}";
        var mine = await office.Visit(owner);
        await Do(mine, measure, RegisterAct.Acknowledge);
        await Do(mine, measure, RegisterAct.Result, ("ActForm.Code", ResultCode.RuleMade), ("ActForm.Quantity", "2"), ("ActForm.Proof", "制度文本"));
        await Do(mine, measure, RegisterAct.Tally, ("ActForm.Category", "信访件"), ("ActForm.Total", "10"), ("ActForm.Done", "9"), ("ActForm.Staged", "2"),
            ("ActForm.CountedOn", Today), ("ActForm.Proof", "统计表"));
        Assert.Equal(HttpStatusCode.BadRequest, mine.Status);
        Assert.Contains(Visitor.Words["error.more-done"], mine.Text, StringComparison.Ordinal);
        Assert.Equal("信访件", mine.Page.QuerySelector("[name='Form.Category']")!.GetAttribute("value"));
        await Do(mine, measure, RegisterAct.Tally, ("ActForm.Category", "信访件"), ("ActForm.Total", "10"), ("ActForm.Done", "9"), ("ActForm.Staged", "1"),
            ("ActForm.CountedOn", Today), ("ActForm.Proof", "统计表"));
        await Do(mine, measure, RegisterAct.Claim, ("ActForm.Result", "补齐了"), ("ActForm.Proof", "巡查记录"));
        Assert.Contains("0", (await officer.Open("/registers/checks")).Text, StringComparison.Ordinal);
        Assert.Contains("逐月补齐", officer.Text, StringComparison.Ordinal);

        var check = $"/registers{measure.Replace("/my-measures", "/measures", StringComparison.Ordinal)}/act?do={RegisterAct.Pass}";
        await officer.Open(check);
        await officer.Form("act.do").Fill("ActForm.How", "逐月核对原件").Submit();
        Assert.Equal(ReportedClass.Completed, await ClassAsync("zg-2017"));
        await officer.Open($"{problem}/act?do={RegisterAct.Solve}");
        await officer.Form("act.do").Fill("ActForm.Judgement", "抽查三个月，记录齐全").Submit();
        Assert.Contains("巡查记录不完整", (await officer.Open("/registers/checks?list=LookBacks")).Text, StringComparison.Ordinal);

        office.Time.Pass(TimeSpan.FromDays(200));
        officer = await office.Visit(City.Officer);
        await officer.Open($"{problem}/act?do={RegisterAct.Reopen}");
        await officer.Form("act.do").Fill("ActForm.Reason", "又缺两个月").Submit();
        Assert.Contains(Visitor.Words.Of(ProblemStatus.Open), officer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("巡查记录不完整", (await officer.Open("/registers/checks?list=LookBacks")).Text, StringComparison.Ordinal);
        using var then = JsonDocument.Parse((await office.RunAsync("register", "--code", "zg-2017", "--as-of", $"{Today.AddDays(-200):yyyy-MM-dd}", "--format",
            "json")).Output);
        using var now = JsonDocument.Parse((await office.RunAsync("register", "--code", "zg-2017", "--format", "json")).Output);
        Assert.Equal((1, 0), (then.RootElement.GetProperty("solved").GetInt32(), now.RootElement.GetProperty("solved").GetInt32()));
        Assert.Equal((2m, 90m, 100m), (now.RootElement.GetProperty("rules").GetDecimal(),
            now.RootElement.GetProperty("tallies")[0].GetProperty("doneRate").GetDecimal(),
            now.RootElement.GetProperty("tallies")[0].GetProperty("doneOrStagedRate").GetDecimal()));
        Assert.Empty(office.Faults);

        Task<Visitor> Issue(Visitor visitor) => visitor.Form("act.do").Fill("ActForm.Document", "整改方案").Fill("ActForm.Number", "云水〔2017〕9号")
            .Fill("ActForm.DocumentOn", Today).Fill("ActForm.Password", City.Officer.Password).Submit();
    }

    [Fact]
    public async Task A_head_confirms_the_open_lines_once_a_month_and_who_has_not_is_a_list()
    {
        var (register, _, measure) = await City.Rectify(await City.Clerk(City.Station), "dz-1");
        var officer = await (await office.Visit(City.Officer)).Open($"/registers/{register}?view=Units");
        Assert.Contains(Visitor.Words["board.not-reconciled"], officer.Text, StringComparison.Ordinal);
        var head = await (await office.Visit(City.Head)).Open("/my-measures");
        await head.Open(head.Page.QuerySelector($"a[href^='/my-measures/reconcile/{register}']")!.GetAttribute("href")!);
        await head.Form("reconcile.do").Submit();
        var line = await office.InDb(db => db.RegisterEntries.SingleAsync(entry => entry.RegisterId == register && entry.Kind == EntryKind.Reconciled));
        Assert.Contains("1.1 逐月补齐巡查记录", line.Text, StringComparison.Ordinal);
        Assert.Equal(64, line.Digest!.Length);
        Assert.DoesNotContain(Visitor.Words["board.not-reconciled"], (await officer.Open($"/registers/{register}?view=Units")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await head.Post($"/my-measures/reconcile/{register}?unit=station",
            head.Page.QuerySelectorAll("input[name=__RequestVerificationToken]").Take(1)
                .Select(input => KeyValuePair.Create("__RequestVerificationToken", input.GetAttribute("value")!)))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(City.Deputy)).Open($"/my-measures/reconcile/{register}")).Status);
        Assert.NotEqual(Guid.Empty, measure);
    }

    [Fact]
    public async Task A_notice_is_drafted_edited_approved_by_the_first_responsible_person_published_and_replaced()
    {
        var (register, problem, _) = await City.Rectify(await City.Clerk(City.Station), "tb-1");
        var officer = await (await office.Visit(City.Officer)).Open($"/registers/problems/{problem}/act?do={RegisterAct.Withhold}");
        await officer.Form("act.do").Fill("ActForm.Withheld", WithheldReason.CaseOpen).Fill("ActForm.Reason", "案件在办").Submit();
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        await officer.Form("act.do").Fill("ActForm.Document", "批复").Fill("ActForm.Number", "1号").Fill("ActForm.DocumentOn", Today).Submit();
        await office.InDb(async db =>
        {
            var found = await db.Registers.SingleAsync(each => each.Id == register);
            db.Problems.Add(found.Add(new(City.Officer.AccountId, office.Time.GetUtcNow(), Today), new(Origin.Inspection, "车辆管理有漏洞", null, Aspect: new(2,
                "管理方面"))));
            await db.SaveChangesAsync();
        });
        await officer.Open($"/registers/{register}/notices");
        await officer.Form("notices.draft").Submit();
        var notice = officer.Address;
        var text = officer.Page.QuerySelector("textarea")!.TextContent;
        Assert.Contains("另有 1 个问题", text, StringComparison.Ordinal);
        Assert.Contains("车辆管理有漏洞", text, StringComparison.Ordinal);
        Assert.DoesNotContain("巡查记录不完整", text, StringComparison.Ordinal);
        await officer.Form("notices.ask").Fill("NoticeForm.Text", text + "\n落款前补一段。").Submit();

        var approve = notice.Replace("/registers/", "/my-measures/", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(City.Head)).Open(approve)).Status);
        var secretary = await (await office.Visit(City.Secretary)).Open(Links.MyWork);
        Assert.Contains(approve, secretary.Html, StringComparison.Ordinal);
        await secretary.Open(approve);
        await secretary.Form("notices.approve-do").Fill("ApproveForm.Password", "wrong").Submit();
        Assert.Equal(HttpStatusCode.BadRequest, secretary.Status);
        var publicPage = notice.Replace("/registers/notices/", "/published/", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await office.Visit().Open(publicPage)).Status);
        await secretary.Form("notices.approve-do").Fill("ApproveForm.Password", City.Secretary.Password).Submit();
        var anybody = await office.Visit().Open("/published");
        Assert.Contains(publicPage, anybody.Html, StringComparison.Ordinal);
        Assert.Contains("落款前补一段。", (await anybody.Open(publicPage)).Text, StringComparison.Ordinal);
        await officer.Open(notice + "?handler=Docx");
        using (var file = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(new MemoryStream(officer.Body), isEditable: false))
            Assert.Contains("落款前补一段。", file.MainDocumentPart!.Document!.InnerText, StringComparison.Ordinal);
        var path = Path.Combine(office.Folder, "notice.txt");
        Assert.Equal(0, (await office.RunAsync("notice", "--register", "tb-1", "--format", "text", "--out", path)).Code);
        Assert.Contains("落款前补一段。", await File.ReadAllTextAsync(path, Encoding.UTF8, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // The one that was sent before something was entered on its day is refused.
        await officer.Open($"/registers/{register}/notices");
        await officer.Form("notices.draft").Submit();
        var second = officer.Address;
        await officer.Form("notices.ask").Submit();
        await officer.Open($"/registers/problems/{problem}/act?do={RegisterAct.Disclose}");
        await officer.Form("act.do").Fill("ActForm.Reason", "已办结").Submit();
        await secretary.Open(second.Replace("/registers/", "/my-measures/", StringComparison.Ordinal));
        await secretary.Form("notices.approve-do").Submit();
        Assert.Equal(HttpStatusCode.Conflict, secretary.Status);
        await officer.Open($"/registers/{register}/notices");
        await officer.Form("notices.draft").Submit();
        var third = officer.Address;
        await officer.Form("notices.ask").Submit();
        await secretary.Open(third.Replace("/registers/", "/my-measures/", StringComparison.Ordinal));
        await secretary.Form("notices.approve-do").Submit();
        Assert.Contains(Visitor.Words["published.replaced"], (await anybody.Open(publicPage)).Text, StringComparison.Ordinal);
        Assert.Equal([1, 2], await office.InDb(db => db.Bulletins.Where(each => each.RegisterId == register && each.Status != BulletinStatus.Draft)
            .OrderBy(each => each.Number).Select(each => each.Number!.Value).ToListAsync()));
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task Letters_go_out_once_for_each_colour_and_none_while_a_claim_waits()
    {
        await using var fresh = new Office();
        await fresh.InitializeAsync();
        var (city, today) = (fresh.City, BeijingTime.DayOf(fresh.Time.GetUtcNow()));
        var owner = await city.Clerk(city.Station);
        var (register, _, measure) = await city.Rectify(owner, "letters-1");
        var (code, output, _) = await On(today, "--dry-run");
        Assert.Equal((0, true), (code, output.Contains("letters-1 1.1 GREEN", StringComparison.Ordinal)));
        Assert.Empty(await Sent());
        await On(today);
        await On(today);
        await On(today.AddDays(6));
        await On(today.AddDays(16));
        await On(today.AddDays(17));
        Assert.Equal([(Lamp.Green, owner.Official!.Id, null), (Lamp.Yellow, owner.Official.Id, city.Head.Official!.Id), (Lamp.Red, city.Head.Official.Id,
            (Guid?)null)],
            await Sent());
        var (second, _, claimed) = await city.Rectify(owner, "letters-2");
        await fresh.InDb(async db =>
        {
            var found = await db.Measures.Include(each => each.Problem.Register).SingleAsync(each => each.Id == claimed);
            found.Claim(new(owner.AccountId, fresh.Time.GetUtcNow(), today), "做完了", "报告");
            await db.SaveChangesAsync();
        });
        Assert.DoesNotContain("letters-2", (await On(today)).Output, StringComparison.Ordinal);
        var mine = await (await fresh.Visit(owner)).Open($"/my-measures/{measure}");
        Assert.Contains(Visitor.Words.Of(EntryKind.Letter), mine.Text, StringComparison.Ordinal);
        Assert.NotEqual(register, second);

        // The verb reads the clock of the machine, not of the office.
        Task<(int Code, string Output, string Errors)> On(DateOnly day, params string[] more) =>
            fresh.RunAsync(["letters", "--on", $"{day:yyyy-MM-dd}", .. more]);

        Task<List<(Lamp, Guid, Guid?)>> Sent() => fresh.InDb(async db => (await db.RegisterEntries.Where(entry => entry.MeasureId == measure
            && entry.Kind == EntryKind.Letter).ToListAsync()).OrderBy(entry => entry.Colour).Select(entry => (entry.Colour!.Value, entry.ToId!.Value,
                entry.CopyToId))
            .ToList());
    }

    [Fact]
    public async Task What_cannot_be_so_is_said_beside_its_field_and_nothing_typed_is_lost()
    {
        var owner = await City.Clerk(City.Station);
        var (_, problem, measure) = await City.Rectify(owner, "odd-1");
        var (mine, officer) = (await office.Visit(owner), await office.Visit(City.Officer));
        await Odd(mine, $"/my-measures/{measure}", RegisterAct.Claim, "Form.Proof", ("ActForm.Result", "做完了"));
        await Odd(mine, $"/my-measures/{measure}", RegisterAct.ClaimBasic, "Form.DueOn", ("ActForm.Result", "做完了大半"), ("ActForm.Proof", "报告"),
            ("ActForm.DueOn", Today.AddDays(-1)));
        await Odd(mine, $"/my-measures/{measure}", RegisterAct.Tally, "Form.Done", ("ActForm.Category", "信访件"), ("ActForm.Total", "10"), ("ActForm.Done", "9"),
            ("ActForm.Staged", "2"), ("ActForm.CountedOn", Today), ("ActForm.Proof", "统计表"));
        await Odd(mine, $"/my-measures/{measure}", RegisterAct.Tally, "Form.CountedOn", ("ActForm.Category", "信访件"), ("ActForm.Total", "10"),
            ("ActForm.Done", "9"), ("ActForm.Staged", "1"), ("ActForm.CountedOn", Today.AddDays(1)), ("ActForm.Proof", "统计表"));
        await Odd(mine, $"/my-measures/{measure}", RegisterAct.Progress, "Form.Text", ("ActForm.Text", new string('长', 5_000)));
        await Odd(officer, $"/registers/measures/{measure}", RegisterAct.Extend, "Form.Document", ("ActForm.DueOn", Today.AddDays(40)),
            ("ActForm.Class", DeadlineClass.ByDate), ("ActForm.Number", "3号"), ("ActForm.DocumentOn", Today));
        await Odd(officer, $"/registers/measures/{measure}", RegisterAct.Extend, "Form.DueOn", ("ActForm.DueOn", Today.AddDays(-40)),
            ("ActForm.Class", DeadlineClass.ByDate), ("ActForm.Document", "批复"), ("ActForm.Number", "3号"), ("ActForm.DocumentOn", Today));
        await Odd(officer, $"/registers/measures/{measure}", RegisterAct.Extend, "Form.DocumentOn", ("ActForm.DueOn", Today.AddDays(40)),
            ("ActForm.Class", DeadlineClass.ByDate), ("ActForm.Document", "批复"), ("ActForm.Number", "3号"), ("ActForm.DocumentOn", Today.AddDays(1)));
        await Odd(officer, $"/registers/problems/{problem}", RegisterAct.AddMeasure, "Form.DueOn", ("ActForm.Task", "再补一条"),
            ("ActForm.Unit", City.Station.Name), ("ActForm.Person", owner.Official!.StaffNumber), ("ActForm.Class", DeadlineClass.ByDate),
            ("ActForm.DueOn", Today.AddDays(-1)));
        Assert.Empty(office.Faults);

        async Task Odd(Visitor visitor, string page, RegisterAct act, string field, params (string Label, object Value)[] typed)
        {
            await office.LeavesAllUnchanged(() => Do(visitor, page, act, typed));
            Assert.Equal((act, HttpStatusCode.BadRequest), (act, visitor.Status));
            Assert.Equal("true", visitor.Page.QuerySelector($"[name='{field}']")!.GetAttribute("aria-invalid"));
            var (label, value) = typed[0];
            var kept = visitor.Page.QuerySelector($"[name='Form.{label.Split('.')[1]}']")!;
            Assert.Equal(value is DateOnly day ? $"{day:yyyy-MM-dd}" : $"{value}", kept.GetAttribute("value") ?? kept.TextContent);
        }
    }

    [Fact]
    public async Task The_board_filters_counts_and_is_written_for_A3()
    {
        var (register, _, measure) = await City.Rectify(await City.Clerk(City.Station), "bd-1");
        var officer = await office.Visit(City.Officer);
        foreach (var view in Enum.GetValues<BoardView>())
            Assert.Equal(HttpStatusCode.OK, (await officer.Open($"/registers/{register}?view={view}&unit=station&class=InProgress&colour=Green")).Status);
        Assert.Contains("逐月补齐巡查记录", (await officer.Open($"/registers/{register}?colour=Green")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("逐月补齐巡查记录", (await officer.Open($"/registers/{register}?colour=Red")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("逐月补齐巡查记录", (await officer.Open($"/registers/{register}?unit=nowhere")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("逐月补齐巡查记录", (await officer.Open($"/registers/{register}?asOf={Today.AddDays(-1):yyyy-MM-dd}")).Text, StringComparison.Ordinal);
        await officer.Open($"/registers/{register}?handler=Excel");
        using var workbook = new ClosedXML.Excel.XLWorkbook(new MemoryStream(officer.Body));
        var sheet = workbook.Worksheets.Single();
        Assert.Equal((ClosedXML.Excel.XLPaperSize.A3Paper, ClosedXML.Excel.XLPageOrientation.Landscape), (sheet.PageSetup.PaperSize,
            sheet.PageSetup.PageOrientation));
        Assert.Equal(("1.1", "逐月补齐巡查记录"), (sheet.Cell(4, 3).GetString(), sheet.Cell(4, 4).GetString()));
        var path = Path.Combine(office.Folder, "board.xlsx");
        Assert.Equal(2, (await office.RunAsync("register", "--code", "bd-1", "--format", "xlsx", "--out", path)).Code);
        Assert.Equal(0, (await office.RunAsync("register", "--code", "bd-1", "--format", "xlsx", "--out", path, "--purpose", "会议使用")).Code);
        Assert.True(File.Exists(path));
        foreach (var other in new[] { City.OtherOfficer, City.Head })
            Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(other)).Open($"/registers/{register}")).Status);
        Assert.NotEqual(Guid.Empty, measure);
    }

    private static async Task Do(Visitor visitor, string measure, RegisterAct act, params (string Label, object Value)[] fields)
    {
        await visitor.Open($"{measure}/act?do={act}");
        var form = visitor.Form("act.do");
        foreach (var (label, value) in fields)
            form.Fill(label, value);
        await form.Submit();
    }

    private Task<Guid> MeasureAsync(string code) => office.InDb(db => db.Measures.Where(each => each.Problem.Register.Code == code).Select(each =>
        each.Id).SingleAsync());

    private Task<ReportedClass?> ClassAsync(string code) => office.InDb(async db =>
        (await db.Measures.Include(each => each.Problem).SingleAsync(each => each.Problem.Register.Code == code)).ClassOn(Today));
}
