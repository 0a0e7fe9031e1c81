using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Declarations.Access;
using Declarations.Handling;
using Declarations.Organisation;
using Declarations.Participation;
using Declarations.Registers;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Sheets;
using Declarations.Verification;
using Declarations.Web.Jobs;
using Declarations.Web.Pages.Campaigns;
using Declarations.Web.Pages.Checks;
using Declarations.Web.Pages.Registers;
using Declarations.Web.Pages.SetUp;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Journeys;

/// <summary>
/// From the empty database to the closed campaign, as every role in turn and by what stands on the pages: set up, filed, read, kept and handed up, checked
/// against a register, exited, handled, confirmed, told and closed.
/// </summary>
public sealed class WholeCampaignTests : IAsyncLifetime
{
    private const string Phrase = "春水漫过石阶的第三个清晨去钓鱼", Code = "first";

    private readonly Office office = new() { Empty = true };

    public ValueTask InitializeAsync() => office.InitializeAsync();
    public ValueTask DisposeAsync() => office.DisposeAsync();

    [Fact]
    public async Task From_the_empty_database_to_the_closed_campaign()
    {
        At(8, 20);
        await SetUpAsync();
        await FoundAsync(await In("office"));
        await JoinAllAsync();
        await GrantAsync(await In("security"), await In("system"), "R005");

        At(9, 5);
        foreach (var filer in new[] { "R001", "R002", "R003" })
            await NilAsync(await In(filer));
        await SandAsync(await In("R006"));
        await ExcuseAsync(await In("office"), "林问渠");

        At(9, 6);
        await ReadAsync("R002", "许清越", "何书宁");
        await ReadAsync("R003", "陆知衡");
        await ReadAsync("R004", "方知远");
        await CustodyAsync(await In("office"), await In("R005"));

        At(10, 20);
        var found = await VerifyAsync(await In("office"), await In("R005"), await In("R001"));
        var stated = await office.InDb(db => db.InterestRows.SingleAsync(row => row.SubmissionId != null));
        await CheckAsync(await In("office"), stated);
        await ClueAsync();

        At(11, 10);
        await ExitAsync(await In("office"), found, exitedOn: new(2017, 11, 1));
        await ExitAsync(await In("office"), stated, exitedOn: null);
        foreach (var report in new[] { stated.ReportId, found.ReportId })
            await HandleAsync(await In("office"), await In("R005"), report);

        At(12, 20);
        await ConfirmAsync(await In("R002"), "station");
        await ConfirmAsync(await In("R003"), "river");

        At(12, 28);
        await BulletinAsync(await In("office"));
        await CloseAsync(await In("office"));

        var figures = JsonNode.Parse((await office.RunAsync("statistics", "--campaign", Code, "--unit", "river", "--format", "json")).Output)!;
        Assert.Equal((5, 4, 1, 0, 2, 2, 0), (Of("due"), Of("filed"), Of("excused"), Of("missing"), Of("withInterests"), Of("exited"), Of("open")));
        Assert.Equal(0, (await office.RunAsync("check-derived")).Code);
        Assert.Empty(office.Faults);

        int Of(string key) => figures[key]!.GetValue<int>();
    }

    private void At(int month, int day) => office.Time.Set(FakeTime.Beijing(2017, month, day, 9, 0));

    /// <summary>Signed in anew: from one part to the next everybody's session has run out.</summary>
    private async Task<Visitor> In(string userName)
    {
        var visitor = await office.Visit().Open(Links.SignIn);
        await visitor.Form("sign-in.button").Fill("SignInForm.UserName", userName).Fill("SignInForm.Password", Phrase).Submit();
        Assert.Equal(Links.MyWork, visitor.Address);
        return visitor;
    }

