using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Declarations.Organisation;
using Declarations.Web.Tests.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Fields = System.Collections.Generic.List<System.Collections.Generic.KeyValuePair<string, string>>;

namespace Declarations.Web.Tests.Forms;

/// <summary>
/// Every form of the product, filled in well but for one thing that no honest person sends. The answer is a page of the
/// 400s, what was typed is still there, nothing was stored and nothing broke.
/// </summary>
public sealed partial class HostileFormTests(Office settled, EmptyOffice empty) : IClassFixture<Office>, IClassFixture<EmptyOffice>
{
    private const string Token = "__RequestVerificationToken";

    private static readonly string[] BadNumbers =
        ["abc", "1e400", "-1", "NaN", "1.234", "79228162514264337593543950336", "100000001", "1,5", "12,34,5", "1e3", "12万", "٣"];
    private static readonly string[] BadDays =
        ["abc", "2017-02-30", "10000-01-01", "9999-12-31", "0001-01-01", "-1", "2017-13-01T00:00", "2017-09", "5/9/2017"];
    private static readonly string[] BadCodes = ["NoSuchCode", "999", "-1", "00000000-0000-7000-8000-000000000000"];
    private static readonly string[] BadVersions = ["", "abc", "-1", "99999999999999999999", "1e3"];

    /// <summary>Those that have no form of their own: the problem page stands in for others, and the way out is on every page.</summary>
    private static readonly string[] Formless = ["Problem/Problem", "SignOut/SignOut", "Kept/Kept"];

    private readonly (Office Settled, Office Empty) offices = (settled, empty);
    private Office office = settled;
    /// <summary>The token of somebody else, for all pages.</summary>
    private static string? another;

