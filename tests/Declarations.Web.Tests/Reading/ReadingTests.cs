using System.Diagnostics;
using System.Net;
using AngleSharp.Dom;
using Declarations.Auditing;
using Declarations.Reports;
using Declarations.Rules;
using Declarations.Web.Pages.Custody;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Reading;

/// <summary>From the filed report to the filed-away one: read, returned, corrected, signed, handed up or kept.</summary>
public sealed class ReadingTests(Office office, ITestOutputHelper output) : IClassFixture<Office>
{
    private City City => office.City;

    [Fact]
    public async Task A_report_is_returned_corrected_signed_and_kept()
    {
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Sand(clerk));
        var id = (await City.ReportOf(clerk)).Id;

        var head = await (await office.Visit(City.Head)).Open(Links.Reading(id));
        var line = head.Page.QuerySelectorAll("select[name='Return.Line'] option")
            .First(option => option.TextContent.EndsWith(Visitor.Words["InterestForm.Amount"], StringComparison.Ordinal)).TextContent;
        await head.Form("reading.return-do").Fill("ReturnForm.Line", line).Fill("ReturnForm.Comment", "请核对出资凭证")
            .Fill("ReturnForm.Line2", "section.answers").Fill("ReturnForm.Comment2", "请再问一遍").Submit();
        Assert.Equal(ReportStatus.Returned, (await City.ReportOf(clerk)).Status);

        var filer = await (await office.Visit(clerk)).Open(Links.Check(City.Practice));
        var points = filer.Page.QuerySelectorAll(".said a").Select(link => filer.Page.GetElementById(link.GetAttribute("href")![1..])!.TextContent).ToList();
        Assert.Equal(2, points.Count);
        Assert.All(points, point => Assert.Contains(Visitor.Words["check.noted"], point, StringComparison.Ordinal));
        foreach (var page in new[] { filer, await filer.Guest().Open(Links.MyWork) })
            Assert.All(new[] { "请核对出资凭证", "请再问一遍" }, comment => Assert.Contains(comment, page.Text, StringComparison.Ordinal));
        await filer.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fill("PledgeForm.Password", clerk.Password).Submit();
        Assert.Equal((HttpStatusCode.BadRequest, ReportStatus.Returned), (filer.Status, (await City.ReportOf(clerk)).Status));
        filer.Form("pledge.sign").Fill("PledgeForm.Heeded", true);
        await filer.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fill("PledgeForm.Password", clerk.Password).Submit();
        Assert.Equal((ReportStatus.Submitted, 2), ((await City.ReportOf(clerk)).Status, (await City.ReportOf(clerk)).SubmissionCount));

        await Sign(head, City.Head, id);
        Assert.Equal(ReportStatus.Signed, (await City.ReportOf(clerk)).Status);
        var signature = await office.InDb(db => db.Signatures.SingleAsync(s => s.ReportId == id && s.Kind == SignatureKind.Reader));
        Assert.Equal((City.Head.Official!.Id, SigningRoute.UnitHeadOrDeputy), (signature.OfficialId, signature.Route));