    /// <summary>The three administrators and the first person of the office.</summary>
    private async Task SetUpAsync()
    {
        var first = await office.Visit().Open(Links.SetUp);
        await first.Form("set-up.do").Fill("SetUpForm.Code", office.Services.GetRequiredService<SetUpCode>().Code.ToString())
            .Fill("SetUpForm.UnitName", "云澜市").Fill("SetUpForm.UnitCode", "yunlan").Fill("SetUpForm.Kind", UnitKind.City).Fill("SetUpForm.System", "system")
            .Fill("SetUpForm.Security", "security").Fill("SetUpForm.Audit", "audit").Fill("SetUpForm.Office", "office").Submit();
        await JoinAsync(first);
    }

    /// <summary>Slips are printed for all units and each is used.</summary>
    private async Task JoinAllAsync()
    {
        var officer = await (await In("office")).Open(Links.SlipsOf("yunlan"));
        await officer.Form("slips.issue").Fill("IssueForm.WithUnitsBelow", true).Submit();
        Assert.Equal(7, officer.Page.QuerySelectorAll(".slip-code code").Length);
        await JoinAsync(officer);
    }

    private async Task JoinAsync(Visitor printed)
    {
        foreach (var code in printed.Page.QuerySelectorAll(".slip-code code").Select(slip => slip.TextContent).ToList())
        {
            var visitor = await office.Visit().Open(Links.Activate);
            await visitor.Form("activate.do").Fill("ActivateForm.Code", code).Fill("ActivateForm.Password", Phrase).Fill("ActivateForm.Again", Phrase).Submit();
            Assert.Equal(Links.MyWork, visitor.Address);
        }
    }

    /// <summary>Units, people, posts and the campaign.</summary>
    private async Task FoundAsync(Visitor officer)
    {
        foreach (var (name, code, kind, parent) in new[]
            { ("云澜市河道局", "river", UnitKind.Bureau, "云澜市"), ("清溪管理站", "station", UnitKind.AffiliatedUnit, "云澜市河道局") })
        {
            await officer.Open(Links.Units);
            await officer.Form("units.do").Fill("UnitForm.Name", name).Fill("UnitForm.Code", code).Fill("UnitForm.Kind", kind).Fill("UnitForm.Parent", parent)
                .Submit();
        }
        await officer.Open(Links.Roster);
        await officer.Form("roster.upload").Attach("RosterUploadForm.File", "花名册.xlsx", Roster.Sheets.Roster([
            Row("R001", "许清越", "station"), Row("R002", "陆知衡", "station"), Row("R003", "方知远", "river", cityManaged: true),
            Row("R004", "苏婉宁", "yunlan", cityManaged: true), Row("R005", "顾行舟", "yunlan"), Row("R006", "何书宁", "station"), Row("R007", "林问渠", "station")]))
            .Fill("RosterUploadForm.Covers", FileCovers.SomePeople).Submit();
        await OverAsync(officer);
        await officer.Form("import.start").Submit();
        await OverAsync(officer);
        foreach (var (unit, post, number) in new[]
            { ("station", "Head", "R002"), ("river", "PartyGroupSecretary", "R003"), ("yunlan", "PartyGroupSecretary", "R004") })
        {
            await officer.Open(Links.Units + "/" + unit);
            await officer.Form("units.save").Fill("UnitPostsForm." + post, number).Fill("UnitPostsForm.Reason", "任职通知").Submit();
        }
        await officer.Open(Links.Campaigns + "/new");
        await officer.Form("campaigns.preview").Fill("CampaignForm.Preset", "preset.zhuzhou-2017").Fill("CampaignForm.Name", "清理整治专项")
            .Fill("CampaignForm.Code", Code).Fill("CampaignForm.CityName", "云澜市").Fill("CampaignForm.Unit", "云澜市河道局").Submit();
        await officer.Form("campaigns.create").Submit();
        Assert.Equal(5, await office.InDb(db => db.Reports.CountAsync()));

        static Dictionary<string, string> Row(string number, string name, string unit, bool cityManaged = false) => new()
        {
            ["StaffNumber"] = number,
            ["Name"] = name,
            ["Unit"] = unit,
            ["Post"] = "科员",
            ["Rank"] = Visitor.Words.Of(Rank.SectionMember),
            ["Category"] = Visitor.Words.Of(PersonCategory.CivilServant),
            ["CityManaged"] = Visitor.Words.YesNo(cityManaged),
            ["Status"] = Visitor.Words.Of(ServiceStatus.InService),
        };
    }

