using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Declarations.Access;
using Declarations.Auditing;
using Declarations.References;
using Declarations.Roster;
using Declarations.Web.Pages.Slips;
using Declarations.Web.Tests.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using QRCoder;
using Xunit;

namespace Declarations.Web.Tests.Accounts;

/// <summary>From the slip on paper to a password that only its owner knows, once.</summary>
public sealed partial class SlipTests(Office office, ITestOutputHelper output) : IClassFixture<Office>
{
    private const string Password = "晚风吹过清溪的芦苇荡月亮正圆";
    private const string Long = Password + "啊";

    private City City => office.City;

    [Fact]
    public async Task A_newcomer_is_given_a_slip_activates_it_and_files()
    {
        var newcomer = await City.Newcomer(City.Division);
        var code = await SlipFor(newcomer);
        var visitor = await Activate(office.Visit(), code, Long);
        Assert.Equal(Links.MyWork, visitor.Address);
        Assert.Contains(newcomer.StaffNumber, visitor.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Open(Links.Details(City.Practice))).Status);

        var person = new Person(Guid.Empty, newcomer.StaffNumber, Long, newcomer);
        await office.Visit(person);
        Assert.Equal([AuditAction.AccountCreated, AuditAction.SignedIn, AuditAction.SignedIn, AuditAction.SlipIssued, AuditAction.SlipUsed],
            (await LedgerOf(newcomer)).Order());
    }

    [Fact]
    public async Task Slips_are_issued_for_a_unit_or_all_below_it_and_only_to_those_without_a_sign_in()
    {
        var (here, below) = (await City.Newcomer(City.Bureau), await City.Newcomer(City.Division));
        var visitor = await (await office.Visit(City.Officer)).Open(Links.SlipsOf(City.Bureau.Code));
        await visitor.Form("slips.issue").Submit();
        Assert.Contains(visitor.Page.QuerySelectorAll(".slip h3"), slip => slip.TextContent == here.Name);
        Assert.DoesNotContain(visitor.Page.QuerySelectorAll(".slip h3"), slip => slip.TextContent == below.Name
            || slip.TextContent == City.Leader.Official!.Name);

        await visitor.Open(Links.SlipsOf(City.Bureau.Code));
        await visitor.Form("slips.issue").Fill("IssueForm.WithUnitsBelow", true).Submit();
        var names = visitor.Page.QuerySelectorAll(".slip h3").Select(slip => slip.TextContent).ToList();
        Assert.Contains(here.Name, names);
        Assert.Contains(below.Name, names);
        Assert.All(visitor.Page.QuerySelectorAll(".slip"), slip => Assert.NotNull(slip.QuerySelector("svg path")));
    }

    [Fact]
    public async Task Only_those_without_a_good_slip_are_given_one_where_that_is_asked_for()
    {
        var (had, lapsed, new1) = (await City.Newcomer(City.Division), await City.Newcomer(City.Division), await City.Newcomer(City.Division));
        var code = await SlipFor(had);
        await SlipFor(lapsed);
        await office.InDb(db => db.ActivationSlips.Where(s => s.Account.OfficialId == lapsed.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.ExpiresAt, office.Time.GetUtcNow())));
        var visitor = await (await office.Visit(City.Officer)).Open(Links.SlipsOf(City.Division.Code));
        await visitor.Form("slips.issue").Fill("IssueForm.OnlyWithoutSlip", true).Submit();
        var names = visitor.Page.QuerySelectorAll(".slip h3").Select(slip => slip.TextContent).ToList();
        Assert.Equal((false, true, true), (names.Contains(had.Name), names.Contains(lapsed.Name), names.Contains(new1.Name)));
        Assert.Equal(Links.MyWork, (await Activate(office.Visit(), code, Long)).Address);
    }

    [Fact]
    public async Task Who_has_only_a_passkey_can_sign_in_and_is_given_no_slip()
    {
        var clerk = await City.Clerk(City.Station);
        var officer = await office.Visit(City.Officer);
        await office.InDb(db => db.Users.Where(a => a.Id == clerk.AccountId).ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, (string?)null)));
        Assert.Equal((SignInState.None, "slips.issue-text"), await Shown());
        await office.InDb(db =>
        {
            db.Add(new IdentityUserPasskey<Guid>
            {
                CredentialId = clerk.AccountId.ToByteArray(),
                UserId = clerk.AccountId,
                Data = new()
                { PublicKey = [1], AttestationObject = [1], ClientDataJson = [1] }
            });
            return db.SaveChangesAsync();
        });
        Assert.Equal((SignInState.Active, "slips.reset-text"), await Shown());
        await City.Newcomer(City.Station);
        await officer.Open(Links.SlipsOf(City.Station.Code));
        Assert.DoesNotContain((await officer.Form("slips.issue").Submit()).Page.QuerySelectorAll(".slip h3"), slip => slip.TextContent == clerk.Official!.Name);

        async Task<(SignInState, string)> Shown()
        {
            await officer.Open(Links.SlipsOf(City.Station.Code));
            var row = officer.Page.QuerySelectorAll("main tbody tr")
                .Single(row => row.TextContent.Contains(clerk.Official!.StaffNumber, StringComparison.Ordinal)).TextContent;
            var state = Enum.GetValues<SignInState>().Single(state => row.Contains(Visitor.Words.Of(state), StringComparison.Ordinal));
            await officer.Open(Links.SlipOf(clerk.Official!.Id));
            return (state, new[] { "slips.issue-text", "slips.reset-text" }.Single(key => officer.Text.Contains(Visitor.Words[key], StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task The_code_is_stored_nowhere_and_travels_in_no_address_that_is_sent()
    {
        var newcomer = await City.Newcomer(City.Division);
        var code = await SlipFor(newcomer);
        Assert.True(SlipCode.TryParse(code, out var parsed));
        var slip = await office.InDb(db => db.ActivationSlips.Include(s => s.Account).SingleAsync(s => s.Account.OfficialId == newcomer.Id));
        Assert.Equal((parsed.Hash, null), (slip.CodeHash, slip.Account.PasswordHash));
        Assert.DoesNotContain(code, (await office.Visit().Open($"/activate?Form.Code={code}&code={code}")).Page.QuerySelector("main")!.InnerHtml,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_at_once_use_a_slip_once()
    {
        var newcomer = await City.Newcomer(City.Division);
        var code = await SlipFor(newcomer);
        var visitors = await Task.WhenAll(Enumerable.Range(0, 20).Select(async n =>
        {
            var visitor = await office.Visit().Open(Links.Activate);
            return (Visitor: visitor, Form: visitor.Form("activate.do").Fill("ActivateForm.Code", code).Fill("ActivateForm.Password", Long + n)
                .Fill("ActivateForm.Again", Long + n));
        }));
        await Task.WhenAll(visitors.Select(each => each.Form.Submit()));
        Assert.Single(visitors, each => each.Visitor.Address == Links.MyWork);
        Assert.True(office.Faults.IsEmpty, string.Join("\n", office.Faults));
        Assert.Equal(19, visitors.Count(each => each.Visitor.Status == HttpStatusCode.BadRequest));
        Assert.Single(await LedgerOf(newcomer), action => action == AuditAction.SlipUsed);
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task A_code_that_is_used_expired_replaced_or_unknown_is_answered_alike_and_a_slip_of_the_pen_is_named()
    {
        var (used, expired, replaced) = (await City.Newcomer(City.Division), await City.Newcomer(City.Division), await City.Newcomer(City.Division));
        var codes = new List<string> { await SlipFor(used), await SlipFor(replaced), SlipCode.New().ToString() };
        await Activate(office.Visit(), codes[0], Long);
        await SlipFor(replaced);
        codes.Add(await SlipFor(expired));
        await office.InDb(db => db.ActivationSlips.Where(s => s.Account.OfficialId == expired.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.ExpiresAt, office.Time.GetUtcNow())));
        var answers = new HashSet<string>();
        await office.LeavesAllUnchanged(async () =>
        {
            foreach (var code in codes)
            {
                var visitor = await Activate(office.Visit(), code, Long);
                Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
                answers.Add(visitor.Page.QuerySelector("#Form_Code-field .msg")!.TextContent);
            }
            Assert.Equal(Visitor.Words["error.slip-void"], Assert.Single(answers));
            var typo = await Activate(office.Visit(), codes[2][..^1] + (codes[2][^1] == '0' ? '1' : '0'), Long);
            Assert.Equal(Visitor.Words["error.slip-mistyped"], typo.Page.QuerySelector("#Form_Code-field .msg")!.TextContent);
        });
    }

    [Fact]
    public async Task An_easy_password_is_refused_and_the_slip_is_still_good()
    {
        var newcomer = await City.Newcomer(City.Division);
        var code = await SlipFor(newcomer);
        foreach (var easy in new[] { "十四个字还差一个才到下限啊啊", newcomer.Name + "19750308规划科河道局", "qwertyuiopasdfghjkl", "aaaaaaaaaaaaaaaaaaaa" })
        {
            var visitor = await Activate(office.Visit(), code, easy);
            Assert.Equal((easy, HttpStatusCode.BadRequest), (easy, visitor.Status));
            Assert.NotNull(visitor.Page.QuerySelector("#Form_Password-field .msg"));
        }
        Assert.Equal(Links.MyWork, (await Activate(office.Visit(), code.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant(), Long)).Address);
    }

    [Fact]
    public async Task A_reset_takes_the_account_back_and_its_owner_is_told_by_whom()
    {
        var clerk = await City.Clerk(City.Station);
        var (thief, officer) = (await office.Visit(clerk), await office.Visit(City.Officer));
        await officer.Open(Links.SlipOf(clerk.Official!.Id));
        await officer.Form("slips.reset").Fill("ResetForm.Reason", ResetReason.Suspicion).Submit();
        Assert.True(office.Faults.IsEmpty, string.Join("\n", office.Faults));
        var code = CodeOn(officer);

        Assert.StartsWith(Links.SignIn, (await thief.Open(Links.MyWork)).Address, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => office.Visit(clerk));
        var owner = await Activate(office.Visit(), code, Long);
        Assert.Contains(Visitor.Words["account.reset", office.Time.GetUtcNow(), City.Bureau.Name], owner.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["account.reset", office.Time.GetUtcNow(), City.Bureau.Name], (await owner.Open(Links.Account)).Text,
            StringComparison.Ordinal);
        var entry = await office.InDb(db => db.AuditEntries.SingleAsync(e => e.SubjectId == clerk.AccountId && e.Action == AuditAction.AccountReset));
        Assert.Equal((City.Officer.AccountId, nameof(ResetReason.Suspicion)), (entry.AccountId, entry.Reason));
        office.Time.Pass(TimeSpan.FromDays(31));
        owner = await office.Visit(clerk with { Password = Long });
        Assert.Contains(City.Bureau.Name + "重置", owner.Text, StringComparison.Ordinal);
        await owner.Form("account.reset-known").Submit();
        Assert.DoesNotContain(City.Bureau.Name + "重置", (await owner.Open(Links.MyWork)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_resets_those_who_hold_a_role_alone_or_people_of_another_bureau()
    {
        var (head, stranger) = (await office.Visit(City.Officer), await office.Visit(City.OtherOfficer));
        var official = await City.LeadingCadre(City.Station);
        await office.InDb(async db =>
        {
            db.Grants.Add(Declarations.Access.Grant
                .Give(new(null, office.Time.GetUtcNow(), new(2017, 9, 4)), official.AccountId, Declarations.Access.Role.CampaignOfficer, City.Station));
            await db.SaveChangesAsync();
        });
        await head.Open(Links.SlipOf(official.Official!.Id));
        var form = head.Form("slips.reset").Fill("ResetForm.Reason", ResetReason.Forgotten);
        await form.Submit();
        Assert.Null(head.Page.QuerySelector(".slip-code"));
        Assert.Contains(Visitor.Words["second-person.asked"], head.Text, StringComparison.Ordinal);
        await office.Visit(official);
        Assert.Contains(official.Official!.Name, (await (await office.Visit(await City.WithRole(Declarations.Access.Role.SystemAdministrator, City.Seat)))
            .Open(Links.SecondPerson)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Open(Links.SlipOf(official.Official.Id))).Status);
        await office.LeavesAllUnchanged(async () => await stranger.Post(form.Action,
            [.. form.Fields.Where(f => f.Key != "__RequestVerificationToken"), new("__RequestVerificationToken", Token(await stranger.Open(Links.Slips)))]));
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
    }

    [Fact]
    public async Task An_account_without_a_password_answers_like_none()
    {
        var newcomer = await City.Newcomer(City.Division);
        await SlipFor(newcomer);
        var answers = new List<(HttpStatusCode, string)>();
        foreach (var name in new[] { newcomer.StaffNumber, "nobody-of-this-name" })
        {
            var visitor = await office.Visit().Open(Links.SignIn);
            await visitor.Form("sign-in.button").Fill("SignInForm.UserName", name).Fill("SignInForm.Password", "").Fill("SignInForm.Password", Long).Submit();
            answers.Add((visitor.Status, visitor.Page.QuerySelector(".errors")!.TextContent));
        }
        Assert.Equal(answers[0], answers[1]);
        Assert.Equal(HttpStatusCode.BadRequest, answers[0].Item1);
    }

    /// <summary>People without a sign-in below one unit; beside it the time for as many QR codes alone.</summary>
    [Fact]
    public async Task One_sheet_holds_a_slip_for_everybody_below_a_unit_and_stays_light()
    {
        var count = Settings.Number(40, 400);
        for (var n = 0; n < count; n++)
            await City.Newcomer(City.OtherDivision);
        var visitor = await (await office.Visit(City.OtherOfficer)).Open(Links.SlipsOf(City.OtherBureau.Code));
        var form = visitor.Form("slips.issue").Fill("IssueForm.WithUnitsBelow", true);
        var (allocated, watch) = (GC.GetTotalAllocatedBytes(), Stopwatch.StartNew());
        await form.Submit();
        var (sheet, memory) = (watch.Elapsed, GC.GetTotalAllocatedBytes() - allocated);
        var codes = Code().Matches(visitor.Html).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal((count, count), (codes.Count, codes.Distinct().Count()));
        watch.Restart();
        foreach (var code in codes)
            using (QRCodeGenerator.GenerateQrCode($"{Office.Site}activate#{code}", QRCodeGenerator.ECCLevel.M)) { }
        output.WriteLine($"{count} slips on one sheet: {visitor.Body.Length / 1e6:0.0} MB in {sheet.TotalSeconds:0.0} s, {memory / 1e6:0} MB allocated; as "
            + $"many QR codes alone take {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.InRange(visitor.Body.Length / count, 1, 8_000);
        Assert.InRange(memory / count, 1, 2_000_000);
    }

    [GeneratedRegex("<p class=\"slip-code\"><code>(.*?)</code>")]
    private static partial Regex Code();

    [Fact]
    public void A_code_survives_any_way_of_typing_it_and_no_single_mistake()
    {
        for (var n = 0; n < 200; n++)
        {
            var code = SlipCode.New();
            var text = code.ToString();
            Assert.Equal(34, text.Length);
            Assert.True(SlipCode.TryParse(text.ToLowerInvariant().Replace('0', 'o').Replace('1', 'l').Replace("-", "－", StringComparison.Ordinal),
                out var again) && again == code);
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] == '-')
                    continue;
                Assert.False(SlipCode.TryParse(text[..i] + (text[i] == '7' ? '8' : '7') + text[(i + 1)..], out var wrong) && wrong == code, text);
                Assert.False(SlipCode.TryParse(text[..i] + (text[i] == '7' ? '5' : '7') + text[(i + 1)..], out _), text);
                if (i > 0 && text[i - 1] is var left && left != '-' && left != text[i])
                    Assert.False(SlipCode.TryParse(text[..(i - 1)] + text[i] + left + text[(i + 1)..], out _), text);
            }
        }
    }

    private async Task<string> SlipFor(Official official)
    {
        var officer = await (await office.Visit(City.Officer)).Open(Links.SlipOf(official.Id));
        await officer.Form("slips.issue-do").Submit();
        return CodeOn(officer);
    }

    private static string CodeOn(Visitor visitor) => visitor.Page.QuerySelector(".slip-code code")!.TextContent;
    private static string Token(Visitor visitor) => visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static async Task<Visitor> Activate(Visitor visitor, string code, string password)
    {
        await visitor.Open(Links.Activate);
        return await visitor.Form("activate.do").Fill("ActivateForm.Code", code).Fill("ActivateForm.Password", password).Fill("ActivateForm.Again", password)
            .Submit();
    }

    private Task<List<AuditAction>> LedgerOf(Official official) => office.InDb(db =>
        db.AuditEntries.Where(e => db.Users.Any(a => a.OfficialId == official.Id && a.Id == e.SubjectId)).OrderBy(e => e.At).ThenBy(e => e.Id)
            .Select(e => e.Action).ToListAsync());
}
