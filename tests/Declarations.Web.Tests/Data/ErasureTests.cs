using System.Data.Common;
using System.Net;
using Declarations.Campaigns;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Xunit;

namespace Declarations.Web.Tests.Data;

/// <summary>The verb erase: after the retention period the contents go, and number, digest and dates stay.</summary>
public sealed class ErasureTests(Office office) : IClassFixture<Office>
{
    private static readonly string[] Erasable = ["Submissions", "Withdrawals", "EvidenceFiles", "ReturnNotes", "Determinations"];
    private const string Basis = "档案保管期限表第三条";

    [Theory]
    [InlineData("Retention:Years", null)]
    [InlineData("runs until", "100")]
    [InlineData("whole number", "0")]
    [InlineData("no campaign", "5", "elsewhere")]
    public async Task Without_a_period_or_before_its_end_nothing_goes(string said, string? years, string campaign = City.Practice) =>
        await office.LeavesAllUnchanged(async () =>
        {
            var (code, _, errors) = await EraseAsync(campaign, years);
            Assert.Equal(1, code);
            Assert.Contains(said, errors, StringComparison.Ordinal);
        });

    [Fact]
    public async Task The_contents_go_and_number_digest_and_dates_stay()
    {
        var (clerk, other) = (await office.City.Clerk(office.City.Station), await office.City.Clerk(office.City.Station));
        var version = await office.City.HandIn(clerk, City.Sand(clerk), City.Real);
        var kept = await office.City.HandIn(clerk, City.Sand(clerk));
        var file = await office.City.FileOf(version, "%PDF-1.4 canary-of-the-file %%EOF"u8.ToArray());
        await office.City.Draft(other, City.Nil(other) with { Correction = "草稿" }, City.Real);
        await WithdrawnAndCommentedAsync(clerk, version);
        var boxes = await BoxesAsync(version);
        Assert.All(boxes, box => Assert.NotEmpty(StoredAsync().Result.Holding(box)));
        var (mine, officer) = (await office.Visit(clerk), await office.Visit(office.City.Officer));

        await office.LeavesAllUnchanged(
            async () => Assert.Contains("Would erase", (await EraseAsync(City.Real, "5", "--dry-run")).Output, StringComparison.Ordinal));
        var (code, output, errors) = await EraseAsync(City.Real, "5");
        Assert.Equal((0, ""), (code, errors));
        Assert.All(Erasable, table => Assert.Contains($"{(table == "Determinations" ? 2 : 1)} {table}", output, StringComparison.Ordinal));
        Assert.Equal(1, (await EraseAsync(City.Real, "5")).Code);

        var stored = await StoredAsync();
        Assert.All(boxes, box => Assert.Empty(stored.Holding(box)));
        var left = await office.InDb(db => db.Submissions.AsNoTracking().SingleAsync(s => s.Id == version.Id));
        Assert.Equal((version.ReceiptNumber, version.Digest, version.SubmittedOn, true, 0),
            (left.ReceiptNumber, left.Digest, left.SubmittedOn, left.IsErased, left.Salt.Length));
        Assert.Equal(Basis, await office
            .InDb(db => db.Erasures.Where(e => db.Campaigns.Any(c => c.Code == City.Real && c.Id == e.CampaignId)).Select(e => e.Basis).SingleAsync()));
        Assert.Equal(clerk.Official!.Id, (await office.City.ReportOf(clerk, City.Real)).OfficialId);

        Assert.Contains(Visitor.Words[$"Proof.{Pages.Verify.Proof.Erased}"],
            (await office.Visit().Open(Links.Verify(version.ReceiptNumber, version.Digest))).Text, StringComparison.Ordinal);
        Assert.Contains(version.Digest[..4], (await mine.Open(Links.Receipt(version.ReceiptNumber))).Text, StringComparison.Ordinal);
        foreach (var visitor in new[] { mine, officer })
        {
            Assert.Contains(version.ReceiptNumber, (await visitor.Open(Links.ReportView(version.ReportId))).Text, StringComparison.Ordinal);
            Assert.DoesNotContain("清溪砂石", visitor.Text, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Conflict, (await visitor.Open(Links.ReportForm(version.ReportId))).Status);
        }
        Assert.Equal(HttpStatusCode.Conflict, (await mine.Open(Links.File(file))).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await mine.Open(Links.Check(City.Real))).Status);
        Assert.Equal(HttpStatusCode.OK, (await mine.Open(Links.MyWork)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(office.City.Head)).Open(Links.Reading(version.ReportId))).Status);
        Assert.Equal(1, (await office.RunAsync(
            "summary", "--campaign", City.Real, "--unit", "river", "--purpose", "x", "--out", Path.Combine(office.Folder, "a.xlsx"))).Code);
        await mine.Open(Links.MyData);
        await mine.Form("my-data.download").Fill("MyDataForm.Password", clerk.Password).Submit();
        Assert.Equal(HttpStatusCode.OK, mine.Status);

        // The other campaign is untouched.
        Assert.Contains("清溪砂石", (await mine.Open(Links.ReportView(kept.ReportId))).Text, StringComparison.Ordinal);
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task The_database_lets_nothing_go_without_it_and_nothing_else_with_it()
    {
        var clerk = await office.City.Clerk(office.City.Station);
        var version = await office.City.HandIn(clerk, City.Sand(clerk));
        await office.City.FileOf(version);
        await WithdrawnAndCommentedAsync(clerk, version);
        foreach (var table in Erasable)
            await RefusedAsync(table, string.Join(", ", await SealedAsync(table)));
        await office.InDb(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var campaign = await db.Campaigns.SingleAsync(c => c.Code == City.Practice);
            db.Erasures.Add(new Erasure
            {
                Id = Guid.CreateVersion7(),
                CampaignId = campaign.Id,
                At = office.Time.GetUtcNow(),
                On = new(2026, 11, 22),
                Basis = Basis
            });
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        });
        var tried = 0;
        foreach (var table in Erasable)
        {
            await RefusedAsync(table, "DELETE");
            foreach (var column in (await ColumnsAsync(table))
                .Where(column => !column.Name.EndsWith("Sealed", StringComparison.Ordinal) && column.Name != "Salt"))
            {
                await RefusedAsync(table, $"\"{column.Name}\" = {Other(column)}");
                tried++;
            }
        }
        Assert.Equal(5 + 8 + 9 + 5 + 12, tried);
    }

    private async Task RefusedAsync(string table, string change)
    {
        if (change == "DELETE" && table == "EvidenceFiles")
            return;
        var sql = change == "DELETE" ? $"DELETE FROM \"{table}\"" : $"UPDATE \"{table}\" SET {change}";
#pragma warning disable EF1002 // names of our own tables
        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => office.AsOwner(db => db.Database.ExecuteSqlRawAsync(sql)));
