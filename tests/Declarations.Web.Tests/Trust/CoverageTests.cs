using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Trust;
using Declarations.Reports;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Trust;

/// <summary>What the tree covers: every column of every protected table, and every row that is written.</summary>
public sealed class CoverageTests(Office office) : IClassFixture<Office>
{
    [Fact]
    public Task Every_column_of_a_protected_table_is_in_its_leaf_or_on_the_reviewed_list() => office.InDb(db =>
    {
        foreach (var table in Protection.Tables)
        {
            var entity = db.Model.FindEntityType(table.Type)!;
            var columns = entity.GetProperties().Select(property => property.Name).ToList();
            Assert.Equal(columns.Order(StringComparer.Ordinal), table.Columns
                .Concat(columns.Where(column => Protection.Unprotected.ContainsKey($"{entity.GetTableName()}.{column}"))).Order(StringComparer.Ordinal));
        }
        return Task.CompletedTask;
    });

    [Fact]
    public Task The_tables_of_the_ledger_of_filing_are_protected_and_none_twice() => office.InDb(db =>
    {
        string[] asked = ["Submissions", "Withdrawals", "Signatures", "ReturnNotes", "HandOvers", "HandOverItem", "Grants", "DeadlineChanges", "Disposals",
            "Checks", "AuditEntries", "Erasures", "Determinations", "Deputations", "TrustKeys"];
        Assert.Equal(asked.Order(StringComparer.Ordinal),
            Protection.Tables.Select(table => db.Model.FindEntityType(table.Type)!.GetTableName()!).Order(StringComparer.Ordinal));
        return Task.CompletedTask;
    });

    [Fact]
    public async Task Every_row_of_them_has_its_leaf_and_in_the_tree_its_place()
    {
        await office.FillAsync();
        await office.InDb(async db =>
        {
            foreach (var table in Protection.Tables)
                Assert.NotEmpty(await db.KeysAsync(db.Model.FindEntityType(table.Type)!.GetTableName()!));
            var before = await db.CheckTreeAsync();
            Assert.Empty(before.Findings);
            Assert.True(before.Rows > 20 && before.Leaves > before.Rows, $"{before.Rows} rows, {before.Leaves} leaves");
        });
        Assert.True(await office.SequenceAsync() > 20);
        Assert.Equal(0, await office.SequenceAsync());
        await office.InDb(async db =>
        {
            var after = await db.CheckTreeAsync(await office.NewestAsync());
            Assert.Empty(after.Findings);
            Assert.Equal((after.Leaves, 1), (after.Size, after.Witnessed));
            Assert.Equal(0, await db.WaitingLeaves.CountAsync());
        });
    }

    [Fact]
    public async Task A_save_that_fails_leaves_neither_row_nor_leaf_and_may_be_tried_again()
    {
        var filed = await office.FileAsync();
        var before = await office.InDb(db => db.Leaves.CountAsync());
        await office.InDb(async db =>
        {
            db.Signatures.Add(Second(filed));
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        });
        Assert.Equal(before, await office.InDb(db => db.Leaves.CountAsync()));
    }

    [Fact]
    public async Task Many_rows_have_their_leaves_as_few_have()
    {
        var leaves = await office.InDb(async db =>
        {
            for (var i = 0; i < 400; i++)
                db.AuditEntries.Add(AuditEntry.Of(office.Act(), AuditAction.SummaryRead, "Unit", Guid.NewGuid(),
                    $"第{i}次", "x"));
            await db.SaveChangesAsync();
            return await db.Leaves.CountAsync();
        });
        Assert.True(leaves > 400);
        await office.SequenceAsync();
        await office.InDb(async db =>
        {
            Assert.True(await db.TreeNodes.AnyAsync());
            Assert.Empty((await db.CheckTreeAsync()).Findings);
        });
    }

    [Fact]
    public async Task What_is_erased_lawfully_still_agrees()
    {
        var clerk = await office.City.Clerk(office.City.Station);
        var version = await office.City.HandIn(clerk, City.Sand(clerk), City.Real);
        await office.SequenceAsync();
        await office.AsOwner(async db =>
        {
            var campaign = await db.Campaigns.SingleAsync(c => c.Code == City.Real);
            await db.EraseAsync(campaign, new Act(null, office.Time.GetUtcNow().AddYears(9), new(2026, 9, 4)), 5, "期满");
        });
        await office.InDb(async db =>
        {
            Assert.Empty((await db.Leaves.AsNoTracking().SingleAsync(leaf => leaf.Key == version.Id.ToString())).Salt);
            Assert.Empty((await db.CheckTreeAsync(await office.NewestAsync())).Findings);
        });
        await office.SequenceAsync();
        Assert.Empty((await office.InDb(db => db.CheckTreeAsync())).Findings);
    }

    /// <summary>A second pledge under the same version, which the database refuses.</summary>
    private static Signature Second(Submission version) => new()
    {
        Id = Guid.CreateVersion7(),
        ReportId = version.ReportId,
        SubmissionId = version.Id,
        Kind = SignatureKind.Pledge,
        OfficialId = Guid.NewGuid(),
        Name = "某人",
        SignedAt = version.SubmittedAt,
        SignedOn = version.SubmittedOn,
        Digest = version.Digest,
    };
}