    private static async Task OverAsync(Visitor visitor)
    {
        for (var n = 0; visitor.Page.QuerySelector("[data-refresh]") is not null; n++)
        {
            Assert.True(n < 300, "It does not end.");
            await Task.Delay(50);
            await visitor.Open(visitor.Address);
        }
    }

    /// <summary>A second officer: one administrator asks, another confirms.</summary>
    private static async Task GrantAsync(Visitor security, Visitor system, string account)
    {
        await security.Open("/admin/roles");
        await security.Form("roles.request").Fill("GrantForm.UserName", account).Fill("GrantForm.Role", Role.CampaignOfficer).Fill("GrantForm.Unit", "yunlan")
            .Submit();
        await system.Open("/second-person");
        var confirm = system.Forms().Single(form => form.Action.Contains("Confirm", StringComparison.Ordinal));
        await confirm.Submit();
        Assert.Equal(HttpStatusCode.OK, system.Status);
    }

    private static async Task NilAsync(Visitor filer)
    {
        await filer.Open(Links.Details(Code));
        await filer.Form("filing.save").Fill("DetailsForm.Correct", "details.correct").Submit();
        await filer.Form("participation.rest-no").Submit();
        await filer.Form("filing.save").Submit();
        await PledgeAsync(filer);
    }

    private static async Task SandAsync(Visitor filer)
    {
        await filer.Open(Links.Details(Code));
        await filer.Form("filing.save").Fill("DetailsForm.Correct", "details.correct").Submit();
        await filer.Form("participation.rest-no").Submit();
        await filer.Form("filing.save").Under(Visitor.Words.Of(Sector.Sand)).Fill("participation.self", true).Submit();
        await filer.Form("filing.save").Fill("InterestForm.Holder", "本人（何书宁）").Fill("InterestForm.Enterprise", "清溪砂石有限公司")
            .Fill("InterestForm.EntityType", EntityType.Private).Fill("InterestForm.Mode", ParticipationMode.Equity).Fill("InterestForm.SharePercent", 20)
            .Fill("InterestForm.StartedOn", new DateOnly(2015, 3, 1)).Fill("InterestForm.Content", "入股砂石堆场，占股20%").Fill("InterestForm.Amount", "20.5")
            .Fill("InterestForm.Profit", 6).Fill("InterestForm.DutyLink", DutyLink.Unrelated).Submit();
        await filer.Form("filing.save").Fill("ExitForm.State", ExitState.Exited).Fill("ExitForm.CompletedOn", new DateOnly(2017, 9, 1))
            .Fill("ExitForm.Way", ExitWay.Withdrawal).Fill("ExitForm.RegistryUpdated", true).Fill("ExitForm.RetainsBenefit", false).Submit();
        await PledgeAsync(filer);
    }

    private static async Task PledgeAsync(Visitor filer)
    {
        await filer.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fill("PledgeForm.Password", Phrase).Submit();
        Assert.StartsWith("/receipt/", filer.Address, StringComparison.Ordinal);
    }

    private async Task ExcuseAsync(Visitor officer, string name)
    {
        var report = await office.InDb(db => db.Reports.Where(r => r.Official.Name == name).Select(r => r.Id).SingleAsync());
        await officer.Open($"{Links.Campaign(Code)}/people/{report}");
        await officer.Form("people.excuse").Fill("ExcuseForm.Reason", NotSubmittedReason.UnderInvestigation).Fill("ExcuseForm.Document", "立案通知书")
            .Fill("ExcuseForm.Number", "云纪〔2017〕8号").Fill("ExcuseForm.DocumentOn", new DateOnly(2017, 8, 30)).Submit();
        Assert.Contains(Visitor.Words["people.excused", name], officer.Text, StringComparison.Ordinal);
    }

