using System.Data.Common;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Declarations.Auditing;
using Declarations.Evidence;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Filing;

/// <summary>Evidence files: what is taken, who gets them, what stays.</summary>
public sealed class FileTests(Office office) : IClassFixture<Office>
{
    private static readonly byte[] Pdf = "%PDF-1.4 CANARY-7d1f in the clear %%EOF"u8.ToArray();

    private City City => office.City;

    [Fact]
    public async Task A_file_is_the_filers_alone_until_it_is_filed_and_the_receipt_covers_it()
    {
        var (cadre, visitor, id) = await AtTheExit();
        await visitor.Form("exit.more").Attach("ExitForm.File", @"C:\协议\转让协议.pdf", Pdf).Submit();
        Assert.Equal(Links.Exit(City.Practice, id), visitor.Address);
        var file = Assert.Single((await City.ReportOf(cadre)).Draft.Files);
        Assert.Equal(("转让协议.pdf", FileKind.Pdf, Convert.ToHexStringLower(SHA256.HashData(Pdf))), (file.Name, file.Kind, file.Digest));
        Assert.Equal(Pdf, (await visitor.Open(Links.File(file.Id))).Body);
        var reader = await office.Visit(City.Deputy);
        var officer = await office.Visit(City.Officer);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound),
            ((await reader.Open(Links.File(file.Id))).Status, (await officer.Open(Links.File(file.Id))).Status));

        await visitor.Open(Links.Check(City.Practice));
        await visitor.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fill("PledgeForm.Password", cadre.Password).Submit();
        var submission = await office.InDb(db => db.Submissions.SingleAsync(s => s.Report.OfficialId == cadre.Official!.Id));
        Assert.Contains(file.Digest, Encoding.UTF8.GetString(submission.Canonical), StringComparison.Ordinal);

        await reader.Open(Links.File(file.Id));
        Assert.Equal(Pdf, reader.Body);
        Assert.Equal(("attachment", "application/octet-stream", "nosniff"), (reader.Response.Content.Headers.ContentDisposition!.DispositionType,
            reader.Response.Content.Headers.ContentType!.MediaType, reader.Response.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Contains("sandbox", reader.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var entries = await office.InDb(
            db => db.AuditEntries.Where(e => e.SubjectId == submission.ReportId && e.Action == AuditAction.FileDownloaded).ToListAsync());
        Assert.Equal(City.Deputy.AccountId, Assert.Single(entries).AccountId);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(City.OtherOfficer)).Open(Links.File(file.Id))).Status);
    }

    [Fact]
    public async Task A_file_that_was_filed_stays_when_the_draft_lets_it_go_and_another_goes_with_it()
    {
        var (cadre, visitor, id) = await AtTheExit();
        await visitor.Form("exit.more").Attach("ExitForm.File", "一.pdf", Pdf).Submit();
        await visitor.Form("exit.more").Attach("ExitForm.File", "二.pdf", Pdf).Submit();
        await visitor.Form("remove").Submit();
        await visitor.Form("loss.yes").Submit();
        Assert.Equal(1, await Stored(cadre));
        await visitor.Open(Links.Check(City.Practice));
        await visitor.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fill("PledgeForm.Password", cadre.Password).Submit();
        await visitor.Open(Links.Exit(City.Practice, id));
        await visitor.Form("remove").Submit();
        await visitor.Form("loss.yes").Submit();

        Assert.Empty((await City.ReportOf(cadre)).Draft.Files);
        Assert.Equal(1, await Stored(cadre));
        foreach (var sql in new[] { "DELETE FROM \"EvidenceFiles\"", "UPDATE \"EvidenceFiles\" SET \"Size\" = 1" })
            await Assert.ThrowsAnyAsync<DbException>(() => office.InDb(db => db.Database.ExecuteSqlRawAsync(sql)));
        Assert.Equal(1, await Stored(cadre));
    }

    [Theory]
    [InlineData("a.pdf", "<html>", "error.file-kind"), InlineData("a.exe", "MZ", "error.file-kind"), InlineData("a.pdf", "5MB", "error.file-size")]
    public async Task What_is_no_evidence_is_refused_beside_the_field(string name, string content, string error)
    {
        var (cadre, visitor, _) = await AtTheExit();
        var bytes = content == "5MB" ? [.. Pdf, .. new byte[EvidenceFile.Largest]] : Encoding.UTF8.GetBytes(content);
        await office.LeavesAllUnchanged(() => visitor.Form("filing.save").Attach("ExitForm.File", name, bytes).Submit());
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains(Visitor.Words[error], visitor.Page.QuerySelector("#Form_File-field")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_far_too_large_is_refused_before_it_is_read()
    {
        var (_, visitor, _) = await AtTheExit();
        await office.LeavesAllUnchanged(() => visitor.Form("filing.save").Attach("ExitForm.File", "a.pdf", new byte[EvidenceFile.Largest * 2]).Submit());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, visitor.Status);
    }

    [Fact]
    public async Task The_twenty_first_file_is_refused()
    {
        var (cadre, visitor, _) = await AtTheExit();
        var draft = (await City.ReportOf(cadre)).Draft;
        var files = Enumerable.Range(0, EvidenceFile.Most)
            .Select(n => new FileReference(Guid.CreateVersion7(), $"{n}.pdf", FileKind.Pdf, 1, new string('0', 64))).ToList();
        await City.Draft(cadre, draft with { Interests = [draft.Interests[0] with { Exit = draft.Interests[0].Exit! with { Files = files } }] });
        await visitor.Open(visitor.Address);
        await visitor.Form("filing.save").Attach("ExitForm.File", "a.pdf", Pdf).Submit();
        Assert.Contains(Visitor.Words["error.file-many"], visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_name_nor_content_is_stored_in_the_clear()
    {
        var (_, visitor, _) = await AtTheExit();
        await visitor.Form("exit.more").Attach("ExitForm.File", "CANARY-name.pdf", Pdf).Submit();
        var cells = await office.InDb(db => db.Database.SqlQueryRaw<byte[]>(
            "SELECT \"BytesSealed\" AS \"Value\" FROM \"EvidenceFiles\" UNION ALL SELECT \"NameSealed\" FROM \"EvidenceFiles\"").ToListAsync());
        Assert.NotEmpty(cells);
        Assert.All(cells, cell => Assert.True(cell.AsSpan().IndexOf("CANARY"u8) < 0));
    }

    [Fact]
    public async Task An_excuse_is_proved_by_a_file_that_only_the_office_opens()
    {
        var clerk = await City.Clerk(City.Station);
        var report = (await City.ReportOf(clerk)).Id;
        var officer = await (await office.Visit(City.CityOfficer)).Open(Links.Person(City.Practice, report));
        await officer.Form("people.excuse").Fill("ExcuseForm.Reason", NotSubmittedReason.UnderInvestigation).Attach("ExcuseForm.Evidence", "立案通知.pdf", Pdf)
            .Submit();
        var excused = await City.ReportOf(clerk);
        Assert.Equal(ReportStatus.Excused, excused.Status);
        await officer.Open(Links.Person(City.Practice, report));
        Assert.Contains(Links.File(excused.ExcuseFileId!.Value), officer.Html, StringComparison.Ordinal);
        Assert.Equal(Pdf, (await officer.Open(Links.File(excused.ExcuseFileId.Value))).Body);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(City.Head)).Open(Links.File(excused.ExcuseFileId.Value))).Status);
    }

    [Fact]
    public async Task What_proves_a_request_stays_when_its_owner_saves_a_draft_and_is_opened_by_who_answers()
    {
        var (cadre, visitor, _) = await AtTheExit();
        await visitor.Form("exit.more").Attach("ExitForm.File", "一.pdf", Pdf).Submit();
        await visitor.Open(Links.Correction);
        await visitor.Form("correction.send").Fill("CorrectionForm.Kind", RequestKind.Unit).Fill("CorrectionForm.Text", "我在规划科工作")
            .Attach("CorrectionForm.File", "调令.pdf", Pdf).Submit();
        var request = await office.InDb(db => db.RosterRequests.AsNoTracking().SingleAsync(r => r.OfficialId == cadre.Official!.Id));
        var proof = Links.File(request.FileId!.Value);
        await City.Draft(cadre, City.Barge(cadre));
        await visitor.Open(Links.Details(City.Practice));
        await visitor.Form("filing.save").Submit();
        Assert.Equal(0, await Stored(cadre));
        Assert.Equal(Pdf, (await visitor.Open(proof)).Body);

        var officer = await (await office.Visit(City.Officer)).Open(Links.RosterRequest(request.Id));
        Assert.Contains(proof, officer.Html, StringComparison.Ordinal);
        Assert.Equal(Pdf, (await officer.Open(proof)).Body);
        Assert.Equal(City.Officer.AccountId, (await office.InDb(db =>
            db.AuditEntries.SingleAsync(e => e.SubjectId == request.Id && e.Action == AuditAction.FileDownloaded))).AccountId);
        foreach (var stranger in new[] { City.Head, City.OtherOfficer })
            Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(stranger)).Open(proof)).Status);
        await Assert.ThrowsAnyAsync<DbException>(() => office.InDb(db => db.EvidenceFiles.Where(file => file.Id == request.FileId).ExecuteDeleteAsync()));
    }

    [Fact]
    public async Task A_file_whose_owner_has_no_rule_opens_to_nobody()
    {
        var (cadre, visitor, _) = await AtTheExit();
        var file = EvidenceFile.Of(cadre.Official!, new Act(cadre.AccountId, office.Time.GetUtcNow(), new(2017, 9, 18)), FilePurpose.Exit, "无主.pdf", Pdf);
        await office.InDb(db => db.AddAsync(file).AsTask().ContinueWith(_ => db.SaveChangesAsync()).Unwrap());
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open(Links.File(file.Id))).Status);
    }

    [Theory, InlineData("<html>", "error.file-kind"), InlineData("5MB", "error.file-size")]
    public async Task What_is_no_proof_of_a_request_is_refused_beside_the_field(string content, string error)
    {
        var visitor = await (await office.Visit(await City.Clerk(City.Station))).Open(Links.Correction);
        var bytes = content == "5MB" ? [.. Pdf, .. new byte[EvidenceFile.Largest]] : Encoding.UTF8.GetBytes(content);
        await office.LeavesAllUnchanged(() => visitor.Form("correction.send").Fill("CorrectionForm.Kind", RequestKind.Unit)
            .Fill("CorrectionForm.Text", "我在规划科工作").Attach("CorrectionForm.File", "a.pdf", bytes).Submit());
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains(Visitor.Words[error], visitor.Page.QuerySelector("#Form_File-field")!.TextContent, StringComparison.Ordinal);
    }

    private async Task<(Person Cadre, Visitor Visitor, Guid Interest)> AtTheExit()
    {
        var cadre = await City.LeadingCadre(City.Station);
        var draft = City.Barge(cadre);
        await City.Draft(cadre, draft);
        return (cadre, await (await office.Visit(cadre)).Open(Links.Exit(City.Practice, draft.Interests[0].Id)), draft.Interests[0].Id);
    }

    private Task<int> Stored(Person person) =>
        office.InDb(db => db.EvidenceFiles.CountAsync(f => db.Reports.Any(r => r.Id == f.OwnerId && r.OfficialId == person.Official!.Id)));
}
