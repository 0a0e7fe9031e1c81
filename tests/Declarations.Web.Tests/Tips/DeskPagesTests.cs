using System.Net;
using Declarations.Access;
using Declarations.Auditing;
using Declarations.Data.Tips;
using Declarations.Registers;
using Declarations.Tips;
using Declarations.Web.Pages.Tips;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Tips;

/// <summary>The desk in the main site: from the queue to the feedback, and who never reads what.</summary>
public sealed class DeskPagesTests(Office office) : IClassFixture<Office>
{
    [Fact]
    public async Task A_tip_is_accepted_sent_to_a_check_concluded_fed_back_objected_to_and_answered()
    {
        var desk = await DeskScene.SetAsync(office);
        var (id, code) = await desk.SendAsync("采砂船夜间作业。");
        var closed = await (await office.Visit(desk.First)).Open($"/tips/{id}");
        Assert.Equal(HttpStatusCode.NotFound, closed.Status);
        await (await closed.Open("/tips")).Form("tips.open").Fill("DeskForm.Password", "not the password at all").Submit();
        Assert.Equal(HttpStatusCode.BadRequest, closed.Status);
        var officer = await desk.OpenAsync(desk.First);
        Assert.Contains("采砂船夜间作业。", officer.Text, StringComparison.Ordinal);

        await DoAsync(officer, id, TipAct.Accept, "已受理。");
        await officer.Open($"/tips/{id}");
        await officer.Form("tips.note-do").Fill("NoteForm.Text", "先查航道记录").Submit();
        await officer.Form("tips.tell-do").Fill("TellForm.Text", "请补充船号。").Submit();
        await desk.SayAsync(code, (intake, open) => intake.AddAsync(open, "船号云采 07", desk.Day));
        var campaign = await office.InDb(db => db.Campaigns.Where(each => each.Code == City.Practice).Select(each => each.Name).SingleAsync());
        await DoAsync(officer, id, TipAct.SendToCheck, "航道站反映夜间采砂", form => form.Fill("TipActForm.Campaign", campaign));
        var clue = await office.InDb(db => db.Problems.Include(problem => problem.Register).SingleAsync(problem => problem.Origin == Origin.Tip));
        Assert.Equal((RegisterKind.Clue, "航道站反映夜间采砂"), (clue.Register.Kind, clue.Text));
        Assert.Contains(Visitor.Words["tips.linked-office"], officer.Text, StringComparison.Ordinal);
        await DoAsync(officer, id, TipAct.ReportCheck, "已核对记录");
        await DoAsync(officer, id, TipAct.Conclude, "核实夜间采砂一次。", form => form.Fill("TipActForm.Result", TipResult.Partly));
        await DoAsync(officer, id, TipAct.GiveFeedback, "已责令停止并处理。");

        var messages = await desk.MessagesAsync(code);
        Assert.Equal([TipEntryKind.Accepted, TipEntryKind.Told, TipEntryKind.Added, TipEntryKind.Concluded, TipEntryKind.FedBack],
            messages.Select(entry => entry.Kind));
        Assert.DoesNotContain(messages, entry => entry.Text.Contains("航道", StringComparison.Ordinal));
        await desk.SayAsync(code, (intake, open) => intake.ObjectAsync(open, "还在采", desk.Day));
        Assert.Contains("还在采", (await officer.Open($"/tips/{id}")).Text, StringComparison.Ordinal);
        var ledger = await office.InDb(db => db.AuditEntries.AsNoTracking().Where(entry => entry.SubjectKind == nameof(Tip) && entry.SubjectId == id)
            .ToListAsync());
        Assert.Equal(["Accept", "Note", "Tell", "SendToCheck", "ReportCheck", "Conclude", "GiveFeedback"],
            ledger.Where(entry => entry.Action == AuditAction.TipHandled).OrderBy(entry => entry.At).ThenBy(entry => entry.Id).Select(entry => entry.Detail));
        Assert.All(ledger, entry => Assert.True(entry.Reason is null && entry.Detail?.Contains('采', StringComparison.Ordinal) != true));
        Assert.Contains(ledger, entry => entry.Action == AuditAction.TipRead && entry.AccountId == desk.First.AccountId);
    }

