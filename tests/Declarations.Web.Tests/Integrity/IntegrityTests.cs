using System.IO.Compression;
using System.Net;
using System.Text;
using Declarations.Access;
using Declarations.Auditing;
using Declarations.Integrity;
using Declarations.Registers;
using Declarations.Web.Pages.KeyPosts;
using Declarations.Verification;
using Declarations.Web.Tests.Hosting;
using Declarations.Web.Tests.Verification;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Integrity;

/// <summary>Pledges, talks and opinions, key posts and integrity files, by the pages that people use.</summary>
public sealed class IntegrityTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;
    private DateOnly Today => BeijingTime.DayOf(office.Time.GetUtcNow());

    [Fact]
    public async Task A_pledge_is_issued_signed_by_each_for_themselves_or_on_paper_and_signed_anew_in_another_edition()
    {
        var (clerk, other) = (await City.Clerk(City.Station), await City.Clerk(City.Division));
        var officer = await (await office.Visit(City.Officer)).Open("/pledges/new");
        await officer.Form("pledges.issue").Fill("PledgeForm.Unit", City.Station.Name).Fill("PledgeForm.For", PledgeFor.Everybody)
            .Fill("PledgeForm.Title", "廉洁承诺书").Fill("PledgeForm.Text", "不收受礼金。\n不插手工程。").Fill("PledgeForm.DueOn", Today.AddDays(10)).Submit();
        var page = officer.Address;
        Assert.Contains(clerk.Official!.Name, officer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Official!.Name, officer.Text, StringComparison.Ordinal);

        var mine = await office.Visit(clerk);
        Assert.Contains(Visitor.Words["work.pledge.do"], mine.Text, StringComparison.Ordinal);
        var address = page.Replace("/pledges/", "/my-pledges/", StringComparison.Ordinal);
        await mine.Open(address);
        Assert.Contains("不插手工程。", mine.Text, StringComparison.Ordinal);
        await office.LeavesAllUnchanged(() => mine.Form("my-pledge.sign-do").Fill("MyPledgeForm.Password", "wrong").Submit());
        Assert.Equal(HttpStatusCode.BadRequest, mine.Status);
        var stale = mine.OtherWindow();
        await stale.Open(address);
        await mine.Form("my-pledge.sign-do").Fill("MyPledgeForm.Password", clerk.Password).Submit();
        Assert.Contains(Visitor.Words["my-pledge.signed", clerk.Official!.Name, Today], mine.Text, StringComparison.Ordinal);
        Assert.NotNull(mine.Page.QuerySelector(".qr svg"));
        await stale.Form("my-pledge.sign-do").Submit();
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(other)).Open(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(City.OtherOfficer)).Open(page)).Status);

        await officer.Open(page);
        var paper = await City.Newcomer(City.Station);
        await Scan(officer, other.Official!.StaffNumber);
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        await Scan(officer, paper.StaffNumber);
        Assert.Contains(Visitor.Words["pledges.paper-kept", paper.Name], officer.Text, StringComparison.Ordinal);
        await officer.Open($"{page}?list=Signed");
        Assert.Contains(Visitor.Words["pledges.on-paper"], officer.Text, StringComparison.Ordinal);
        var scan = officer.Page.QuerySelector("a[href^='/files/']")!.GetAttribute("href")!;
        Assert.Equal(HttpStatusCode.OK, (await officer.Open(scan)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(clerk)).Open(scan)).Status);

        await officer.Open($"/pledges/new?after={page.Split('/')[^1]}");
        await officer.Form("pledges.issue").Fill("PledgeForm.Text", "不收受礼金、礼品。").Fill("PledgeForm.DueOn", Today.AddDays(10)).Submit();
        Assert.Contains(clerk.Official!.Name, officer.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["my-pledge.signed", clerk.Official.Name, Today], (await mine.Open(address)).Text, StringComparison.Ordinal);
        var edition = officer.Address.Split('/')[^1];
        Assert.Contains(edition, (await mine.Open(Links.MyWork)).Html, StringComparison.Ordinal);
        await officer.Form("pledges.end-do").Fill("PledgeEndForm.Reason", "改用新的制度").Submit();
        Assert.DoesNotContain(edition, (await mine.Open(Links.MyWork)).Html, StringComparison.Ordinal);
        Assert.Empty(office.Faults);

        Task<Visitor> Scan(Visitor visitor, string person) => visitor.Form("pledges.paper-do").Fill("PledgePaperForm.Person", person)
            .Fill("PledgePaperForm.On", Today).Attach("PledgePaperForm.File", "承诺书.pdf", "%PDF-1.4 %%EOF"u8.ToArray()).Submit();
    }

    [Fact]
    public async Task An_opinion_is_signed_by_two_bodies_and_what_was_written_by_mistake_is_taken_back()
    {
        var (clerk, discipline) = (await City.Clerk(City.Station), await City.WithRole(Role.DisciplineTeam, City.Bureau));
        var officer = await (await office.Visit(City.Officer)).Open("/integrity/new?kind=Opinion");
        await Write(officer.Form("integrity.sign")).Fill("EntryForm.Person", clerk.Official!.StaffNumber).Fill("EntryForm.Password",
            City.Officer.Password).Submit();
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        await officer.Form("integrity.sign").Fill("EntryForm.RestsOn", "查阅档案").Fill("EntryForm.AsOf", Today).Fill("EntryForm.Password", City.Officer.Password)
            .Submit();
        var page = officer.Address;
        Assert.Contains(Visitor.Words.Of(EntryState.Pending), officer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(officer.Page.QuerySelectorAll("button"), button => Visitor.Plain(button) == Visitor.Words["integrity.second-do"]);

        var second = await office.Visit(discipline);
        Assert.Contains(Visitor.Words["work.opinions.do"], second.Text, StringComparison.Ordinal);
        await second.Open(page);
        await second.Form("integrity.second-do").Fill("CountersignForm.Agrees", true).Fill("CountersignForm.Text", "同意")
            .Fill("CountersignForm.Password", discipline.Password).Submit();
        Assert.Contains(Visitor.Words.Of(EntryState.Stands), second.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(City.OtherOfficer)).Open(page)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(clerk)).Open(page)).Status);

        await officer.Open("/integrity/new?kind=Appointment");
        await Write(officer.Form("integrity.save")).Fill("EntryForm.Person", clerk.Official.StaffNumber).Submit();
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        await officer.Form("integrity.save").Fill("EntryForm.Document", "聘书").Fill("EntryForm.Number", "云聘〔2017〕1号").Fill("EntryForm.DocumentOn", Today)
            .Fill("EntryForm.From", Today).Fill("EntryForm.To", Today.AddYears(1)).Submit();
        var letter = await officer.Open($"{officer.Address}?handler=Letter");
        Assert.Contains("云聘〔2017〕1号", Docx(letter.Body), StringComparison.Ordinal);

        await officer.Open("/integrity/new?kind=Talk");
        await Write(officer.Form("integrity.save")).Fill("EntryForm.Person", clerk.Official.StaffNumber).Submit();
        await officer.Form("integrity.take-back-do").Fill("EntryBackForm.Reason", "谈话对象写错").Submit();
        Assert.Contains(Visitor.Words.Of(EntryState.TakenBack), officer.Text, StringComparison.Ordinal);
        Assert.Contains("谈话对象写错", officer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Open("/integrity/new?kind=Pledge")).Status);
        Assert.Empty(office.Faults);

        Form Write(Form form) => form.Fill("EntryForm.On", Today).Fill("EntryForm.Text", "廉洁方面无不良反映");
    }

    [Fact]
    public async Task A_key_post_gets_its_risk_and_is_reviewed_and_another_holder_or_a_finding_make_it_due_again()
    {
        var (owner, next) = (await City.Clerk(City.Station), await City.Clerk(City.Station));
        var officer = await (await office.Visit(City.Officer)).Open("/key-posts/new");
        await officer.Form("key-posts.save").Fill("NewKeyPostForm.Unit", City.Station.Name).Fill("NewKeyPostForm.Title", "材料采购岗")
            .Fill("NewKeyPostForm.Powers", "比选供应商\n验收材料").Fill("NewKeyPostForm.Holder", owner.Official!.StaffNumber).Submit();
        var page = officer.Address;
        Assert.Contains(Visitor.Words["key-posts.review-due", Today.AddDays(30), RiskTrigger.PowerChanged], officer.Text, StringComparison.Ordinal);
        await Act(officer, page, KeyPostAct.Review, ("KeyPostForm.Text", "看过了"));
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);

        var (_, register) = await office.KeyPost(null, owner);
        await officer.Open($"/registers/{register}/problem?keyPost={page.Split('/')[^1]}");
        await officer.Form("registers.add-problem").Fill("ProblemForm.AspectTitle", "采购").Fill("ProblemForm.Text", "指定供应商").Submit();
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        await officer.Form("registers.add-problem").Fill("ProblemForm.Level", RiskLevel.High).Submit();
        await officer.Open($"{officer.Address}/act?do=AddMeasure");
        await officer.Form("act.do").Fill("ActForm.Task", "比选由三人评定").Fill("ActForm.Unit", City.Station.Name).Fill("ActForm.Person", owner.Official.StaffNumber)
            .Fill("ActForm.Class", DeadlineClass.ByDate).Fill("ActForm.DueOn", Today.AddDays(15)).Submit();
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        await Act(officer, page, KeyPostAct.Review, ("KeyPostForm.Text", "一项风险，三人评定"));
        Assert.DoesNotContain(Visitor.Words["key-posts.review-due", Today.AddDays(30), RiskTrigger.PowerChanged], officer.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words.Of(RiskLevel.High), officer.Text, StringComparison.Ordinal);

        await Act(officer, page, KeyPostAct.Take, ("KeyPostForm.Person", next.Official!.StaffNumber), ("KeyPostForm.Reason", "轮岗"));
        Assert.Contains(Visitor.Words["key-posts.review-due", Today.AddDays(30), RiskTrigger.HolderChanged], officer.Text, StringComparison.Ordinal);
        await Act(officer, page, KeyPostAct.Review, ("KeyPostForm.Text", "不变"));
        var found = await City.Rectify(owner, $"k-{Guid.NewGuid().ToString("N")[..8]}");
        await officer.Open($"/registers/{found.Register}/problem");
        await officer.Form("registers.add-problem").Fill("ProblemForm.Text", "验收走过场").Fill("ProblemForm.KeyPost", $"{City.Station.Name} 材料采购岗").Submit();
        Assert.Contains(Visitor.Words["key-posts.review-due", Today.AddDays(30), RiskTrigger.Finding], (await officer.Open(page)).Text,
            StringComparison.Ordinal);
        Assert.Contains("验收走过场", officer.Text, StringComparison.Ordinal);

        Assert.Contains(Visitor.Words["key-posts.held", Today, Today], Holder(owner), StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["key-posts.held-since", Today, null], Holder(next), StringComparison.Ordinal);

        var head = await (await office.Visit(City.Head)).Open(page);
        Assert.Contains("指定供应商", head.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(head.Page.QuerySelectorAll("main a"), link => link.GetAttribute("href")!.Contains("/act", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await head.Open("/key-posts/new")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(City.OtherOfficer)).Open(page)).Status);
        Assert.Empty(office.Faults);

        string Holder(Person person) => Visitor.Plain(officer.Page.QuerySelectorAll("section[aria-labelledby=holders-h] li")
            .Single(line => line.TextContent.Contains(person.Official!.StaffNumber, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Risks_are_downloaded_by_post_as_far_as_one_reads_them()
    {
        var owner = await City.Clerk(City.Station);
        var (post, _) = await office.KeyPost(owner, owner);
        var title = await office.InDb(db => db.KeyPosts.Where(each => each.Id == post).Select(each => each.Title).SingleAsync());
        await office.InDb(async db =>
        {
            db.KeyPosts.Add(Declarations.Integrity.KeyPost.Find(new(null, office.Time.GetUtcNow(), Today), await db.Units.SingleAsync(unit =>
                unit.Id == City.Station.Id), "=空白岗", "盖章", null));
            await db.SaveChangesAsync();
        });
        foreach (var reader in new[] { City.Officer, City.Head })
        {
            var visitor = await (await office.Visit(reader)).Open("/key-posts");
            await visitor.Open(visitor.Page.QuerySelector("main a[href*='handler=Excel']")!.GetAttribute("href")!);
            using var workbook = new ClosedXML.Excel.XLWorkbook(new MemoryStream(visitor.Body));
            var rows = workbook.Worksheets.Single().RowsUsed().Select(row => row.Cells(1, 12).Select(cell => cell.GetString()).ToList()).ToList();
            var risk = rows.Single(row => row[1] == title);
            Assert.Equal([City.Station.Name, title, owner.Official!.Name, "比选供应商", Visitor.Words.Of(RiskLevel.Medium), "指定供应商", "1.1", "比选由三人评定",
                City.Station.Name, owner.Official.Name, Visitor.Words.Day(Today.AddDays(15)), Visitor.Words.Of(ReportedClass.InProgress)], risk);
            Assert.Equal(Visitor.Words["key-posts.no-risk-yet"], rows.Single(row => row[1] == "=空白岗")[5]);
        }
        var stranger = await (await office.Visit(City.OtherOfficer)).Open("/key-posts?handler=Excel");
        using var empty = new ClosedXML.Excel.XLWorkbook(new MemoryStream(stranger.Body));
        Assert.DoesNotContain(title, empty.Worksheets.Single().CellsUsed().Select(cell => cell.GetString()));
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task Who_held_a_key_post_before_and_what_earlier_lists_say_stand_in_the_file_and_a_namesake_is_not_told_to_the_person()
    {
        var (clerk, next, discipline) = (await City.Clerk(City.Station), await City.Clerk(City.Station), await City.WithRole(Role.DisciplineTeam, City.Bureau));
        var (post, _) = await office.KeyPost(clerk, clerk);
        office.Time.Pass(TimeSpan.FromDays(1));
        await office.InDb(async db =>
        {
            (await db.KeyPosts.SingleAsync(each => each.Id == post)).Take(new(null, office.Time.GetUtcNow(), Today), next.Official!.Id, "轮岗");
            await db.SaveChangesAsync();
        });
        await office.Show(RegistryKind.EarlierExits, [[clerk.Official!.Name, "往次砂石有限公司", "2015年6月1日"], [next.Official!.Name, "别人石场有限公司", "2015年6月1日"]],
            "往次专项办", new(2015, 12, 31));
        var visitor = await office.Visit(discipline);
        await Open(visitor, clerk);
        Assert.Contains(Visitor.Words["integrity-file.former-post"], visitor.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["key-posts.held", Today.AddDays(-1), Today], visitor.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["integrity-file.earlier", "往次专项办", new DateOnly(2015, 12, 31)], visitor.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["integrity-file.earlier-name", "往次砂石有限公司", new DateOnly(2015, 6, 1)], visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("别人石场有限公司", visitor.Text, StringComparison.Ordinal);
        var mine = await (await office.Visit(clerk)).Open(Links.MyData);
        await mine.Form("my-data.read").Fill("MyDataForm.Password", clerk.Password).Submit();
        Assert.Contains(Visitor.Words["integrity-file.former-post"], mine.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("往次砂石有限公司", mine.Text, StringComparison.Ordinal);
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task A_measure_in_place_is_looked_at_again_in_a_year_and_who_leaves_holds_no_key_post()
    {
        var (owner, checker) = (await City.Clerk(City.Station), await City.OfficerOf(City.Bureau));
        var (post, register) = await office.KeyPost(owner, owner);
        var measure = await office.InDb(db => db.Measures.Where(each => each.Problem.RegisterId == register).Select(each => each.Id).SingleAsync());
        await office.InDb(async db =>
        {
            var found = await db.Measures.Include(each => each.Problem.Register).SingleAsync(each => each.Id == measure);
            found.Claim(new(owner.AccountId, office.Time.GetUtcNow(), Today), "已执行", "比选记录");
            await db.SaveChangesAsync();
        });
        var officer = await (await office.Visit(checker)).Open($"/registers/measures/{measure}/act?do=Pass");
        await officer.Form("act.do").Fill("ActForm.How", "抽查记录").Fill("ActForm.Password", checker.Password).Submit();
        Assert.Contains(Visitor.Words["key-posts.in-place", Today, Today.AddMonths(12)], (await officer.Open($"/key-posts/{post}")).Text,
            StringComparison.Ordinal);
        Assert.Contains("比选由三人评定", (await officer.Open("/registers/checks?list=Preventive")).Text, StringComparison.Ordinal);
        await office.InDb(async db =>
        {
            (await db.Officials.SingleAsync(official => official.Id == owner.Official!.Id)).Move(new(null, office.Time.GetUtcNow(), Today),
                await db.Units.SingleAsync(unit => unit.Id == City.Division.Id), "调动");
            await db.SaveChangesAsync();
        });
        var vacant = await office.InDb(db => db.KeyPosts.AsNoTracking().SingleAsync(each => each.Id == post));
        // Not reviewed yet since it was found: that stays the reason.
        Assert.Equal((null, RiskTrigger.PowerChanged), (vacant.HolderId, vacant.ReviewFor));
        Assert.Contains(await office.InDb(db => db.AuditEntries.Where(entry => entry.Action == AuditAction.RightsEnded).Select(entry => entry.Detail)
            .ToListAsync()), detail => detail!.Contains("KeyPost.HolderId 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_is_opened_for_a_purpose_by_the_discipline_team_never_ones_own_and_the_ledger_keeps_it()
    {
        var (clerk, discipline) = (await City.Clerk(City.Station), await City.WithRole(Role.DisciplineTeam, City.Bureau));
        await City.HandIn(clerk, City.Sand(clerk));
        await office.KeyPost(clerk, clerk);
        var clue = await City.Clue(clerk, City.Deputy);
        var text = await office.Pledge();
        await office.InDb(async db =>
        {
            db.IntegrityEntries.Add(IntegrityEntry.Pledge(new(clerk.AccountId, office.Time.GetUtcNow(), Today),
                await db.Officials.SingleAsync(official => official.Id == clerk.Official!.Id), await db.PledgeTexts.SingleAsync(each => each.Id == text), [],
                    null));
            await db.SaveChangesAsync();
        });
        await office.Opinion(clerk);
        var visitor = await (await office.Visit(discipline)).Open("/integrity-files");
        await office.LeavesAllUnchanged(() => visitor.Form("integrity-file.open").Fill("IntegrityFileForm.Person", clerk.Official!.StaffNumber).Submit());
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        await visitor.Form("integrity-file.open").Fill("IntegrityFileForm.Purpose", "任前廉政审核").Submit();
        foreach (var said in new[] { clerk.Official!.Name, "采购岗", "指定供应商", "比选由三人评定", "廉洁从业承诺书", Visitor.Words["integrity-file.open-clue"], "任前廉政审核" })
            Assert.Contains(said, visitor.Text, StringComparison.Ordinal);
        // Not signed by the second body yet.
        Assert.DoesNotContain("拟任人选廉洁方面无不良反映", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("反映其合伙经营砂场", visitor.Text, StringComparison.Ordinal);
        await visitor.Open("/integrity-files");
        await visitor.Post("/integrity-files?handler=Docx", visitor.Form("integrity-file.open").Fill("IntegrityFileForm.Person", clerk.Official.StaffNumber)
            .Fill("IntegrityFileForm.Purpose", "提交研究").Fields);
        Assert.Contains("提交研究", Docx(visitor.Body, "word/footer"), StringComparison.Ordinal);
        Assert.Contains("指定供应商", Docx(visitor.Body), StringComparison.Ordinal);
        Assert.Equal(["任前廉政审核", "提交研究"], await office.InDb(async db => (await db.AuditEntries.Where(entry => entry.Action == AuditAction.IntegrityFileOpened
            && entry.SubjectId == clerk.Official.Id).OrderBy(entry => entry.At).ThenBy(entry => entry.Id).ToListAsync()).ConvertAll(entry => entry.Reason)));
        var audit = await (await office.Visit(await City.WithRole(Role.AuditAdministrator, City.Seat))).Open($"{Links.Ledger}");
        Assert.Contains("任前廉政审核", audit.Text, StringComparison.Ordinal);

        await Open(visitor, await City.Clerk(City.OtherDivision));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        var watcher = await City.Clerk(City.Station);
        await office.InDb(async db =>
        {
            db.Grants.Add(Grant.Give(new(null, office.Time.GetUtcNow(), Today), watcher.AccountId, Role.DisciplineTeam,
                await db.Units.SingleAsync(unit => unit.Id == City.Bureau.Id)));
            await db.SaveChangesAsync();
        });
        var own = await office.Visit(watcher);
        await Open(own, watcher);
        Assert.Equal(HttpStatusCode.Conflict, own.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(City.Officer)).Open("/integrity-files")).Status);

        var mine = await (await office.Visit(clerk)).Open(Links.MyData);
        await mine.Form("my-data.read").Fill("MyDataForm.Password", clerk.Password).Submit();
        Assert.Contains("廉洁从业承诺书", mine.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Visitor.Words["integrity-file.open-clue"], mine.Text, StringComparison.Ordinal);
        Assert.DoesNotContain((await office.InDb(db => db.Problems.SingleAsync(problem => problem.Id == clue))).Reference, mine.Html, StringComparison.Ordinal);
        Assert.Empty(office.Faults);
    }

    private static async Task Open(Visitor visitor, Person person)
    {
        await visitor.Open("/integrity-files");
        await visitor.Form("integrity-file.open").Fill("IntegrityFileForm.Person", person.Official!.StaffNumber).Fill("IntegrityFileForm.Purpose",
            "核查").Submit();
    }

    private static async Task Act(Visitor visitor, string page, KeyPostAct act, params (string Field, object Value)[] typed)
    {
        var form = (await visitor.Open($"{page}/act?do={act}")).Form("act.do");
        foreach (var (field, value) in typed)
            form.Fill(field, value);
        await form.Submit();
    }

    /// <summary>The text of a part of a Word file.</summary>
    private static string Docx(byte[] bytes, string part = "word/document")
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        using var reader = new StreamReader(zip.Entries.Single(entry => entry.FullName.StartsWith(part, StringComparison.Ordinal)
            && entry.FullName.EndsWith(".xml", StringComparison.Ordinal)).Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