#pragma warning restore EF1002
        Assert.Contains(table + " is append-only", refusal.Message, StringComparison.Ordinal);
    }

    private Task<List<IColumn>> ColumnsAsync(string table) => office.InDb(db =>
        Task.FromResult(db.Model.GetRelationalModel().Tables.Single(t => t.Name == table).Columns.ToList()));

    private async Task<List<string>> SealedAsync(string table) =>
        [.. (await ColumnsAsync(table)).Where(column => column.Name.EndsWith("Sealed", StringComparison.Ordinal))
            .Select(column => $"\"{column.Name}\" = NULL")];

    /// <summary>A value that the column does not have.</summary>
    private static string Other(IColumn column) => column.PropertyMappings[0].Property.ClrType is var type
        && (Nullable.GetUnderlyingType(type) ?? type) is var plain
        && plain == typeof(Guid) ? $"'{Guid.Empty}'" : plain == typeof(bool) ? $"NOT \"{column.Name}\"" : plain == typeof(int) ? "77"
        : plain == typeof(DateOnly) || plain == typeof(DateTimeOffset) ? "'2001-01-01'" : "'x'";

    /// <summary>The ciphertexts of one version.</summary>
    private Task<List<byte[]>> BoxesAsync(Submission version) => office.InDb(async db =>
    {
        var boxes = await db.Submissions.Where(s => s.Id == version.Id).Select(s => EF.Property<byte[]>(s, "CanonicalSealed")).ToListAsync();
        boxes.AddRange(await db.EvidenceFiles.Where(f => f.OwnerId == version.ReportId).Select(f => EF.Property<byte[]>(f, "BytesSealed")).ToListAsync());
        boxes.AddRange(await db.ReturnNotes.Where(n => n.ReportId == version.ReportId).Select(n => EF.Property<byte[]>(n, "CommentSealed")).ToListAsync());
        boxes.AddRange(await db.Withdrawals.Where(w => w.ReportId == version.ReportId).Select(w => EF.Property<byte[]>(w, "ReasonSealed")).ToListAsync());
        return boxes;
    });

    /// <summary>The database alone; on PostgreSQL without the write-ahead log, which the server reuses in its own time.</summary>
    private async Task<List<(string Where, byte[] Bytes)>> StoredAsync() =>
        [.. (await office.AtRestAsync()).Where(one => !one.Where.StartsWith("pg_wal", StringComparison.Ordinal))];

    private Task WithdrawnAndCommentedAsync(Person clerk, Submission version) => office.InDb(async db =>
    {
        var report = await db.Reports.SingleAsync(r => r.Id == version.ReportId);
        db.ReturnNotes.AddRange(report.ReturnForCorrection(
            new(office.City.Head.AccountId, office.Time.GetUtcNow(), new(2017, 9, 18)), version, office.City.Head.Official!,
            [new UnitPost { UnitId = office.City.Station.Id, Kind = UnitPostKind.Head, OfficialId = office.City.Head.Official!.Id }], [("details", "请核对")]));
        await City.Withdraw(db, report.Id, new(clerk.AccountId, office.Time.GetUtcNow(), new(2017, 9, 18)), "填错了");
        await db.SaveChangesAsync();
    });

    private Task<(int Code, string Output, string Errors)> EraseAsync(string campaign, string? years, params string[] more) =>
        office.RunAsync(["erase", "--campaign", campaign, "--basis", Basis, .. more, .. years is null ? Array.Empty<string>()
            : [$"--Retention:Years={years}"]]);
}