    [Fact]
    public async Task My_work_says_fourteen_days_before_what_will_be_erased()
    {
        var desk = await DeskScene.SetAsync(office);
        var id = await desk.TipAsync("岸边堆砂。");
        var officer = await desk.OpenAsync(desk.First);
        await DoAsync(officer, id, TipAct.Decline, "不属于受理范围。", form => form.Fill("TipActForm.Reason", DeclineReason.NotOurs));
        Assert.Null(await LineAsync());
        // 30 days of retention: on the 16th after the last act it is listed.
        foreach (var (days, listed) in new[] { (15, false), (16, true) })
        {
            var last = BeijingTime.DayOf(office.Time.GetUtcNow()).AddDays(-days);
            await DeskScene.In(office, services => services.GetRequiredService<TipsDb>().Tips.Where(tip => tip.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(tip => tip.LastActOn, last)));
            Assert.Equal(listed, await LineAsync() is not null);
        }
        Assert.Contains(Visitor.Words["work.tips-erasing.text"], await LineAsync(), StringComparison.Ordinal);

        async Task<string?> LineAsync() =>
            (await officer.Open(Links.MyWork)).Page.QuerySelector("main a[href='/tips?list=Erasing']") is null ? null : officer.Text;
    }

    [Fact]
    public async Task What_has_no_substance_is_declined_by_two_and_a_name_is_opened_by_two()
    {
        var desk = await DeskScene.SetAsync(office);
        var (id, code) = await desk.SendAsync("听说有人不好。", identity: new TipIdentity("闻人雨", "邮箱一"));
        var (first, second) = (await desk.OpenAsync(desk.First), await desk.OpenAsync(desk.Second));
        await DoAsync(first, id, TipAct.Decline, "没有可查的内容。", form => form.Fill("TipActForm.Reason", DeclineReason.NoSubstance));
        await first.Open($"/tips/{id}/act?do=AgreeToDecline");
        Assert.Equal(HttpStatusCode.Conflict, first.Status);

        await DoAsync(first, id, TipAct.AskForIdentity, "需要当面核实");
        Assert.DoesNotContain("闻人雨", (await first.Open($"/tips/{id}")).Text, StringComparison.Ordinal);
        await DoAsync(second, id, TipAct.AgreeToIdentity, null);
        Assert.Contains("闻人雨", (await first.Open($"/tips/{id}")).Text, StringComparison.Ordinal);

        await DoAsync(first, id, TipAct.Decline, "没有可查的内容。", form => form.Fill("TipActForm.Reason", DeclineReason.NoSubstance));
        await DoAsync(second, id, TipAct.AgreeToDecline, null);
        Assert.Equal(["没有可查的内容。"], (await desk.MessagesAsync(code)).Select(entry => entry.Text));
    }