        await Custody(City.Officer, CustodyList.Keep, id);
        Assert.Equal(ReportStatus.Kept, (await City.ReportOf(clerk)).Status);
        Assert.Equal([AuditAction.ReportOpened, AuditAction.DraftSaved, AuditAction.ReportSubmitted, AuditAction.ReportReturned, AuditAction.ReportSubmitted,
            AuditAction.ReportSigned, AuditAction.ReportKept],
            await office.InDb(db => db.AuditEntries.Where(e => e.SubjectId == id && e.Action != AuditAction.ReportRead).OrderBy(e => e.Id).Select(e => e.Action)
                .ToListAsync()));
    }

    [Fact]
    public async Task A_city_managed_report_goes_to_the_secretary_and_up_to_the_city()
    {
        var cadre = await City.LeadingCadre(City.Station, cityManaged: true);
        await City.HandIn(cadre, City.Nil(cadre));
        var id = (await City.ReportOf(cadre)).Id;

        foreach (var other in new[] { City.Deputy, City.Head, City.Leader, City.Mayor })
            Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(other)).Open(Links.Reading(id))).Status);
        await Sign(await office.Visit(City.Secretary), City.Secretary, id);
        await Custody(City.Officer, CustodyList.HandUp, id);

        Assert.Equal(ReportStatus.HandedUp, (await City.ReportOf(cadre)).Status);
    }

    [Fact]
    public async Task The_deputy_may_sign_what_the_head_may()
    {
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Sand(clerk));
        await Sign(await office.Visit(City.Deputy), City.Deputy, (await City.ReportOf(clerk)).Id);
        Assert.Equal(ReportStatus.Signed, (await City.ReportOf(clerk)).Status);
    }

    [Fact]
    public async Task The_own_report_of_a_reader_is_out_of_reach_and_goes_above()
    {
        foreach (var (reader, above) in new[] { (City.Secretary, City.Mayor), (City.Head, City.Secretary) })
        {
            await City.HandIn(reader, City.Nil(reader));
            var report = await City.ReportOf(reader);
            Assert.Equal(SigningRoute.HigherLevel, report.Route);
            var own = await office.Visit(reader);
            Assert.Equal(HttpStatusCode.NotFound, (await own.Open(Links.Reading(report.Id))).Status);
            await own.Open(Links.Queue);
            await office.LeavesAllUnchanged(() => own.Post("/reading?handler=Sign",
                [new("report", report.Id.ToString()), new("Form.Version", $"{report.Version}"), new("Form.Password", reader.Password),
                    new("__RequestVerificationToken", Token(own))]));
            Assert.Equal(HttpStatusCode.NotFound, own.Status);

            await Sign(await office.Visit(above), above, report.Id);
            Assert.Equal(ReportStatus.Signed, (await City.ReportOf(reader)).Status);
        }
    }

    [Fact]
    public async Task A_nil_return_that_was_drawn_must_be_opened_first_and_another_need_not()
    {
        var visitor = await office.Visit(City.Deputy);
        var (drawn, plain) = (await NilAsync(mustBeOpened: true), await NilAsync(mustBeOpened: false));
        foreach (var (report, status) in new[] { (drawn, HttpStatusCode.Conflict), (plain, HttpStatusCode.OK) })
        {
            await visitor.Open(Links.Queue);
            await visitor.Post("/reading?handler=Sign",
                [new("report", report.Id.ToString()), new("Form.Version", $"{report.Version}"), new("Form.Password", City.Deputy.Password),
                    new("__RequestVerificationToken", Token(visitor))]);
            Assert.Equal(status, visitor.Status);
        }
        await Sign(visitor, City.Deputy, drawn.Id);
        Assert.Equal([ReportStatus.Signed, ReportStatus.Signed],
            await office.InDb(db => db.Reports.Where(r => r.Id == drawn.Id || r.Id == plain.Id).Select(r => r.Status).ToListAsync()));
    }

    [Fact]
    public async Task Signing_in_the_list_goes_on_with_the_next_row_and_through_the_end_of_the_window()
    {
        var reports = new[] { await NilAsync(mustBeOpened: false), await NilAsync(mustBeOpened: false), await NilAsync(mustBeOpened: true) };
        var deputy = await (await office.Visit(City.Deputy)).Open(Links.Queue);
        await deputy.Form("reading.open-window").Fill("SignForm.Password", City.Deputy.Password).Submit();
        Assert.Contains(office.Time.GetUtcNow().AddMinutes(10).ToOffset(TimeSpan.FromHours(8))
            .ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture), deputy.Text, StringComparison.Ordinal);
        string[] RowsOf(string group) => [.. deputy.Page.QuerySelectorAll($"section[aria-labelledby='{group}'] tr[id]").Select(row => row.Id![2..])];
        Assert.Contains(reports[2].Id.ToString(), RowsOf("reading.drawn"));

        await SignInListAsync(reports[0], follow: false);
        var next = deputy.Response.Headers.Location!.OriginalString;
        Assert.StartsWith(Links.Queue + "#r-", next, StringComparison.Ordinal);
        await deputy.Open(Links.Queue);
        Assert.NotNull(deputy.Page.GetElementById(next.Split('#')[1])!.QuerySelector("button"));

        office.Time.Pass(TimeSpan.FromMinutes(10));
        await office.LeavesAllUnchanged(() => SignInListAsync(reports[1], follow: true));
        Assert.Contains(Visitor.Words["error.window-over"], deputy.Text, StringComparison.Ordinal);
        var name = (await office.InDb(db => db.Officials.SingleAsync(o => o.Id == reports[1].OfficialId))).Name;
        var button = deputy.Page.QuerySelectorAll("main form button").Single(b => b.TextContent.Trim() == Visitor.Words["reading.sign-pending", name]);
        await deputy.Post("/reading?handler=Sign", [.. button.Closest("form")!.QuerySelectorAll("input").Select(input =>
            KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("name") == "Form.Password" ? City.Deputy.Password
                : input.GetAttribute("value")!))]);
        Assert.All(await office.InDb(db => db.Reports.AsNoTracking().Where(r => r.Id == reports[0].Id || r.Id == reports[1].Id).ToListAsync()), report =>
            Assert.Equal(ReportStatus.Signed, report.Status));

        Task SignInListAsync(PersonalSituationReport report, bool follow) => deputy.Post("/reading?handler=Sign",
            [new("report", report.Id.ToString()), new("Form.Version", $"{report.Version}"), new("__RequestVerificationToken", Token(deputy))], follow);
    }

    [Fact]
    public async Task Hundreds_of_nil_returns_are_signed_with_one_click_each()
    {
        var (unit, returns) = (await City.UnitBelow(City.Bureau, "nil-returns"), Settings.Number(12, 270));
        var head = await City.LeadingCadre(unit);
        await City.Give(unit, Organisation.UnitPostKind.Head, head);
        for (var n = 0; n < returns; n++)
        {
            var clerk = await City.Clerk(unit);
            await City.HandIn(clerk, City.Nil(clerk));
        }
        var visitor = await (await office.Visit(head)).Open(Links.Queue);
        await visitor.Form("reading.open-window").Fill("SignForm.Password", head.Password).Submit();
        var (signed, taken) = (0, new List<double>());
        IElement? Button() => visitor.Page.QuerySelector("section[aria-labelledby='reading.nil-returns'] form button");
        while (Button() is { } button)
        {
            var began = Stopwatch.GetTimestamp();
            await visitor.Post("/reading?handler=Sign", [.. button.Closest("form")!.QuerySelectorAll("input")
                .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!))]);
            taken.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            signed++;
            Assert.Equal(HttpStatusCode.OK, visitor.Status);
        }
        var drawn = visitor.Page.QuerySelectorAll("section[aria-labelledby='reading.drawn'] tbody tr").Length;
        Assert.Equal(returns, signed + drawn);
        Assert.Equal(signed, await office.InDb(db => db.Reports.CountAsync(r => r.UnitId == unit.Id && r.Status == ReportStatus.Signed)));
        output.WriteLine($"{signed} of {returns} nil returns signed in the list, {drawn} drawn to be opened; a signature and the list after it take "
            + $"{taken.Order().ElementAt(taken.Count / 2):0} ms at the median, {taken.Max():0} at most");
    }

    [Fact]
    public async Task The_signing_window_closes_after_ten_minutes_and_with_a_sign_out()
    {
        var clerks = new[] { await City.Clerk(City.Station), await City.Clerk(City.Station), await City.Clerk(City.Station) };
        foreach (var clerk in clerks)
            await City.HandIn(clerk, City.Sand(clerk));
        var ids = new List<Guid>();
        foreach (var clerk in clerks)
            ids.Add((await City.ReportOf(clerk)).Id);
        var head = await office.Visit(City.Head);
        await Sign(head, City.Head, ids[0]);

        office.Time.Pass(TimeSpan.FromSeconds(599));
        await head.Open(Links.Reading(ids[1]));
        Assert.Null(head.Page.QuerySelector("[name='Form.Password']"));
        await head.Form("reading.sign-on").Submit();
        Assert.Equal(ReportStatus.Signed, (await City.ReportOf(clerks[1])).Status);

        await head.Open(Links.Reading(ids[2]));
        var form = head.Form("reading.sign-on");
        office.Time.Pass(TimeSpan.FromSeconds(1));
        await office.LeavesAllUnchanged(() => form.Submit());
        Assert.Equal(HttpStatusCode.BadRequest, head.Status);
        Assert.Contains(Visitor.Words["error.window-over"], head.Text, StringComparison.Ordinal);
        Assert.NotNull(head.Page.QuerySelector("[name='Form.Password']"));

        await Sign(head, City.Head, ids[2]);
        await head.Post("/sign-out", [new("__RequestVerificationToken", Token(head))]);
        Assert.DoesNotContain(head.Cookies.Keys, name => name.Contains("signing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_report_corrected_meanwhile_is_not_signed_unseen()
    {
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Sand(clerk));
        var id = (await City.ReportOf(clerk)).Id;
        var head = await (await office.Visit(City.Head)).Open(Links.Reading(id));
        var form = head.Form("reading.sign-on");
        if (head.Page.QuerySelector("[name='Form.Password']") is not null)
            form.Fill("SignForm.Password", City.Head.Password);
        await City.HandIn(clerk, City.Sand(clerk));

        await office.LeavesAllUnchanged(() => form.Submit());

        Assert.Equal(HttpStatusCode.Conflict, head.Status);
    }

    [Fact]
    public async Task Every_opening_by_a_reader_is_recorded_and_ones_own_is_not()
    {
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Nil(clerk));
        var id = (await City.ReportOf(clerk)).Id;
        await (await office.Visit(clerk)).Open(Links.ReportView(id));
        await (await office.Visit(City.Head)).Open(Links.Reading(id));
        await (await office.Visit(City.Officer)).Open(Links.ReportView(id));
        Assert.Equal([City.Head.AccountId, City.Officer.AccountId],
            await office.InDb(db => db.AuditEntries.Where(e => e.SubjectId == id && e.Action == AuditAction.ReportRead).OrderBy(e => e.Id)
                .Select(e => e.AccountId!.Value).ToListAsync()));
    }

    [Fact]
    public async Task Custody_refuses_what_is_not_signed_not_in_charge_or_on_the_other_list()
    {
        var (clerk, cadre, waiting) = (
            await City.Clerk(City.Station), await City.LeadingCadre(City.Station, cityManaged: true), await City.Clerk(City.Station));
        foreach (var person in new[] { clerk, cadre, waiting })
            await City.HandIn(person, City.Nil(person));
        await Sign(await office.Visit(City.Head), City.Head, (await City.ReportOf(clerk)).Id);
        await Sign(await office.Visit(City.Secretary), City.Secretary, (await City.ReportOf(cadre)).Id);
        foreach (var (officer, list, person, status) in new[]
        {
            (City.Officer, CustodyList.HandUp, clerk, HttpStatusCode.Conflict), (City.Officer, CustodyList.Keep, cadre, HttpStatusCode.Conflict),
            (City.Officer, CustodyList.Keep, waiting, HttpStatusCode.Conflict), (City.OtherOfficer, CustodyList.Keep, clerk, HttpStatusCode.NotFound),
        })
        {
            var visitor = await (await office.Visit(officer)).Open("/custody");
            await office.LeavesAllUnchanged(
                async () => await visitor.Post($"/custody?handler={list}", await Picked(visitor, (await City.ReportOf(person)).Id)));
            Assert.Equal((list, person, status), (list, person, visitor.Status));
        }
    }

    private static string Token(Visitor visitor) => visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    /// <summary>Opens the report, as a reader does, and signs it there.</summary>
    private async Task Sign(Visitor visitor, Person reader, Guid id)
    {
        await visitor.Open(Links.Reading(id));
        var form = visitor.Form("reading.sign-on");
        if (visitor.Page.QuerySelector("[name='Form.Password']") is not null)
            form.Fill("SignForm.Password", reader.Password);
        await form.Submit();
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Empty(office.Faults);
    }

    private async Task Custody(Person officer, CustodyList list, Guid id)
    {
        // others of this class have filed, too, and the list shows fifty
        var name = await office.InDb(db => db.Reports.Where(r => r.Id == id).Select(r => r.Official.Name).SingleAsync());
        var visitor = await (await office.Visit(officer)).Open(Links.CustodyOf(City.Practice, list.ToString()) + $"&search={Uri.EscapeDataString(name)}");
        Assert.Contains(visitor.Page.QuerySelectorAll("button[name='Form.Only']"), button =>
            button.GetAttribute("value")!.StartsWith(id.ToString(), StringComparison.Ordinal));
        await visitor.Post($"/custody?handler={list}", await Picked(visitor, id));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
    }

    private async Task<List<KeyValuePair<string, string>>> Picked(Visitor visitor, Guid id) =>
        [new("Form.Only", $"{id}:{await office.InDb(db => db.Reports.Where(r => r.Id == id).Select(r => r.Version).SingleAsync())}"),
            new("__RequestVerificationToken", Token(visitor))];

    /// <summary>A nil return of which the draw is known; the salt decides, so it may take a few people.</summary>
    private async Task<PersonalSituationReport> NilAsync(bool mustBeOpened)
    {
        while (true)
        {
            var clerk = await City.Clerk(City.Station);
            if ((await City.HandIn(clerk, City.Nil(clerk))).MustBeOpened == mustBeOpened)
                return await City.ReportOf(clerk);
        }
    }
}