    /// <summary>Every page that takes a form, as folder/name; in an ordinary run a fifth of them for each question, drawn by the seed.</summary>
    public static TheoryData<string> Pages(int question) => [.. typeof(Program).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(PageModel)))
        .Where(type => type.GetMethods().Any(method => method.Name.StartsWith("OnPost", StringComparison.Ordinal)))
        .Select(type => $"{type.Namespace!.Split('.')[^1]}/{type.Name[..^"Model".Length]}").Except(Formless).Where(page => Settings.IsTurn(page, question, 5))
        .Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Pages), 0)]
    public async Task A_field_that_holds_what_nobody_types_is_refused_and_kept(string page)
    {
        var (visitor, _, _) = await Open(page);
        await office.LeavesAllUnchanged(async () =>
        {
            foreach (var form in visitor.Forms().ToList())
                foreach (var control in form.Controls.Concat(form.Hidden).DistinctBy(control => control.GetAttribute("name")).ToList())
                    foreach (var bad in SomeOf(BadValuesOf(control), page + control.GetAttribute("name"), 3))
                        await Refused(visitor, form, control, bad);
        });
    }

    [Theory, MemberData(nameof(Pages), 1)]
    public async Task The_list_of_mistakes_follows_the_page(string page)
    {
        foreach (var shape in (await Open(page)).Visitor.Forms().Select(Shape).Where(shape => shape.Length > 0).Distinct().ToList())
        {
            var (visitor, _, _) = await Open(page);
            if (visitor.Forms().FirstOrDefault(one => Shape(one) == shape) is not { } form)
                continue;
            var shown = form.Controls.Select(control => control.GetAttribute("name")).ToHashSet();
            await visitor.Post(form.Action, form.Fields.Select(field => shown.Contains(field.Key) ? KeyValuePair.Create(field.Key, "") : field), follow: false);
            var all = visitor.Page.All.ToList();
            var places = visitor.Page.QuerySelectorAll(".errors ol a").Select(link => all.FindIndex(element => "#" + element.Id == link.GetAttribute("href")))
                .Where(place => place >= 0).ToList();
            Assert.Equal(places.Order(), places);
        }

        static string Shape(Form form) => string.Join(' ', form.Controls.Select(control => control.GetAttribute("name")).Distinct());
    }

    [Theory, MemberData(nameof(Pages), 2)]
    public async Task Control_characters_never_reach_a_page_and_cost_nothing(string page)
    {
        var (visitor, _, _) = await Open(page);
        foreach (var form in visitor.Forms().Where(form => form.Fields.Any(field => field.Key.StartsWith("Form.", StringComparison.Ordinal))).Take(1).ToList())
            foreach (var name in form.Controls.Where(control => control is IHtmlTextAreaElement or IHtmlInputElement { Type: "text" })
                .Select(control => control.GetAttribute("name")!).Distinct().ToList())
            {
                // One more thing is wrong, so that the form is shown again with what is left of the text.
                await visitor.PostRaw(form.Action, string.Join('&', form.Fields.Where(field => field.Key == Token)
                    .Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}").Append($"{name}=a%00%1B%C2%85%EF%BF%BFb")));
                Assert.True(visitor.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict, $"{name}: {visitor.Status}");
                if (visitor.Page.GetElementsByName(name) is [var shown, ..])
                    Assert.Equal("ab", (shown is IHtmlTextAreaElement area ? area.Value : shown.GetAttribute("value"))?.Replace(
                        "\n", "", StringComparison.Ordinal));
            }
        Assert.Empty(office.Faults);
    }

    [Theory, InlineData("\0"), InlineData("a\u0001"), InlineData("\uFFFF"), InlineData("\uFFFE")]
    public async Task Nor_do_they_in_a_multipart_body(string bad)
    {
        var (visitor, path, me) = await Open("Filing/Details");
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in With(With(visitor.Forms().First().Fields, "Form.Correct", "false"), "Form.Correction", "更正" + bad))
            content.Add(new StringContent(value), name);
        await visitor.Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, follow: false);
        Assert.Equal((HttpStatusCode.Found, "更正" + bad.TrimEnd('\0', '\u0001', '\uFFFE', '\uFFFF')),
            (visitor.Status, (await office.City.ReportOf(me!)).Draft.Correction));
    }

    [Theory, InlineData("%ED%A0%80"), InlineData("%uD800"), InlineData("%FF%FE"), InlineData("%C0%80"), InlineData("%F4%90%80%80"), InlineData("%"),
        InlineData("%zz")]
    public async Task A_broken_character_is_kept_as_readable_text_or_refused(string bad)
    {
        var (visitor, path, me) = await Open("Filing/Details");
        var fields = With(visitor.Forms().First().Fields, "Form.Correct", "false");
        await visitor.PostRaw(path, string.Join('&', fields.Where(field => field.Key != "Form.Correction")
            .Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}").Append("Form.Correction=" + bad)));
        Assert.Contains(visitor.Status, new[] { HttpStatusCode.Found, HttpStatusCode.BadRequest });
        var stored = (await office.City.ReportOf(me!)).Draft.Correction ?? "";
        Assert.DoesNotContain(stored, character => char.IsControl(character) || char.IsSurrogate(character));
        Assert.Empty(office.Faults);
    }

    [Theory, MemberData(nameof(Pages), 3)]
    public async Task A_form_without_its_token_or_with_that_of_another_is_refused(string page)
    {
        var (visitor, _, _) = await Open(page);
        var theirs = another ??= (await (await offices.Settled.Visit(offices.Settled.City.Deputy)).Open(Links.MayI)).Forms().First()
            .Fields.Single(field => field.Key == Token).Value;
        foreach (var form in visitor.Forms().ToList())
            await office.LeavesAllUnchanged(async () =>
            {
                foreach (var fields in new[] { Without(form.Fields, Token), With(form.Fields, Token, "nonsense"), With(form.Fields, Token, theirs) })
                {
                    await visitor.Post(form.Action, fields, follow: false);
                    Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
                }
            });
    }

    [Theory, MemberData(nameof(Pages), 4)]
    public async Task Values_in_the_address_are_not_taken_for_those_of_the_form(string page)
    {
        var (visitor, _, _) = await Open(page);
        foreach (var form in visitor.Forms()
            .Where(form => form.Fields.Any(field => field.Key.StartsWith("Form.", StringComparison.Ordinal)) && !NeedsNothing(page, form)).ToList())
        {
            var moved = form.Fields.Where(field => field.Key != Token)
                .SelectMany(field => new[] { field.Key, field.Key.Replace("Form.", "Form[", StringComparison.Ordinal) + "]" }
                .Select(name => $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(field.Value)}"));
            var address = form.Action + (form.Action.Contains('?', StringComparison.Ordinal) ? "&" : "?") + string.Join('&', moved);
            await office.LeavesAllUnchanged(() => visitor.Post(address, form.Fields.Where(field => field.Key == Token), follow: false));
            Assert.True(visitor.Status is HttpStatusCode.BadRequest, $"{form.Action}: {visitor.Status}");
        }
        Assert.Empty(office.Faults);
    }

    [Theory, MemberData(nameof(Pages), 5)]
    public async Task A_form_made_from_an_older_version_is_a_conflict(string page)
    {
        var (visitor, _, me) = await Open(page);
        foreach (var form in visitor.Forms().ToList())
            foreach (var field in form.Fields
                .Where(field => field.Key is "Version" or "Form.Version" or "Second.Version" or "Return.Version"
            or "Difference.Version" or "Form.Only"))
            {
                await office.LeavesAllUnchanged(() =>
                    visitor.Post(form.Action, With(Filled(form, me!), field.Key, field.Value.Split(':') is [var id, _] ? id + ":77" : "77"), follow: false));
                // A form with a file in it is refused for want of the file.
                Assert.True(visitor.Status is HttpStatusCode.Conflict || IsHarmless(form, field.Key)
                    || form.Action.EndsWith("/paper", StringComparison.Ordinal),
                    $"{form.Action}: {visitor.Status} {string.Join("\n", office.Faults)}");
            }
        Assert.Empty(office.Faults);
    }

    [Theory, InlineData("Details"), InlineData("Participation"), InlineData("Interest"), InlineData("Exit"), InlineData("Family"), InlineData("Relative"),
        InlineData("Check")]
    public async Task Fields_that_the_form_does_not_have_change_nothing(string step)
    {
        var page = "Filing/" + step;
        var victim = await office.City.Clerk(office.City.Division);
        var theirs = await office.City.ReportOf(victim);
        string[] names = ["Status", "OfficialId", "UnitId", "CampaignId", "Version", "DraftNumber", "SubmissionCount", "SignedOn", "Route", "SigningUnitId",
            "Excuse", "ReportId", "ReportedOn", "FirstSubmittedOn"];
        var extras = names.SelectMany(name => new[] { "", "Report.", "Filing.Report.", "Form.", "Draft." }.Where(
            prefix => !(prefix.Length == 0 && name is "Version") && !(prefix == "Form." && name is "Version" or "DraftNumber"))
            .Select(prefix => KeyValuePair.Create(prefix + name, name.EndsWith("Id", StringComparison.Ordinal) ? theirs.OfficialId.ToString()
            : name == "Status" ? "Signed" : "9")))
            .Append(KeyValuePair.Create("Campaign", City.Real)).Append(KeyValuePair.Create("Id", theirs.Id.ToString()))
            .Append(KeyValuePair.Create("Filing.Official.Id", theirs.OfficialId.ToString())).ToList();
        for (var n = 0; n < (await Open(page)).Visitor.Forms().Count(); n++)
        {
            var (visitor, _, me) = await Open(page);
            var form = visitor.Forms().ElementAt(n);
            var before = await Protected();
            await visitor.Post(form.Action, [.. Filled(form, me!), .. extras], follow: false);
            if (step != "Check")
                Assert.Equal(before, await Protected());
            Assert.DoesNotContain(theirs.Id.ToString(), string.Join('\n', (await Protected()).Except(before)), StringComparison.Ordinal);
            Assert.True((int)visitor.Status < 500);
        }
        Assert.Empty(office.Faults);

        // Whatever saving a draft may not touch, of every report; and everything of the reports in the other campaign.
        Task<List<string>> Protected() => office.InDb(async db => (await db.Reports.AsNoTracking().Include(r => r.Campaign).ToListAsync()).Select(r =>
            $"{r.Id} {r.Status} {r.OfficialId} {r.UnitId} {r.CampaignId} {r.SubmissionCount} {r.SignedOn} {r.Route} {r.SigningUnitId} {r.Excuse} "
                + $"{r.FirstSubmittedOn} "
            + string.Join(',', r.Draft.Interests.Select(i => i.ReportedOn)) + (r.Campaign.Code == City.Real ? r.DraftNumber : 0)).Order(StringComparer.Ordinal)
            .ToList());
    }

    [Theory]
    [InlineData("/sign-in", "{\"Form\":{\"UserName\":\"a\"}}", "application/json")]
    [InlineData("/sign-in", "<a/>", "text/xml")]
    [InlineData("/sign-in", "--x\r\nbroken", "multipart/form-data; boundary=x")]
    [InlineData("/sign-in", "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.exe\"\r\n\r\nMZ\r\n--x--\r\n", "multipart/form-data; boundary=x")]
    [InlineData("/verify", "Form[a][b][c][d][e][f]=1", "application/x-www-form-urlencoded")]
    [InlineData("/verify", "Form.A.B.C.D.E.F=1", "application/x-www-form-urlencoded")]
    public async Task A_body_that_no_form_makes_is_refused(string path, string body, string type)
    {
        var visitor = office.Visit();
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        request.Content.Headers.Remove("Content-Type");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        await office.LeavesAllUnchanged(() => visitor.Send(request));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task Too_many_fields_are_refused()
    {
        var visitor = await office.Visit().Open(Links.SignIn);
        await visitor.Post(Links.SignIn, visitor.Forms().Single().Fields.Concat(Enumerable.Range(0, 1100).Select(n => KeyValuePair.Create($"f{n}", "1"))));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Empty(office.Faults);
    }

    [Theory]
    [InlineData("/verify?number=%00&digest=x", HttpStatusCode.OK), InlineData("/verify?number=a&digest=%01", HttpStatusCode.OK),
        InlineData("/sign-in?next=%00", HttpStatusCode.OK)]
    [InlineData("/verify?num%00ber=a", HttpStatusCode.BadRequest), InlineData("/sign-in%01", HttpStatusCode.BadRequest)]
    public async Task Control_characters_in_an_address_are_left_out_of_values_and_refused_elsewhere(string path, HttpStatusCode status)
    {
        Assert.Equal(status, (await office.Visit().Open(path)).Status);
        Assert.Empty(office.Faults);
    }

    [Theory]
    [InlineData("/report/practice/interest?sector=NoSuch&family=maybe"), InlineData("/report/practice/interest?sector=999"),
        InlineData("/report/practice/details?culture=xx"),
     InlineData("/report/practice/relative/not-an-id"), InlineData("/reports/1"), InlineData("/report/..%2f..%2fetc/details"),
         InlineData("/receipt/%25%27%22"), InlineData("/problem/9999999999")]
    public async Task An_odd_address_breaks_nothing(string path)
    {
        var (visitor, _, _) = await Open("Filing/Interest");
        await office.LeavesAllUnchanged(() => visitor.Open(path));
        Assert.True((int)visitor.Status < 500, $"{path}: {visitor.Status}");
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task Signing_in_leads_nowhere_else()
    {
        var clerk = await office.City.Clerk(office.City.Division);
        foreach (var next in new[] { "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)" })
        {
            var visitor = await office.Visit().Open($"/sign-in?next={Uri.EscapeDataString(next)}");
            await visitor.Post(Links.SignIn, With(With(visitor.Forms().Single().Fields, "Form.UserName", clerk.UserName), "Form.Password", clerk.Password),
                follow: false);
            Assert.Equal(Links.MyWork, visitor.Response.Headers.Location?.OriginalString);
        }
    }

    private async Task Refused(Visitor visitor, Form form, IElement control, string bad)
    {
        var name = control.GetAttribute("name")!;
        await visitor.Post(form.Action, With(form.Fields, name, bad), follow: false);
        Assert.True(visitor.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.RequestEntityTooLarge
            || IsHarmless(form, name),
            $"{form.Action} {name} = {bad[..Math.Min(bad.Length, 60)]}: {visitor.Status} {string.Join(" ", office.Faults)}");
        Assert.Empty(office.Faults);
        if (control is not (IHtmlInputElement { Type: "password" or "radio" or "checkbox" or "hidden" } or IHtmlSelectElement)
            && visitor.Page.QuerySelector($"main [name='{name}']") is { } again)
            Assert.Equal(bad, again is IHtmlTextAreaElement area ? area.Value : again.GetAttribute("value"));
    }

    /// <summary>In an ordinary run one of so many, drawn by the seed; at least one.</summary>
    private static IEnumerable<string> SomeOf(IEnumerable<string> all, string what, int of) =>
        all.ToList() is var list && list.Count < of ? list : list.Where((_, index) => Settings.IsTurn(what, index, of));

    /// <summary>The button that answers "no" to the rest stores nothing, so any version will do.</summary>
    private static bool IsHarmless(Form form, string name) => name == "Version"
        && (form.Action.Contains("RestNo", StringComparison.Ordinal) || form.Action.Contains("handler=Remove", StringComparison.Ordinal));

    /// <summary>Sent empty, these are good as well: nothing known, slips for the unit alone, the upload dropped, no to the rest.</summary>
    private static bool NeedsNothing(string page, Form form) => page is "SelfCheck/SelfCheck" or "Slips/Unit"
        || page is "Roster/Import" && form.Action.Contains("Discard", StringComparison.Ordinal) || form.Action.Contains("RestNo", StringComparison.Ordinal);

    private static IEnumerable<string> BadValuesOf(IElement control) => control switch
    {
        _ when control.GetAttribute("name") == Token => [],
        // Nobody types there: it tells the browser whose password this is.
        IHtmlElement { IsHidden: true } => [],
        // Bad files have tests of their own.
        IHtmlInputElement { Type: "file" } => [],
        // What is not chosen is not read: a planned day says nothing of an exit that is done.
        IHtmlInputElement { Type: "date" }
            when control.GetAttribute("name") == "Form.PlannedOn" => BadDays.Where(bad => bad is not ("9999-12-31" or "0001-01-01")),
        IHtmlInputElement { Type: "date" } => BadDays,
        IHtmlInputElement
        { Type: "hidden", Name: "Version" or "Form.Version" or "Second.Version" or "Return.Version" or "Difference.Version" or "Form.DraftNumber" } =>
            BadVersions,
        // Says only which list to show again.
        IHtmlInputElement { Type: "hidden", Name: "campaign" or Paging.Key } => [],
        IHtmlInputElement { Type: "hidden", Name: "Form.Next" } => ["x".PadLeft(501, '/')],
        IHtmlInputElement { Type: "hidden" or "radio" or "checkbox" } or IHtmlSelectElement => BadCodes,
        _ when control.GetAttribute("inputmode") == "decimal" => BadNumbers,
        _ => [new('长', int.Parse(control.GetAttribute("data-limit") ?? "200", System.Globalization.CultureInfo.InvariantCulture) + 1), new('长', 40_000)],
    };

    /// <summary>What an honest person would send: a pledge is pledged, a reader gives a password and a comment, an officer a reason.</summary>
    private Fields Filled(Form form, Person person)
    {
        var filled = form.Fields;
        foreach (var (name, value) in new[] { ("Form.Pledged", "true"), ("Form.Heeded", "true"), ("Form.Password", person.Password),
            ("Form.Reason", "Deceased"), ("Return.Line", "details"), ("Return.Comment", "请核对"), ("Form.Compared", "true"), ("Form.Kind", "Report"),
                ("Form.By", "2017-12-01"), ("Form.Document", "通知"), ("Form.Number", "一号"), ("Form.DocumentOn", "2017-09-01"), ("Difference.What", "金额不同"),
                    ("Form.StaffNumber", office.City.Head.Official!.StaffNumber),
            ("Form.Act", "Change"), ("Form.Post", "副站长"), ("Form.Done", "false"), ("Form.Answer", "已更正"), ("Form.Text", "进展"),
            ("Form.Outcome", "Confirmed"), ("Form.Mine", "false"), ("Form.Basis", "三定规定"), ("Form.Attendance", "全体"), ("Form.Conclusion", "意见一致") })
            if (form.Controls.Any(control => control.GetAttribute("name") == name))
                filled = With(filled, name, value);
        if (form.Action.Contains("/hand-over/", StringComparison.Ordinal))
            filled = With(With(filled, "Form.Receiver", "严知白，市整治办"), "Form.On", "2017-09-18");
        if (form.Action.EndsWith("/above", StringComparison.Ordinal))
            filled = With(With(With(filled, "Form.Kind", nameof(UnitKind.City)), "Form.Code", "above"), "Form.Name", "上级");
        return filled;
    }

    private static Fields With(Fields fields, string name, string value) => [.. fields.Where(field => field.Key != name), KeyValuePair.Create(name, value)];
    private static Fields Without(Fields fields, string name) => [.. fields.Where(field => field.Key != name)];
}
