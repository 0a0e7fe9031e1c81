using System.Net;
using System.Text;
using Declarations.Reports;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Filing;

/// <summary>A report filled in by somebody other than its filer: from paper by two officers, or by a colleague.</summary>
public sealed class PaperTests(Office office) : IClassFixture<Office>
{
    private static readonly byte[] Scan = "%PDF-1.4 scan %%EOF"u8.ToArray();

    private City City => office.City;

    [Fact]
    public async Task One_officer_keys_in_another_compares_and_the_day_of_receipt_counts()
    {
        var clerk = await City.Clerk(City.Station);
        var id = (await City.ReportOf(clerk)).Id;
        var keyer = await (await office.Visit(City.CityOfficer)).Open(Links.Paper(City.Practice, id));
        await keyer.Form("paper.begin").Fill("PaperForm.SignedOn", new DateOnly(2017, 9, 11)).Fill("PaperForm.ReceivedOn", new DateOnly(2017, 9, 14))
            .Attach("PaperForm.Scan", "扫描.pdf", Scan).Submit();
        Assert.Equal(Links.Details(id.ToString()), keyer.Address);
        Assert.Contains(Visitor.Words["filing.from-paper", clerk.Official!.Name], keyer.Text, StringComparison.Ordinal);
        await keyer.Form("filing.save").Fill("DetailsForm.Correct", "details.correct").Submit();
        await keyer.Form("participation.rest-no").Submit();
        await keyer.Form("filing.save").Submit();
        Assert.Equal(Links.Check(id.ToString()), keyer.Address);
        Assert.DoesNotContain(Visitor.Words["pledge.sign"], keyer.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["refused.paper.same-person"], (await keyer.Open(Links.PaperCheck(City.Practice, id))).Text, StringComparison.Ordinal);

        var other = await City.OfficerOf(City.Seat);
        var checker = await office.Visit(other);
        Assert.Contains(Visitor.Words["work.paper.do"], checker.Text, StringComparison.Ordinal);
        await checker.Open(Links.PaperCheck(City.Practice, id));
        await checker.Form("paper.confirm").Fill("ComparedForm.Compared", true).Fill("ComparedForm.Password", other.Password).Submit();
        Assert.Equal(HttpStatusCode.OK, checker.Status);

        var version = await office.InDb(db => db.Submissions.SingleAsync(s => s.ReportId == id));
        Assert.Equal((true, new DateOnly(2017, 9, 14), office.Time.GetUtcNow()), (version.IsOnPaper, version.SubmittedOn, version.SubmittedAt));
        Assert.Contains("\"paper\"", Encoding.UTF8.GetString(version.Canonical), StringComparison.Ordinal);
        var signature = await office.InDb(db => db.Signatures.SingleAsync(s => s.SubmissionId == version.Id));
        Assert.Equal((SignatureKind.Paper, new DateOnly(2017, 9, 11), clerk.Official.Id), (signature.Kind, signature.SignedOn, signature.OfficialId));
        Assert.Equal((ReportStatus.Submitted, null, new DateOnly(2017, 9, 14)), (await City.ReportOf(clerk)) is var r
            ? (r.Status, r.PaperBegunAt, r.FirstSubmittedOn) : default);

        var reader = await (await office.Visit(City.Head)).Open(Links.Reading(id));
        Assert.Contains(Visitor.Words["report.paper", new DateOnly(2017, 9, 11), new DateOnly(2017, 9, 14), "整治办", "整治办", new DateOnly(2017, 9, 18)],
            reader.Text, StringComparison.Ordinal);
        Assert.Equal(Scan, (await reader.Open(Links.File(version.Content.Paper!.Scan.Id))).Body);
        await reader.Open(Links.Reading(id));
        await reader.Form("reading.sign-on").Fill("SignForm.Password", City.Head.Password).Submit();
        Assert.Equal(ReportStatus.Signed, (await City.ReportOf(clerk)).Status);
        var receipt = await (await office.Visit(clerk)).Open(Links.Receipt(version.ReceiptNumber));
        Assert.Contains(Visitor.Words["receipt.paper"], receipt.Text, StringComparison.Ordinal);
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task The_one_who_keyed_in_cannot_confirm_even_by_hand_and_neither_can_the_filer()
    {
        var clerk = await City.Clerk(City.Station);
        await City.KeyIn(clerk, City.CityOfficer);
        var report = await City.ReportOf(clerk);
        var other = await (await office.Visit(await City.OfficerOf(City.Seat))).Open(Links.PaperCheck(City.Practice, report.Id));
        var fields = other.Form("paper.confirm").Fill("ComparedForm.Compared", true).Fields;
        var keyer = await (await office.Visit(City.CityOfficer)).Open(Links.Paper(City.Practice, report.Id));
        var token = keyer.Forms().First().Fields.Single(field => field.Key == "__RequestVerificationToken");
        KeyValuePair<string, string>[] mine = [.. fields.Where(f => f.Key is not ("__RequestVerificationToken" or "Form.Password")), token,
            KeyValuePair.Create("Form.Password", City.CityOfficer.Password)];
        await office.LeavesAllUnchanged(() => keyer.Post(Links.PaperCheck(City.Practice, report.Id), mine));
        Assert.Equal((HttpStatusCode.Conflict, true),
            (keyer.Status, keyer.Text.Contains(Visitor.Words["refused.paper.same-person"], StringComparison.Ordinal)));

        var filer = await (await office.Visit(clerk)).Open(Links.Details(City.Practice));
        await office.LeavesAllUnchanged(() => filer.Form("filing.save").Fill("DetailsForm.Correct", "details.correct").Submit());
        Assert.Equal(HttpStatusCode.Conflict, filer.Status);
    }

    [Fact]
    public async Task A_difference_goes_back_to_be_keyed_in_and_giving_up_leaves_an_empty_form()
    {
        var clerk = await City.Clerk(City.Station);
        await City.KeyIn(clerk, City.CityOfficer);
        var id = (await City.ReportOf(clerk)).Id;
        var checker = await (await office.Visit(await City.OfficerOf(City.Seat))).Open(Links.PaperCheck(City.Practice, id));
        await checker.Form("paper.object").Fill("DifferenceForm.What", "第三行不一致").Submit();
        var keyer = await (await office.Visit(City.CityOfficer)).Open(Links.Paper(City.Practice, id));
        Assert.Contains("第三行不一致", keyer.Text, StringComparison.Ordinal);
        await keyer.Form("paper.cancel").Submit();
        var report = await City.ReportOf(clerk);
        Assert.Equal((null, null, 0), (report.PaperBegunAt, report.Draft.Details, await office.InDb(db => db.EvidenceFiles.CountAsync(f => f.OwnerId == id))));
    }

    [Fact]
    public async Task Who_has_begun_a_draft_is_not_overwritten_and_officers_elsewhere_see_nothing()
    {
        var clerk = await City.Clerk(City.Station);
        await City.Draft(clerk, City.Sand(clerk));
        var id = (await City.ReportOf(clerk)).Id;
        var officer = await (await office.Visit(City.CityOfficer)).Open(Links.Paper(City.Practice, id));
        await office.LeavesAllUnchanged(() => officer.Form("paper.begin").Fill("PaperForm.SignedOn", new DateOnly(2017, 9, 11))
            .Fill("PaperForm.ReceivedOn", new DateOnly(2017, 9, 14)).Attach("PaperForm.Scan", "扫描.pdf", Scan).Submit());
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Open(Links.Check(id.ToString()))).Status);
        var another = await City.Clerk(City.Station);
        await City.KeyIn(another, City.CityOfficer);
        var keyed = (await City.ReportOf(another)).Id;
        foreach (var stranger in new[] { City.OtherOfficer, City.Head, clerk })
            foreach (var path in new[] { Links.Check(keyed.ToString()), Links.Details(keyed.ToString()), Links.Paper(City.Practice, keyed),
                Links.PaperCheck(City.Practice, keyed) })
                Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(stranger)).Open(path)).Status);
    }

    [Fact]
    public async Task A_colleague_fills_in_the_draft_until_released_and_never_signs()
    {
        var (cadre, helper, stranger) = (await City.LeadingCadre(City.Station), await City.Clerk(City.Station), await City.Clerk(City.Division));
        var id = (await City.ReportOf(cadre)).Id.ToString();
        var filer = await (await office.Visit(cadre)).Open(Links.Assistant(City.Practice));
        foreach (var number in new[] { stranger.Official!.StaffNumber, cadre.Official!.StaffNumber, "S9999" })
        {
            await filer.Form("assistant.name").Fill("AssistantForm.StaffNumber", number).Submit();
            Assert.Equal(HttpStatusCode.BadRequest, filer.Status);
        }
        await filer.Form("assistant.name").Fill("AssistantForm.StaffNumber", helper.Official!.StaffNumber).Submit();
        Assert.Contains(helper.Official.Name, filer.Text, StringComparison.Ordinal);

        var assistant = await office.Visit(helper);
        Assert.Contains(Visitor.Words["work.assist.title", "练习专项", 0, cadre.Official.Name], assistant.Text, StringComparison.Ordinal);
        await assistant.Open(Links.Details(id));
        await assistant.Form("filing.save").Fill("DetailsForm.Correct", "details.correct").Submit();
        Assert.Equal(Links.Family(id), assistant.Address);
        await City.Draft(cadre, City.Nil(cadre));
        await assistant.Open(Links.Details(id));
        await assistant.Form("filing.save").Fill("DetailsForm.Correct", "details.correct").Submit();
        await filer.Open(Links.Check(City.Practice));
        Assert.Contains(Visitor.Words["check.prepared", helper.Official.Name, new DateOnly(2017, 9, 18)], filer.Text, StringComparison.Ordinal);

        var pledge = filer.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fields;
        await assistant.Open(Links.Details(id));
        var token = assistant.Forms().First().Fields.Single(field => field.Key == "__RequestVerificationToken");
        KeyValuePair<string, string>[] theirs = [.. pledge.Where(f => f.Key is not ("__RequestVerificationToken" or "Form.Password")), token,
            KeyValuePair.Create("Form.Password", helper.Password)];
        await office.LeavesAllUnchanged(() => assistant.Post(Links.Check(id), theirs));
        Assert.Equal(HttpStatusCode.Conflict, assistant.Status);
        foreach (var path in new[] { Links.Supplement(id), Links.Withdraw(id), Links.Assistant(id) })
            Assert.Equal(HttpStatusCode.NotFound, (await assistant.Open(path)).Status);

        await filer.Open(Links.Assistant(City.Practice));
        await filer.Form("assistant.release").Submit();
        Assert.Equal(HttpStatusCode.NotFound, (await assistant.Open(Links.Details(id))).Status);
        Assert.Empty(office.Faults);
    }
}