    private async Task ReadAsync(string by, params string[] names)
    {
        var reader = await In(by);
        foreach (var name in names)
        {
            await reader.Open("/reading");
            var link = reader.Page.QuerySelectorAll("main a").First(a => a.TextContent.Contains(name, StringComparison.Ordinal)).GetAttribute("href")!;
            await reader.Open(link);
            var sign = reader.Form("reading.sign-on");
            // the password once, then the window is open
            await (sign.Controls.Any(control => control.GetAttribute("name") == "Form.Password") ? sign.Fill("SignForm.Password", Phrase) : sign).Submit();
            Assert.Equal(ReportStatus.Signed, await office.InDb(db => db.Reports.Where(r => r.Official.Name == name).Select(r => r.Status).SingleAsync()));
        }
    }

    /// <summary>The office keeps what is its own; what is city-managed goes up and is received by another.</summary>
    private async Task CustodyAsync(Visitor officer, Visitor second)
    {
        await officer.Open($"/custody?campaign={Code}&list=Keep");
        await AllAsync(officer, "custody.Keep.do-several");
        await officer.Open($"/custody?campaign={Code}&list=HandUp");
        await AllAsync(officer, "custody.HandUp.do-several");
        var list = await office.InDb(db => db.HandOvers.SingleAsync());
        await second.Open($"/custody/hand-over/{list.Id}");
        await second.Form("hand-over.receive").Submit();
        Assert.Contains(Visitor.Words["hand-over.received"], second.Text, StringComparison.Ordinal);

        static async Task AllAsync(Visitor visitor, string button)
        {
            var form = visitor.Form(button);
            var picks = visitor.Page.QuerySelectorAll("input[name='Form.Several']")
                .Select(box => KeyValuePair.Create("Form.Several", box.GetAttribute("value")!));
            await visitor.Post(form.Action, [.. form.Fields.Where(field => field.Key != "Form.Only"), .. picks]);
            Assert.Equal(HttpStatusCode.OK, visitor.Status);
        }
    }

    /// <summary>A register shows somebody with a nil return: a lead, answered, held by two, and recorded as an interest that was not reported.</summary>
    private async Task<InterestRow> VerifyAsync(Visitor officer, Visitor second, Visitor person)
    {
        var file = "企业名称,股东名称,持股比例,是否退出\r\n春河矿业有限公司,许清越,10%,否\r\n清溪砂石有限公司,何书宁,20%,是\r\n";
        await officer.Open("/verification/registries");
        await officer.Form("registries.upload").Attach("RegistryForm.File", "股东.csv", Encoding.UTF8.GetBytes(file)).Fill("RegistryForm.Source", "市场监管局")
            .Fill("RegistryForm.AsOf", new DateOnly(2017, 10, 15)).Fill("RegistryForm.Coverage", "云澜市").Submit();
        await WorkOffAsync();
        await officer.Open($"/verification/leads?campaign={Code}");
        await officer.Form("leads.ask").Submit();
        await WorkOffAsync();
        var lead = Assert.Single(await office.InDb(db => db.Leads.ToListAsync()));
        await officer.Open($"/verification/leads/{lead.Id}");
        await officer.Form("leads.propose-do").Fill("LeadForm.Outcome", LeadOutcome.Confirmed).Fill("LeadForm.Reason", "已调档，身份号码一致").Submit();
        await person.Open($"/my-leads/{lead.Id}");
        await person.Form("my-leads.send").Fill("AnswerLeadForm.Answer", "替同学代持").Submit();
        await second.Open($"/verification/leads/{lead.Id}");
        Assert.Contains("替同学代持", second.Text, StringComparison.Ordinal);
        await second.Form("leads.agree").Submit();
        await officer.Open($"/verification/leads/{lead.Id}");
        await officer.Open(officer.Page.QuerySelectorAll("main a.btn-primary").Single(a => a.TextContent == Visitor.Words["leads.record"])
            .GetAttribute("href")!);
        await officer.Form("checks.save").Fill("FoundForm.Holder", Relation.Self).Fill("FoundForm.Enterprise", "春河矿业有限公司")
            .Fill("FoundForm.Sector", Sector.Mining).Fill("FoundForm.Mode", ParticipationMode.Equity).Fill("FoundForm.EntityType", EntityType.Private)
            .Fill("FoundForm.Content", "代持10%").Fill("FoundForm.Amount", "20").Fill("FoundForm.Source", CheckSource.Registry)
            .Fill("FoundForm.SourceAsOf", new DateOnly(2017, 10, 15)).Fill("FoundForm.Basis", "调取工商档案").Submit();
        Assert.Contains(Visitor.Words["checks.found-saved"], officer.Text, StringComparison.Ordinal);
        return await office.InDb(db => db.InterestRows.SingleAsync(row => row.SubmissionId == null));
    }

