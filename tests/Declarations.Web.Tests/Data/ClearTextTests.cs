using Declarations.Data;
using Declarations.Data.Guards;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace Declarations.Web.Tests.Data;

/// <summary>A database from before comments, reasons and determinations were sealed loses none of them.</summary>
public sealed class ClearTextTests
{
    private static readonly Guid Id = Guid.Parse("0192f0c4-0000-7000-8000-000000000001");

    [Fact]
    public async Task Clear_texts_of_an_early_database_are_sealed_and_read_as_before()
    {
        await using var database = await EarlyDatabase.CreateAsync("SigningProof");
        await using (var early = database.Open())
        {
            var off = TestDatabase.IsPostgres ? string.Concat(new[] { "ReturnNotes", "Determinations" }.Select(table => $"""ALTER TABLE "{table}" DROP CONSTRAINT "FK_{table}_Submissions_SubmissionId"; """))
                : "PRAGMA foreign_keys=OFF;";
            await early.Database.OpenConnectionAsync();
#pragma warning disable EF1002 // constants
            await early.Database.ExecuteSqlRawAsync($"""
                {off}
                INSERT INTO "ReturnNotes" ("Id", "ReportId", "SubmissionId", "Line", "Comment", "ByOfficialId", "ByName", "At", "On")
                VALUES ('{Stored(Id)}', '{Stored(Id)}', '{Stored(Id)}', 'details', '请核对金额', '{Stored(Id)}', '甲', '2017-09-18 08:00:00', '2017-09-18');
                INSERT INTO "Determinations" ("Id", "SubmissionId", "PolicyVersion", "AsOf", "Facts", "Result")
                VALUES ('{Stored(Id)}', '{Stored(Id)}', 'zhuzhou-2017', '2017-09-18', 'facts 31415.92', 'result');
                INSERT INTO "AuditEntries" ("Id", "At", "LegalDay", "Action", "SubjectKind", "SubjectId", "Reason")
                VALUES ('{Stored(Id)}', '2017-09-18 08:00:00', '2017-09-18', 'ReportReadmitted', 'PersonalSituationReport', '{Stored(Id)}', '查清了');
                """);
#pragma warning restore EF1002
        }
        await using (var now = database.Open())
            await now.MigrateAsync(TestContext.Current.CancellationToken);

        await using var db = database.Open();
        Assert.Equal("请核对金额", (await db.ReturnNotes.SingleAsync(TestContext.Current.CancellationToken)).Comment);
        Assert.Equal(("facts 31415.92", "result"), await db.Determinations.AsAsyncEnumerable().Select(d => (d.Facts, d.Result)).SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal("查清了", (await db.AuditEntries.SingleAsync(TestContext.Current.CancellationToken)).Reason);
        foreach (var table in new[] { "ReturnNotes", "Determinations", "AuditEntries" })
#pragma warning disable EF1002 // names of our own tables
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync($"DELETE FROM \"{table}\""));
#pragma warning restore EF1002
    }

    [Fact]
    public async Task A_clear_text_that_nobody_sealed_stops_the_migration()
    {
        await using var database = await EarlyDatabase.CreateAsync("Erasures");
        await using var db = database.Open();
#pragma warning disable EF1002 // constants
        await db.Database.ExecuteSqlRawAsync($"""
            INSERT INTO "AuditEntries" ("Id", "At", "LegalDay", "Action", "SubjectKind", "SubjectId", "Reason")
            VALUES ('{Stored(Id)}', '2017-09-18 08:00:00', '2017-09-18', 'ReportReadmitted', 'PersonalSituationReport', '{Stored(Id)}', '查清了')
            """);
#pragma warning restore EF1002
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.GetService<IMigrator>().MigrateAsync("SealedTexts", TestContext.Current.CancellationToken));
        Assert.Equal("查清了", await db.Database.SqlQuery<string>($"SELECT \"Reason\" AS \"Value\" FROM \"AuditEntries\"").SingleAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>As the provider writes a Guid.</summary>
    private static string Stored(Guid id) => TestDatabase.IsPostgres ? id.ToString() : id.ToString().ToUpperInvariant();

    private sealed class EarlyDatabase(TestDatabase database) : IAsyncDisposable
    {
        private readonly Vault vault = new(new byte[32]);

        public static async Task<EarlyDatabase> CreateAsync(string migration)
        {
            var early = new EarlyDatabase(await TestDatabase.CreateAsync());
            await using var db = early.Open();
            await db.GetService<IMigrator>().MigrateAsync(migration);
            return early;
        }

        public DeclarationsDb Open() => TestDatabase.IsPostgres
            ? new PostgresDeclarationsDb(new DbContextOptionsBuilder<PostgresDeclarationsDb>().UseNpgsql(database.Connection).Options, vault)
            : new SqliteDeclarationsDb(new DbContextOptionsBuilder<SqliteDeclarationsDb>().UseSqlite(database.Connection).Options, vault);

        public async ValueTask DisposeAsync() => await database.DropAsync();
    }
}
