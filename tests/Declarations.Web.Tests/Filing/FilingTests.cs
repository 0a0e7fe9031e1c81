using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Rules;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Filing;

/// <summary>The way from the first page of the form to the receipt, as the person at the browser walks it.</summary>
public sealed class FilingTests(Office office) : IClassFixture<Office>
{
    private static readonly DateOnly PracticeDay = new(2017, 9, 18);
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private City City => office.City;

    [Fact]
    public async Task A_nil_return_takes_three_steps_and_gives_a_receipt()
    {
        var clerk = await City.Clerk(City.Station);
        var visitor = await (await office.Visit(clerk)).Open(Links.Details(City.Practice));

        await visitor.Form("filing.save").Fill("DetailsForm.Correct", "details.correct").Submit();
        Assert.Equal(Links.Participation(City.Practice), visitor.Address);
        await visitor.Form("participation.rest-no").Submit();
        await visitor.Form("filing.save").Submit();
        Assert.Equal(Links.Check(City.Practice), visitor.Address);
        await Pledge(visitor, clerk);

        var submission = await OnlySubmissionOf(clerk);
        Assert.Equal(Links.Receipt(submission.ReceiptNumber), visitor.Address);
        Assert.Contains(submission.ReceiptNumber, visitor.Text, StringComparison.Ordinal);
        var report = await City.ReportOf(clerk);
        Assert.Equal((ReportStatus.Submitted, 1, 0, SigningRoute.UnitHeadOrDeputy, City.Station.Id, PracticeDay),
            (report.Status, report.SubmissionCount, report.InterestCount, report.Route, report.SigningUnitId, report.FirstSubmittedOn));
    }