    private async Task WorkOffAsync()
    {
        for (var n = 0; n < 600; n++)
        {
            await office.Services.GetRequiredService<JobRunner>().WorkOffAsync(CancellationToken.None);
            if (await office.InDb(db => db.Jobs.AllAsync(job => job.EndedAt != null)))
                return;
            await Task.Delay(50);
        }
        throw new TimeoutException();
    }

    private static async Task CheckAsync(Visitor officer, InterestRow row)
    {
        await officer.Open($"/checks/{row.ReportId}/{row.InterestId}");
        await officer.Form("checks.save").Fill("CheckForm.Source", CheckSource.Registry).Fill("CheckForm.SourceAsOf", new DateOnly(2017, 10, 15))
            .Fill("CheckForm.Basis", "调取工商档案").Fill("CheckForm.Holder", CheckAnswer.Agrees).Fill("CheckForm.Mode", CheckAnswer.Agrees)
            .Fill("CheckForm.Content", CheckAnswer.Agrees).Fill("CheckForm.Amount", CheckAnswer.Agrees).Fill("CheckForm.Profit", CheckAnswer.Agrees)
            .Fill("CheckForm.Truthful", true).Fill("CheckForm.FoundByTip", false)
            .Fill("CheckForm.Minor", true).Submit();
        Assert.Equal(HttpStatusCode.OK, officer.Status);
    }

    /// <param name="exitedOn">Null: on the day that was reported.</param>
    private static async Task ExitAsync(Visitor officer, InterestRow row, DateOnly? exitedOn)
    {
        await officer.Open($"/exits/{row.ReportId}/{row.InterestId}");
        var form = officer.Form("checks.save").Fill("ExitCheckForm.Source", CheckSource.Registry).Fill("ExitCheckForm.SourceAsOf", new DateOnly(2017, 11, 8))
            .Fill("ExitCheckForm.Basis", "查询企业登记资料").Fill("ExitCheckForm.Way", ExitWay.Withdrawal).Fill("ExitCheckForm.RegistryUpdated", true)
            .Fill("ExitCheckForm.RetainsBenefit", false).Fill("ExitCheckForm.ExitFiledOn", new DateOnly(2017, 11, 9));
        await (exitedOn is { } day ? form.Fill("ExitCheckForm.ExitedOn", day) : form).Submit();
        Assert.Equal(HttpStatusCode.OK, officer.Status);
    }