    [Fact]
    public async Task A_tip_about_the_officer_or_not_for_their_eyes_does_not_exist_for_them()
    {
        var desk = await DeskScene.SetAsync(office);
        var named = await office.City.Clerk(office.City.Bureau);
        await office.InDb(async db =>
        {
            db.Grants.Add(Grant.Give(new(named.AccountId, office.Time.GetUtcNow(), desk.Day.On), named.AccountId,
                Role.TipOfficer, office.City.Bureau));
            await db.SaveChangesAsync();
        });
        await DeskScene.In(office, async services =>
        {
            var keys = services.GetRequiredService<DeskKeys>();
            await keys.EnrolAsync(named.AccountId, DeskScene.Password);
            using (var open = (await keys.OpenAsync(desk.First.AccountId, DeskScene.Password))!)
                await keys.HandAsync(open, named.AccountId, Enum.GetValues<TipKind>());
            using (var open = (await keys.OpenAsync(desk.Second.AccountId, DeskScene.Password))!)
                await keys.ConfirmAsync(open, named.AccountId, desk.Day.On);
            return true;
        });
        var (about, notBy, other) = (await desk.TipAsync("有问题", about: $"局里的{named.Official!.Name}"), await desk.TipAsync("有问题", notBy: named.Official.Name),
            await desk.TipAsync("别的事"));
        var officer = await desk.OpenAsync(named);
        foreach (var (tip, status) in new[] { (about, HttpStatusCode.NotFound), (notBy, HttpStatusCode.NotFound), (other, HttpStatusCode.OK),
            (Guid.NewGuid(), HttpStatusCode.NotFound) })
            Assert.Equal(status, (await officer.Open($"/tips/{tip}")).Status);
        Assert.DoesNotContain("有问题", (await officer.Open("/tips")).Text, StringComparison.Ordinal);

        await DoAsync(officer, other, TipAct.Recuse, "与本人有利害关系");
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Open($"/tips/{other}")).Status);
        foreach (var stranger in new[] { office.City.Officer, office.City.Head, await office.City.WithRole(Role.AuditAdministrator,
            office.City.Seat) })
            Assert.NotEqual(HttpStatusCode.OK, (await (await office.Visit(stranger)).Open($"/tips/{about}")).Status);
    }

    [Fact]
    public async Task A_caller_gets_a_slip_whose_code_opens_what_was_written_down()
    {
        var desk = await DeskScene.SetAsync(office);
        var officer = await (await desk.OpenAsync(desk.First)).Open("/tips/new");
        await officer.Form("tips.new-do").Fill("NewTipForm.Channel", TipChannel.Phone).Fill("NewTipForm.Topic", "涉砂问题").Submit();
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        await officer.Form("tips.new-do").Fill("NewTipForm.Facts", "来电反映：夜里有船采砂").Submit();
        Assert.True(References.SlipCode.TryParse(officer.Page.QuerySelector(".slip-code")!.TextContent, out var code));
        var open = await DeskScene.In(office, services => services.GetRequiredService<TipIntake>().FindAsync(code));
        Assert.Equal(("来电反映：夜里有船采砂", TipChannel.Phone), (open!.Words.Facts, open.Tip.Channel));
    }

    [Fact]
    public async Task The_head_of_the_owner_solves_a_service_problem_and_sees_no_tip()
    {
        var desk = await DeskScene.SetAsync(office);
        var (problem, code) = await desk.SendAsync("宅基地三个月没有批。", service: true);
        var tip = await desk.TipAsync();
        await DeskScene.In(office, async services =>
        {
            var keys = services.GetRequiredService<DeskKeys>();
            await keys.EnrolAsync(office.City.Head.AccountId, DeskScene.Password);
            return true;
        });
        var (first, second) = (await desk.OpenAsync(desk.First), await desk.OpenAsync(desk.Second));
        await PressAsync(first, "Hand", office.City.Head);
        await PressAsync(second, "Confirm", office.City.Head);
        var head = await desk.OpenAsync(office.City.Head);
        Assert.Contains("宅基地", head.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await head.Open($"/tips/{tip}")).Status);
        await DoAsync(head, problem, TipAct.Accept, "正在办理。");
        await DoAsync(head, problem, TipAct.Conclude, "已经批准。", form => form.Fill("TipActForm.Result", TipResult.Confirmed));
        await DoAsync(head, problem, TipAct.GiveFeedback, "已经批准，请到窗口领取。");
        await desk.SayAsync(code, (intake, open) => intake.RateAsync(open, Rating.NotSolved, "窗口说没有", desk.Day));
        Assert.Contains("窗口说没有", (await first.Open($"/tips/{problem}")).Text, StringComparison.Ordinal);

        async Task PressAsync(Visitor officer, string handler, Person person)
        {
            await officer.Open("/tips/keys");
            var form = officer.Forms().Single(each => each.Action.EndsWith("handler=" + handler, StringComparison.Ordinal)
                && each.Fields.Any(field => field.Value == person.AccountId.ToString()));
            await officer.Post(form.Action, form.Fields);
            Assert.Equal(HttpStatusCode.OK, officer.Status);
        }
    }

    [Fact]
    public async Task The_card_of_the_desk_is_what_the_public_host_offers()
    {
        var desk = await DeskScene.SetAsync(office);
        var officer = await (await office.Visit(desk.First)).Open("/tips/desk");
        await officer.Form("tips.card-save").Fill("DeskCardForm.Name", "局举报受理台").Fill("DeskCardForm.NameInEnglish", "Desk of the bureau")
            .Fill("DeskCardForm.Above", City.Practice).Fill("DeskCardForm.Contact", "工作日 9:00-17:00").Submit();
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        await officer.Form("tips.card-save").Fill("DeskCardForm.Above", "").Submit();
        var kept = await DeskScene.In(office, services => services.GetRequiredService<TipsDb>().Desks.SingleAsync());
        Assert.Equal((office.City.Bureau.Id, "局举报受理台", null as Guid?, "工作日 9:00-17:00"), (kept.Id, kept.Name, kept.AboveId, kept.Contact));
        await officer.Form("tips.card-save").Fill("DeskCardForm.Name", "局专项整治办受理台").Submit();
        Assert.Contains("局专项整治办受理台", officer.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_role_has_ended_gets_no_new_key_and_guessing_is_slowed_down()
    {
        var desk = await DeskScene.SetAsync(office);
        var former = await office.City.WithRole(Role.TipOfficer, office.City.Bureau);
        await DeskScene.In(office, async services =>
        {
            var keys = services.GetRequiredService<DeskKeys>();
            await keys.EnrolAsync(former.AccountId, DeskScene.Password);
            using (var open = (await keys.OpenAsync(desk.First.AccountId, DeskScene.Password))!)
                await keys.HandAsync(open, former.AccountId, Enum.GetValues<TipKind>());
            using (var open = (await keys.OpenAsync(desk.Second.AccountId, DeskScene.Password))!)
                await keys.ConfirmAsync(open, former.AccountId, desk.Day.On);
            return true;
        });
        var officer = await (await desk.OpenAsync(desk.First)).Open("/tips/keys");
        Assert.DoesNotContain(Visitor.Words["tips.take-back"], officer.Text, StringComparison.Ordinal);
        await office.InDb(db => db.Grants.Where(grant => grant.AccountId == former.AccountId).ExecuteDeleteAsync());
        await (await officer.Open("/tips/keys")).Form("tips.take-back").Submit();
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        Assert.False(await DeskScene.In(office, services => services.GetRequiredService<DeskKeys>().IsEnrolledAsync(former.AccountId)));

        var guesser = await (await office.Visit(desk.Second)).Open("/tips");
        for (var i = 0; i < 6; i++)
            await guesser.Form("tips.open").Fill("DeskForm.Password", $"a wrong password {i}").Submit();
        Assert.Equal(HttpStatusCode.TooManyRequests, guesser.Status);
    }

    [Fact]
    public async Task Figures_hide_what_is_few_and_come_as_a_workbook()
    {
        var desk = await DeskScene.SetAsync(office);
        for (var i = 0; i < 3; i++)
            await desk.TipAsync();
        var officer = await (await desk.OpenAsync(desk.First)).Open("/tips/figures");
        Assert.Contains(Visitor.Words["tips.figure-channel"], officer.Text, StringComparison.Ordinal);
        await officer.Open(officer.Page.QuerySelector("main a[href*='handler=Excel']")!.GetAttribute("href")!);
        using var book = new ClosedXML.Excel.XLWorkbook(new MemoryStream(officer.Body));
        Assert.Contains(book.Worksheets.Single().CellsUsed(), cell => cell.GetString() == Visitor.Words["TipChannel.Web"]);
    }

    private static async Task DoAsync(Visitor officer, Guid tip, TipAct act, string? text, Func<Form, Form>? more = null)
    {
        await officer.Open($"/tips/{tip}");
        await officer.Open($"/tips/{tip}/act?do={act}");
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        var form = officer.Form($"TipAct.{act}");
        if (text is not null)
            form = form.Fill("TipActForm.Text", text);
        await (more?.Invoke(form) ?? form).Submit();
        Assert.True(officer.Status == HttpStatusCode.OK, $"{act}: {officer.Status} {officer.Text}");
    }
}