    [Fact]
    public async Task Who_is_no_leading_cadre_is_not_asked_for_family_and_cannot_send_any()
    {
        var clerk = await City.Clerk(City.Division);
        await City.Draft(clerk, City.Nil(clerk));
        var visitor = await office.Visit(clerk);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open(Links.Family(City.Practice))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open(Links.Relative(City.Practice))).Status);

        var form = (await visitor.Open(Links.Participation(City.Practice))).Form("filing.save");
        var token = form.Fields.Where(field => field.Key == "__RequestVerificationToken").ToList();
        await office.LeavesAllUnchanged(async () =>
        {
            await visitor.Post(form.Action, form.Fields.Append(KeyValuePair.Create("Form.Mining.Family", "Yes")), follow: false);
            Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
            await visitor.Post(Links.Relative(City.Practice), token.Append(KeyValuePair.Create("Form.Name", "苏婉宁"))
                .Append(KeyValuePair.Create("Form.Relation", "Spouse")), follow: false);
            Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
        });
    }

    [Fact]
    public async Task A_leading_cadre_reports_the_barge_of_a_spouse()
    {
        var cadre = await City.LeadingCadre(City.Station);
        var visitor = await (await office.Visit(cadre)).Open(Links.Details(City.Practice));

        await visitor.Form("filing.save").Fill("DetailsForm.Correct", "details.correct").Submit();
        Assert.Equal(Links.Family(City.Practice), visitor.Address);
        await visitor.Open(Links.Relative(City.Practice));
        await visitor.Form("filing.save").Fill("RelativeForm.Relation", Relation.Spouse).Fill("RelativeForm.Name", "苏婉宁")
            .Fill("RelativeForm.Inquiry", Inquiry.Asked).Fill("RelativeForm.EmployerAndPost", "个体户").Submit();
        await visitor.Form("family.complete").Submit();
        await visitor.Form("participation.rest-no").Submit();
        await visitor.Form("filing.save").Under(Visitor.Words.Of(Sector.Sand)).Fill("participation.family", FamilyAnswer.Yes).Submit();
        Assert.StartsWith($"/report/{City.Practice}/interest?sector=Sand&family=true", visitor.Address, StringComparison.Ordinal);
        await visitor.Form("filing.save").Fill("InterestForm.Holder", $"苏婉宁（{Visitor.Words.Of(Relation.Spouse)}）").Fill("InterestForm.Enterprise", "清溪运砂船")
            .Fill("InterestForm.EntityType", EntityType.Individual).Fill("InterestForm.Mode", ParticipationMode.VehicleVessel)
            .Fill("InterestForm.StartedOn", new DateOnly(2012, 5, 1))
            .Fill("InterestForm.Content", "自有运砂船一艘").Fill("InterestForm.Amount", 35.5m).Fill("InterestForm.Profit", 6)
            .Fill("InterestForm.DutyLink", DutyLink.Unrelated).Submit();
        Assert.EndsWith("/exit", visitor.Address, StringComparison.Ordinal);
        await visitor.Form("filing.save").Fill("ExitForm.State", ExitState.NotYet).Submit();
        Assert.Equal(Links.Check(City.Practice), visitor.Address);
        await Pledge(visitor, cadre);

        var interest = Assert.Single((await OnlySubmissionOf(cadre)).Content.Interests);
        Assert.Equal((Relation.Spouse, "清溪运砂船", 35_500_000L, PracticeDay),
            (interest.Holder, interest.Enterprise, interest.Amount!.Value.Fen, interest.ReportedOn));
    }

    [Theory, InlineData(Inquiry.Known, false), InlineData(Inquiry.Asked, false), InlineData(Inquiry.Refused, true), InlineData(Inquiry.Unreachable, true),
        InlineData(Inquiry.Unknown, true)]
    public async Task Who_refused_or_was_not_reached_was_asked_some_day_in_some_way(Inquiry inquiry, bool asksHow)
    {
        var cadre = await City.LeadingCadre(City.Station);
        var visitor = await (await office.Visit(cadre)).Open(Links.Relative(City.Practice));
        await visitor.Form("filing.save").Fill("RelativeForm.Relation", Relation.Spouse).Fill("RelativeForm.Name", "苏婉宁")
            .Fill("RelativeForm.Inquiry", inquiry).Fill("RelativeForm.EmployerAndPost", "无").Submit();
        if (asksHow)
        {
            Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
            await visitor.Form("filing.save").Fill("RelativeForm.AskedOn", new DateOnly(2017, 9, 16)).Fill("RelativeForm.AskedHow", "电话").Submit();
        }
        var relative = Assert.Single((await City.ReportOf(cadre)).Draft.Relatives!);
        Assert.Equal((inquiry, asksHow ? "电话" : null), (relative.Inquiry, relative.AskedHow));
        await visitor.Open(Links.Worksheet(City.Practice));
        Assert.Contains("苏婉宁", visitor.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["worksheet.not-filed"], visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_twice_files_once_and_shows_the_same_receipt()
    {
        var (visitor, clerk) = await AtTheSignature();
        var form = visitor.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fill("PledgeForm.Password", clerk.Password);
        var (action, fields) = (form.Action, form.Fields);
        await visitor.Post(action, fields);
        var receipt = visitor.Address;

        await visitor.Post(action, fields);

        Assert.Equal((HttpStatusCode.OK, receipt), (visitor.Status, visitor.Address));
        await OnlySubmissionOf(clerk);
    }

    [Theory, InlineData(false, true), InlineData(true, false)]
    public async Task Without_pledge_or_password_nothing_is_filed(bool pledged, bool withPassword)
    {
        var (visitor, clerk) = await AtTheSignature();
        await office.LeavesAllUnchanged(() => visitor.Form("pledge.sign").Fill("PledgeForm.Pledged", pledged)
            .Fill("PledgeForm.Password", withPassword ? clerk.Password : "not the password at all").Submit());
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
    }

    [Fact]
    public async Task An_incomplete_report_cannot_be_sent_even_by_hand()
    {
        var clerk = await City.Clerk(City.Division);
        await City.Draft(clerk, City.Nil(clerk));
        var visitor = await (await office.Visit(clerk)).Open(Links.Check(City.Practice));
        var fields = visitor.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fill("PledgeForm.Password", clerk.Password).Fields;
        await City.Draft(clerk, City.Nil(clerk) with { Details = null });
        var report = await City.ReportOf(clerk);
        var updated = fields.Select(field => field.Key switch
        {
            "Form.Version" => KeyValuePair.Create(field.Key, $"{report.Version}"),
            "Form.DraftNumber" => KeyValuePair.Create(field.Key, $"{report.DraftNumber}"),
            _ => field,
        });

        await office.LeavesAllUnchanged(() => visitor.Post(Links.Check(City.Practice), updated));

        Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
        Assert.Contains(Visitor.Words["refused.report.incomplete.details"], visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_of_two_windows_is_shown_both_sides()
    {
        var clerk = await City.Clerk(City.Division);
        var first = await (await office.Visit(clerk)).Open(Links.Details(City.Practice));
        var second = await first.OtherWindow().Open(Links.Details(City.Practice));
        await first.Form("filing.save").Fill("DetailsForm.Correct", "details.wrong").Fill("DetailsForm.Correction", "电话换了").Submit();

        await office.LeavesAllUnchanged(
            () => second.Form("filing.save").Fill("DetailsForm.Correct", "details.wrong").Fill("DetailsForm.Correction", "职务变了").Submit());

        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Equal(["职务变了"], second.Page.QuerySelectorAll(".errors ins").Select(side => side.TextContent));
        Assert.Contains("电话换了", second.Page.QuerySelector(".errors table")!.TextContent, StringComparison.Ordinal);
        await second.Form("filing.save").Submit();
        Assert.Equal("职务变了", (await City.ReportOf(clerk)).Draft.Correction);
    }

    [Fact]
    public async Task A_correction_is_a_second_version_and_moves_no_day_of_what_was_stated_before()
    {
        var clerk = await City.Clerk(City.Division);
        var first = City.Sand(clerk);
        await City.HandIn(clerk, first, City.Real);
        var stated = (await City.ReportOf(clerk, City.Real)).Draft;
        var firstDay = BeijingTime.DayOf(office.Time.GetUtcNow());
        office.Time.Pass(TimeSpan.FromDays(3));
        try
        {
            var added = first.Interests[0] with { Id = Guid.CreateVersion7(), Enterprise = "另一家砂场", ReportedOn = null };
            await City.Draft(clerk, stated with { Interests = [stated.Interests[0] with { Amount = Money.FromWan(50) }, added] }, City.Real);
            var visitor = await (await office.Visit(clerk)).Open(Links.Check(City.Real));
            await Pledge(visitor, clerk);

            var versions = await office.InDb(db => db.Submissions.Where(s => s.Report.OfficialId == clerk.Official!.Id).OrderBy(s => s.Number).ToListAsync());
            Assert.Equal([1, 2], versions.Select(version => version.Number));
            Assert.Equal([firstDay, firstDay.AddDays(3)], versions[1].Content.Interests.Select(interest => interest.ReportedOn!.Value));
            Assert.Equal(Money.FromWan(35), versions[0].Content.Interests[0].Amount);
            Assert.Equal(firstDay, (await City.ReportOf(clerk, City.Real)).FirstSubmittedOn);
        }
        finally
        {
            office.Time.Pass(-TimeSpan.FromDays(3));
        }
    }

    [Theory]
    [InlineData("2017-09-30T23:59:59+08:00", "2017-09-30", false)]
    [InlineData("2017-10-01T00:00:00+08:00", "2017-10-01", true)]
    [InlineData("2017-09-30T15:59:59Z", "2017-09-30", false)]
    [InlineData("2017-09-30T16:00:00Z", "2017-10-01", true)]
    public async Task The_last_second_of_the_last_day_in_Beijing_is_in_time_and_the_next_is_late(string instant, string day, bool late)
    {
        var usual = office.Time.GetUtcNow();
        office.Time.Set(DateTimeOffset.Parse(instant, null));
        try
        {
            var clerk = await City.Clerk(City.Division);
            await City.Draft(clerk, City.Sand(clerk), City.Real);
            var visitor = await (await office.Visit(clerk)).Open(Links.Check(City.Real));
            await Pledge(visitor, clerk);

            var submission = await OnlySubmissionOf(clerk);
            Assert.Equal((day, office.Time.GetUtcNow()), ($"{submission.SubmittedOn:yyyy-MM-dd}", submission.SubmittedAt));
            var determinations = await office.InDb(db => db.Determinations.Where(d => d.SubmissionId == submission.Id && d.InterestId != null).ToListAsync());
            Assert.Equal(late, Assert.Single(determinations).Result.Contains("LateReport", StringComparison.Ordinal));
        }
        finally
        {
            office.Time.Set(usual);
        }
    }

    [Fact]
    public async Task The_digest_of_a_receipt_is_that_of_the_stored_text_and_the_text_is_what_was_signed()
    {
        var (visitor, clerk) = await AtTheSignature();
        await Pledge(visitor, clerk);
        var submission = await OnlySubmissionOf(clerk);

        var digest = Convert.ToHexStringLower(SHA256.HashData([.. submission.Salt, .. submission.Canonical]));
        Assert.Equal(digest, submission.Digest);
        Assert.Equal(digest, string.Concat(
            visitor.Page.QuerySelectorAll(".digest code").Select(code => code.TextContent.Replace(" ", "", StringComparison.Ordinal))));
        var text = JsonNode.Parse(submission.Canonical)!;
        Assert.Equal((submission.ReceiptNumber, "1", $"{submission.SubmittedOn:yyyy-MM-dd}"),
            ((string)text["receipt"]!, (string)text["version"]!, (string)text["submittedOn"]!));
        Assert.Equal(submission.Canonical, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(text, AsWritten)));
        var signature = Assert.Single(await office.InDb(db => db.Signatures.Where(s => s.SubmissionId == submission.Id).ToListAsync()));
        Assert.Equal((SignatureKind.Pledge, clerk.Official!.Id, digest), (signature.Kind, signature.OfficialId, signature.Digest));
    }

    [Fact]
    public async Task Anybody_can_prove_a_receipt_and_an_altered_digest_proves_nothing()
    {
        var clerk = await City.Clerk(City.Division);
        var submission = await City.HandIn(clerk, City.Nil(clerk));
        var visitor = await office.Visit().Open(Links.Verify(submission.ReceiptNumber, submission.Digest));
        Assert.Contains(Visitor.Words.Of(Pages.Verify.Proof.Genuine), visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(clerk.Official!.Name, visitor.Text, StringComparison.Ordinal);

        var altered = (submission.Digest[0] == '0' ? '1' : '0') + submission.Digest[1..];
        await visitor.Form("verify.button").Fill("VerifyForm.Number", submission.ReceiptNumber).Fill("VerifyForm.Digest", altered).Submit();
        Assert.Contains(Visitor.Words.Of(Pages.Verify.Proof.Unknown), visitor.Text, StringComparison.Ordinal);
        await visitor.Form("verify.button").Fill("VerifyForm.Digest", string.Join(' ', submission.Digest.Chunk(4).Select(four => new string(four)))).Submit();
        Assert.Contains(Visitor.Words.Of(Pages.Verify.Proof.Genuine), visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interest_can_be_taken_out_of_the_draft_again()
    {
        var clerk = await City.Clerk(City.Division);
        var content = City.Sand(clerk);
        await City.Draft(clerk, content);
        var visitor = await (await office.Visit(clerk)).Open(Links.Interest(City.Practice, content.Interests[0].Id));
        await visitor.Form("interest.remove").Submit();
        await visitor.Form("loss.yes").Submit();
        Assert.Equal((HttpStatusCode.OK, 0), (visitor.Status, (await City.ReportOf(clerk)).Draft.Interests.Count));
    }

    private async Task<(Visitor Visitor, Person Clerk)> AtTheSignature()
    {
        var clerk = await City.Clerk(City.Division);
        await City.Draft(clerk, City.Nil(clerk));
        return (await (await office.Visit(clerk)).Open(Links.Check(City.Practice)), clerk);
    }

    private static async Task Pledge(Visitor visitor, Person person)
    {
        await visitor.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fill("PledgeForm.Password", person.Password).Submit();
        Assert.StartsWith("/receipt/", visitor.Address, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
    }

    private Task<Submission> OnlySubmissionOf(Person person) => office.InDb(db => db.Submissions.SingleAsync(s => s.Report.OfficialId == person.Official!.Id));
}