    /// <summary>One proposes, another confirms.</summary>
    private static async Task HandleAsync(Visitor officer, Visitor second, Guid report)
    {
        await officer.Open($"/handling/{report}");
        await officer.Form("handling.propose-do").Fill("ProposalForm.Ground", DisposalGround.Interest).Fill("ProposalForm.Kind", DisposalKind.Organisational)
            .Fill("ProposalForm.Measure", DisposalMeasure.Admonition).Fill("ProposalForm.Reason", "违规入股").Fill("ProposalForm.DecidedBy", "局党组")
            .Fill("ProposalForm.DecidedOn", new DateOnly(2017, 11, 9)).Fill("ProposalForm.CaseFacts", "入股经营").Fill("ProposalForm.CaseBasis", "方案四1")
            .Fill("ProposalForm.CaseOutcome", "已执行").Submit();
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        await second.Open($"/handling/{report}");
        await second.Form("handling.confirm").Submit();
        Assert.Contains(Visitor.Words["handling.confirmed"], second.Text, StringComparison.Ordinal);
    }

    private async Task ConfirmAsync(Visitor head, string unit)
    {
        await head.Open($"/sheets/{Code}/{unit}");
        await head.Form("sheets.confirm").Submit();
        Assert.Equal(SheetKind.Confirmed, await office.InDb(db => db.UnitSheets.OrderByDescending(sheet => sheet.At).Select(sheet => sheet.Kind).FirstAsync()));
    }

    /// <summary>五(三): a head reports something upward; it is assigned, checked, passed by a second person and closed.</summary>
    private async Task ClueAsync()
    {
        var head = await (await In("R002")).Open("/clues/report");
        await head.Form("clues.report-do").Fill("ClueForm.Campaign", "清理整治专项").Fill("ClueForm.Unit", "清溪管理站").Fill("ClueForm.Text", "站里有人替砂场说情")
            .Submit();
        var clue = await office.InDb(db => db.Problems.Select(problem => problem.Id).SingleAsync());
        await ActAsync("office", RegisterAct.Assign, form => form.Fill("ActForm.Task", "找当事人了解").Fill("ActForm.Person", "R003"));
        await ActAsync("R003", RegisterAct.Claim, form => form.Fill("ActForm.Result", "没有说情").Fill("ActForm.Proof", "谈话记录"));
        await ActAsync("R005", RegisterAct.Pass, form => form.Fill("ActForm.How", "查阅谈话记录"));
        await ActAsync("office", RegisterAct.Solve,
            form => form.Fill("ActForm.Disposition", ClueDisposition.Closed).Fill("ActForm.Judgement", "不属实"));

        async Task ActAsync(string by, RegisterAct act, Func<Form, Form> fill)
        {
            var visitor = await (await In(by)).Open($"/clues/{clue}/act?do={act}");
            await fill(visitor.Form("act.do")).Submit();
            Assert.True(visitor.Address == $"/clues/{clue}", visitor.Text);
        }
    }

    private static async Task BulletinAsync(Visitor officer)
    {
        await officer.Open("/bulletins");
        await officer.Form("bulletins.draft").Fill("BulletinsForm.Campaign", "清理整治专项").Fill("BulletinsForm.Unit", "云澜市河道局").Submit();
        await officer.Form("bulletins.issue").Submit();
        Assert.Contains(Visitor.Words["bulletins.issued"], officer.Text, StringComparison.Ordinal);
    }

    /// <summary>Every line is done, so that no reason is asked for.</summary>
    private static async Task CloseAsync(Visitor officer)
    {
        var page = Routes.To<CloseModel>(Code);
        await officer.Open(page);
        Assert.All(officer.Page.QuerySelectorAll("tbody tr"), line => Assert.Contains(Visitor.Words["close.ok"], line.TextContent, StringComparison.Ordinal));
        await officer.Form("close.do").Submit();
        await officer.Open(page);
        Assert.Contains(Visitor.Words["close.closed", new DateOnly(2017, 12, 28)], officer.Text, StringComparison.Ordinal);
    }
}
