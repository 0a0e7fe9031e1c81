using System.Data.Common;
using System.Net;
using Declarations.Auditing;
using Declarations.Reports;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Trust;

/// <summary>What somebody with the database in hand may try in order to have a forged fact shown as genuine: no page does.</summary>
public sealed class AttackTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    public static TheoryData<string, string> Columns => new()
    {
        { "SubmittedOn", "'2017-09-01'" }, { "SubmittedAt", "'2017-08-01 01:00:00'" }, { "InterestCount", "0" }, { "IsSupplement", "true" },
        { "IsOnPaper", "true" }, { "Number", "7" }, { "DraftNumber", "77" },
    };

    [Theory, MemberData(nameof(Columns))]
    public async Task A_forged_column_of_a_version_is_shown_nowhere(string column, string value)
    {
        var (clerk, version) = await FileAsync();
        await office.ForgeAsync($"UPDATE \"Submissions\" SET \"{column}\" = {value} WHERE \"Id\" = {{0}}", version.Id);
        await AssertRefusedAsync(clerk, version);
        office.Faults.Clear();
    }

    [Fact]
    public async Task An_untouched_version_is_genuine_and_shown()
    {
        var (clerk, version) = await FileAsync();
        var mine = await office.Visit(clerk);
        foreach (var page in Pages(version))
            Assert.Equal(HttpStatusCode.OK, (await mine.Open(page)).Status);
        Assert.Contains(Visitor.Words[$"Proof.{Web.Pages.Verify.Proof.Genuine}"], await ProofAsync(version), StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["verify.waits"], await ProofAsync(version), StringComparison.Ordinal);
        await office.SequenceAsync();
        var proof = await ProofAsync(version);
        Assert.Contains("index ", proof, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["verify.limits"], proof, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_texts_whose_owners_were_exchanged_are_genuine_no_more()
    {
        var ((one, first), (other, second)) = (await FileAsync(), await FileAsync());
        await office.ForgeAsync("""
            UPDATE "Submissions" SET "ReportId" = CASE WHEN "Id" = {0} THEN {2} ELSE {3} END, "Number" = "Number" + 1, "DraftNumber" = "DraftNumber" + 50
            WHERE "Id" IN ({0}, {1})
            """, first.Id, second.Id, second.ReportId, first.ReportId);
        await office.ForgeAsync("UPDATE \"Submissions\" SET \"Number\" = \"Number\" - 1, \"DraftNumber\" = \"DraftNumber\" - 50 WHERE \"Id\" IN ({0}, {1})",
            first.Id, second.Id);
        Assert.Contains(Visitor.Words[$"Proof.{Web.Pages.Verify.Proof.Altered}"], await ProofAsync(first), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await (await office.Visit(one)).Open(Links.ReportView(first.ReportId))).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await (await office.Visit(other)).Open(Links.ReportView(second.ReportId))).Status);
        office.Faults.Clear();
    }

    [Fact]
    public async Task A_report_given_to_somebody_else_shows_its_text_to_nobody()
    {
        var (_, version) = await FileAsync();
        var thief = await City.Clerk(City.Division);
        await office.ForgeAsync("UPDATE \"Reports\" SET \"OfficialId\" = {0} WHERE \"OfficialId\" = {1}", Guid.NewGuid(), thief.Official!.Id);
        await office.ForgeAsync("UPDATE \"Reports\" SET \"OfficialId\" = {0} WHERE \"Id\" = {1}", thief.Official!.Id, version.ReportId);
        Assert.Equal(HttpStatusCode.Conflict, (await (await office.Visit(thief)).Open(Links.ReportView(version.ReportId))).Status);
        Assert.Contains(Visitor.Words[$"Proof.{Web.Pages.Verify.Proof.Altered}"], await ProofAsync(version), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> SignatureColumns => new()
    {
        { "Name", "'某人'" }, { "Post", "'局长'" }, { "SignedOn", "'2017-09-02'" }, { "SignedAt", "'2017-08-01 01:00:00'" }, { "DeputyFor", "'某人'" },
        { "Digest", "'" + new string('a', 64) + "'" }, { "Proof", "'Passkey'" },
    };

    [Theory, MemberData(nameof(SignatureColumns))]
    public async Task A_forged_signature_is_not_shown(string column, string value)
    {
        var (clerk, version) = await FileAsync();
        await City.Sign(clerk);
        var mine = await office.Visit(clerk);
        Assert.Equal(HttpStatusCode.OK, (await mine.Open(Links.ReportView(version.ReportId))).Status);
        await office.ForgeAsync($"UPDATE \"Signatures\" SET \"{column}\" = {value} WHERE \"SubmissionId\" = {{0}} AND \"Kind\" = 'Reader'", version.Id);
        foreach (var page in new[] { Links.ReportView(version.ReportId), Links.ReportForm(version.ReportId) })
        {
            Assert.Equal(HttpStatusCode.Conflict, (await mine.Open(page)).Status);
            Assert.Contains(Visitor.Words["refused.filed.differs", version.ReceiptNumber], mine.Text, StringComparison.Ordinal);
        }
        await mine.Open(Links.MyData);
        await mine.Form("my-data.download").Fill("MyDataForm.Password", clerk.Password).Submit();
        Assert.Equal(HttpStatusCode.Conflict, mine.Status);
    }

    [Fact]
    public async Task A_signature_made_in_the_database_is_not_shown()
    {
        var (clerk, version) = await FileAsync();
        await office.ForgeAsync("""
            INSERT INTO "Signatures" ("Id", "ReportId", "SubmissionId", "Kind", "OfficialId", "Name", "SignedAt", "SignedOn", "Digest")
            SELECT {0}, "ReportId", "SubmissionId", 'Reader', {1}, {2}, "SignedAt", "SignedOn", "Digest" FROM "Signatures" WHERE "SubmissionId" = {3}
            """, Guid.NewGuid(), City.Head.Official!.Id, City.Head.Official.Name, version.Id);
        Assert.Equal(HttpStatusCode.Conflict, (await (await office.Visit(clerk)).Open(Links.ReportView(version.ReportId))).Status);
    }

    [Fact]
    public async Task A_forged_withdrawal_day_is_not_shown()
    {
        var (clerk, version) = await FileAsync();
        await office.InDb(async db =>
        {
            await City.Withdraw(db, version.ReportId, office.Act(clerk.AccountId), "填错了");
            await db.SaveChangesAsync();
        });
        Assert.Contains(Visitor.Words[$"Proof.{Web.Pages.Verify.Proof.Genuine}"], await ProofAsync(version), StringComparison.Ordinal);
        await office.ForgeAsync("UPDATE \"Withdrawals\" SET \"On\" = '2017-09-03' WHERE \"SubmissionId\" = {0}", version.Id);
        Assert.Contains(Visitor.Words[$"Proof.{Web.Pages.Verify.Proof.Altered}"], await ProofAsync(version), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await (await office.Visit(clerk)).Open(Links.Receipt(version.ReceiptNumber))).Status);
    }

    [Fact]
    public async Task A_text_emptied_under_a_forged_erasure_is_not_called_lawful()
    {
        var clerk = await City.Clerk(City.Station);
        var version = await City.HandIn(clerk, City.Sand(clerk), City.Real);
        var campaign = (await City.ReportOf(clerk, City.Real)).CampaignId;
        await office.ForgeAsync("INSERT INTO \"Erasures\" (\"Id\", \"CampaignId\", \"At\", \"On\", \"Basis\") SELECT {0}, {1}, \"At\", '2026-09-04', '期满' "
            + "FROM \"AuditEntries\" LIMIT 1", Guid.NewGuid(), campaign);
        await office.ForgeAsync("UPDATE \"Submissions\" SET \"CanonicalSealed\" = NULL, \"Salt\" = {1} WHERE \"Id\" = {0}", version.Id, Array.Empty<byte>());
        await office.ForgeAsync("UPDATE \"Leaves\" SET \"Salt\" = {1} WHERE \"CampaignId\" = {0}", campaign, Array.Empty<byte>());
        await office.ForgeAsync("UPDATE \"Reports\" SET \"ErasedOn\" = '2026-09-04' WHERE \"CampaignId\" = {0}", campaign);
        Assert.Contains(Visitor.Words[$"Proof.{Web.Pages.Verify.Proof.Altered}"], await ProofAsync(version), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await (await office.Visit(clerk)).Open(Links.ReportView(version.ReportId))).Status);
        await office.InDb(async db =>
        {
            var findings = (await db.CheckTreeAsync()).Findings;
            Assert.Contains(findings, finding => finding.Where.StartsWith("Erasures", StringComparison.Ordinal));
            Assert.Contains(findings, finding => finding.Where == $"Submissions {version.Id}");
        });
        // the campaign is needed whole by the others
        await office.ForgeAsync("DELETE FROM \"Erasures\" WHERE \"CampaignId\" = {0}", campaign);
    }

    private static readonly string[] Ledgers = ["Submissions", "Signatures", "Withdrawals", "Erasures", "AuditEntries", "Leaves", "TreeEntries", "TreeNodes",
        "Checkpoints", "Cosignatures", "TrustKeys"];

    [Fact]
    public async Task A_ledger_refuses_a_row_in_the_place_of_another()
    {
        await using var fresh = new Office();
        await fresh.InitializeAsync();
        await fresh.FillAsync();
        await fresh.InDb(async db =>
        {
            for (var i = 0; i < 300; i++)
                db.AuditEntries.Add(AuditEntry.Of(fresh.Act(), AuditAction.SummaryRead, "Unit", Guid.NewGuid()));
            await db.SaveChangesAsync();
        });
        await fresh.SequenceAsync();
        var newest = await fresh.NewestAsync();
        await fresh.InDb(async db =>
        {
            db.Cosignatures.Add(new() { Size = (await db.Checkpoints.FirstAsync()).Size, Witness = "w", Line = newest.Text });
            await db.SaveChangesAsync();
        });
        await fresh.LeavesAllUnchanged(async () =>
        {
            foreach (var table in Ledgers)
                await fresh.AsOwner(async db =>
                {
                    var entity = db.Model.GetEntityTypes().Single(each => each.GetTableName() == table);
                    var all = string.Join(", ", entity.GetProperties().Select(property => $"\"{property.Name}\""));
                    var key = entity.FindPrimaryKey()!.Properties.Select(property => $"\"{property.Name}\"").ToList();
                    var sql = db.Database.IsSqlite() ? $"INSERT OR REPLACE INTO \"{table}\" ({all}) SELECT {all} FROM \"{table}\" LIMIT 1"
                        : $"INSERT INTO \"{table}\" ({all}) SELECT {all} FROM \"{table}\" LIMIT 1 ON CONFLICT ({string.Join(", ", key)}) DO UPDATE SET "
                            + $"{key[0]} = EXCLUDED.{key[0]}";
#pragma warning disable EF1002 // names of our own tables
                    var refusal = await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlRawAsync(sql));
#pragma warning restore EF1002
                    Assert.Contains(table + " is append-only", refusal.Message, StringComparison.Ordinal);
                });
        });
    }

    private async Task<(Person Clerk, Submission Version)> FileAsync()
    {
        var clerk = await City.Clerk(City.Station);
        return (clerk, await City.HandIn(clerk, City.Sand(clerk)));
    }

    private static string[] Pages(Submission version) =>
        [Links.Receipt(version.ReceiptNumber), Links.ReportView(version.ReportId), Links.ReportForm(version.ReportId)];

    private async Task<string> ProofAsync(Submission version) =>
        (await office.Visit().Open(Links.Verify(version.ReceiptNumber, version.Digest))).Text;

    private async Task AssertRefusedAsync(Person clerk, Submission version)
    {
        Assert.Contains(Visitor.Words[$"Proof.{Web.Pages.Verify.Proof.Altered}"], await ProofAsync(version), StringComparison.Ordinal);
        var mine = await office.Visit(clerk);
        foreach (var page in Pages(version))
        {
            Assert.Equal(HttpStatusCode.Conflict, (await mine.Open(page)).Status);
            Assert.Contains(Visitor.Words["refused.filed.differs", version.ReceiptNumber], mine.Text, StringComparison.Ordinal);
        }
        var head = await office.Visit(City.Head);
        Assert.Equal(HttpStatusCode.Conflict, (await head.Open(Links.Reading(version.ReportId))).Status);
        await office.InDb(async db => Assert.Contains((await db.CheckTreeAsync()).Findings, finding => finding.Where == $"Submissions {version.Id}"));
    }
}
