using System.Data.Common;
using System.Globalization;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Guards;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Data;

/// <summary>What the database itself refuses, and what it never holds in plain text.</summary>
public sealed class GuardTests(Office office) : IClassFixture<Office>
{
    public static TheoryData<string> Ledgers => ["AuditEntries", "Erasures", "Submissions", "Signatures", "ReturnNotes", "Determinations", "Withdrawals",
        "FiledFiles", "DeadlineChanges", "VersionOpenings", "Leaves", "TrustKeys"];

    [Fact]
    public void The_model_of_either_database_has_no_change_without_a_migration()
    {
        var vault = new Vault(new byte[32]);
        using var sqlite = new SqliteDeclarationsDb(new DbContextOptionsBuilder<SqliteDeclarationsDb>().UseSqlite("Data Source=:memory:").Options, vault);
        using var postgres = new PostgresDeclarationsDb(new DbContextOptionsBuilder<PostgresDeclarationsDb>().UseNpgsql("Host=127.0.0.1").Options, vault);
        Assert.False(sqlite.Database.HasPendingModelChanges());
        Assert.False(postgres.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task The_running_database_has_every_migration() =>
        Assert.Empty(await office.InDb(db => db.Database.GetPendingMigrationsAsync()));

    [Fact]
    public Task A_trigger_that_was_dropped_is_back_after_the_next_migration() => office.AsOwner(async db =>
    {
        var names = TestDatabase.IsPostgres ? "SELECT tgname AS \"Value\" FROM pg_trigger"
            : "SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger'";
        var before = await db.Database.SqlQueryRaw<string>(names).ToListAsync();
        var one = before.Single(name => name.StartsWith("guard_Signatures_UPDATE", StringComparison.Ordinal));
#pragma warning disable EF1002, EF1003 // names of our own triggers
        await db.Database.ExecuteSqlRawAsync($"DROP TRIGGER \"{one}\"" + (TestDatabase.IsPostgres ? " ON \"Signatures\"" : ""));
#pragma warning restore EF1002, EF1003
        await db.MigrateAsync(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(before.Order(StringComparer.Ordinal), (await db.Database.SqlQueryRaw<string>(names).ToListAsync()).Order(StringComparer.Ordinal));
    });

    [Theory, MemberData(nameof(Ledgers))]
    public async Task A_ledger_refuses_to_change_or_lose_a_row(string table)
    {
        await SomethingInEveryLedgerAsync();
        await office.LeavesAllUnchanged(async () =>
        {
            var column = table == "VersionOpenings" ? "At" : "Id";
            foreach (var sql in new[] { $"UPDATE \"{table}\" SET \"{column}\" = \"{column}\"", $"DELETE FROM \"{table}\"" })
            {
                var refusal = await Assert.ThrowsAnyAsync<DbException>(() => office.AsOwner(db => db.Database.ExecuteSqlRawAsync(sql)));
                Assert.Contains(table + " is append-only", refusal.Message, StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public async Task Nor_does_a_bulk_update_that_passes_the_mapping_by()
    {
        await SomethingInEveryLedgerAsync();
        await office.LeavesAllUnchanged(async () =>
        {
            await Assert.ThrowsAnyAsync<DbException>(() => office.InDb(db => db.AuditEntries.ExecuteUpdateAsync(set => set.SetProperty(e => e.Detail, "x"))));
            await Assert.ThrowsAnyAsync<DbException>(() => office.InDb(db => db.Submissions.ExecuteUpdateAsync(set => set.SetProperty(s => s.Digest, "x"))));
            await Assert.ThrowsAnyAsync<DbException>(() => office.InDb(db => db.Signatures.ExecuteDeleteAsync()));
        });
    }

    [Fact]
    public async Task The_mapping_refuses_before_the_database_is_asked()
    {
        await SomethingInEveryLedgerAsync();
        await office.InDb(async db =>
        {
            db.Remove(await db.Signatures.FirstAsync());
            Assert.Contains("append-only", (await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync())).Message,
                StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_change_without_an_audit_entry_is_not_saved()
    {
        var clerk = await office.City.Clerk(office.City.Division);
        await office.LeavesAllUnchanged(() => office.InDb(async db =>
        {
            var official = await db.Officials.SingleAsync(o => o.Id == clerk.Official!.Id);
            db.Entry(official).Property(o => o.Post).CurrentValue = "处长";
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
        }));
    }

    [Fact]
    public async Task An_official_is_never_deleted()
    {
        var clerk = await office.City.Clerk(office.City.Division);
        await office.InDb(async db =>
        {
            db.Remove(await db.Officials.SingleAsync(o => o.Id == clerk.Official!.Id));
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
        });
    }

    [Fact]
    public async Task A_save_over_a_newer_version_fails()
    {
        await office.InDb(async db =>
        {
            var unit = await db.Units.SingleAsync(u => u.Id == office.City.OtherDivision.Id);
            db.Expect(unit, unit.Version + 1);
            unit.Give(new Act(null, office.Time.GetUtcNow(), new(2017, 9, 4)), UnitPostKind.Deputy, office.City.Deputy.Official!.Id);
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
        });
    }

    [Fact]
    public async Task Two_who_replace_the_head_of_a_unit_at_once_conflict_and_a_look_at_it_with_nobody()
    {
        var (city, act) = (office.City, new Act(null, office.Time.GetUtcNow(), new(2017, 9, 4)));
        var (unit, one, other) = (city.OtherDivision.Id, (await city.Clerk(city.OtherDivision)).Official!.Id,
            (await city.Clerk(city.OtherDivision)).Official!.Id);
        await office.InDb(async first =>
        {
            var early = await first.Units.Include(u => u.Posts).SingleAsync(u => u.Id == unit);
            await office.InDb(async second =>
            {
                var late = await second.Units.Include(u => u.Posts).SingleAsync(u => u.Id == unit);
                late.Note(act, AuditAction.SummaryRead);
                await second.SaveChangesAsync();
                Assert.Equal(early.Version, late.Version);
                late.Give(act, UnitPostKind.Head, one);
                await second.SaveChangesAsync();
                Assert.Equal(early.Version + 1, late.Version);
            });
            early.Give(act, UnitPostKind.Head, other);
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => first.SaveChangesAsync());
        });
    }

    [Fact]
    public async Task A_ciphertext_moved_to_another_row_does_not_open()
    {
        var (one, other) = (await office.City.Clerk(office.City.Division), await office.City.Clerk(office.City.Division));
        await office.InDb(db => db.Database.ExecuteSqlAsync($"""
            UPDATE "Officials" SET "ResidentNumberSealed" = (SELECT "ResidentNumberSealed" FROM "Officials" WHERE "Id" = {one.Official!.Id})
            WHERE "Id" = {other.Official!.Id}
            """));
        var moved = await office.InDb(db => db.Officials.SingleAsync(o => o.Id == other.Official!.Id));
        Assert.Null(moved.ResidentNumber);
        Assert.Contains(office.Faults, fault => fault.Contains($"{other.Official!.Id}", StringComparison.Ordinal));
        office.Faults.Clear();
    }

    [Fact]
    public async Task Many_who_submit_one_draft_at_once_make_one_submission()
    {
        var clerk = await office.City.Clerk(office.City.Division);
        await office.City.Draft(clerk, City.Nil(clerk));
        var visitor = await office.Visit(clerk);
        await visitor.Open(Links.Check(City.Practice));
        var form = visitor.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fill("PledgeForm.Password", clerk.Password);
        var (action, fields) = (form.Action, form.Fields);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => visitor.OtherWindow().Post(action, fields, follow: false))));

        Assert.Equal(1, await office.InDb(db => db.Submissions.CountAsync(s => s.Report.OfficialId == clerk.Official!.Id)));
        Assert.Single(answers.Where(answer => answer.Response.Headers.Location is not null).Select(answer => answer.Response.Headers.Location!.OriginalString)
            .Distinct());
        // Five passwords of one person are looked at at a time.
        Assert.All(answers, answer => Assert.True((int)answer.Status is 302 or 409 or 429, $"{answer.Status}"));
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task Sqlite_loses_nothing_that_it_acknowledged()
    {
        if (TestDatabase.IsPostgres)
        {
            Assert.Equal("on", await office
                .InDb(db => db.Database.SqlQuery<string>($"SELECT current_setting('synchronous_commit') AS \"Value\"").SingleAsync()));
            return;
        }
        await office.InDb(async db =>
        {
            await db.Database.OpenConnectionAsync();
            foreach (var (pragma, value) in new[]
                { ("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("secure_delete", "1"), ("trusted_schema", "0") })
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = "PRAGMA " + pragma;
                Assert.Equal((pragma, value), (pragma, Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)));
            }
        });
    }

    private async Task SomethingInEveryLedgerAsync()
    {
        var clerk = await office.City.Clerk(office.City.Station);
        var submission = await office.City.HandIn(clerk, City.Nil(clerk));
        await office.City.FileOf(submission);
        await office.InDb(async db =>
        {
            db.VersionOpenings.Add(VersionOpening.Of(submission, new Act(null, office.Time.GetUtcNow(), new(2017, 9, 4)), office.City.Head.AccountId));
            var campaign = await db.Campaigns.Include(c => c.Unit).SingleAsync(c => c.Code == City.Real);
            db.DeadlineChanges.Add(new Declarations.Campaigns.Deadlines(campaign, await db.DeadlineChanges.ToListAsync())
                .Change(new Act(null, office.Time.GetUtcNow(), new(2017, 9, 4)),
                Declarations.Campaigns.DeadlineKind.Unit, [office.City.Station], new(2017, 9, 20), new("通知", "一号", new(2017, 9, 1))));
            var act = new Act(null, office.Time.GetUtcNow().AddYears(9), new(2026, 9, 4));
            var old = Declarations.Campaigns.Campaign
                .Create(act, Declarations.Campaigns.Preset.Zhuzhou2017, $"old-{Guid.NewGuid():N}", "旧专项", "云澜市", campaign.Unit);
            db.Campaigns.Add(old);
            db.Erasures.Add(old.Erase(act, 5, "期满"));
            await db.SaveChangesAsync();
        });
        await office.InDb(async db =>
        {
            var report = await db.Reports.SingleAsync(r => r.Id == submission.ReportId);
            db.ReturnNotes.AddRange(report.ReturnForCorrection(new Act(office.City.Head.AccountId, office.Time.GetUtcNow(), new(2017, 9, 18)), submission,
                office.City.Head.Official!, [new UnitPost
                    { UnitId = office.City.Station.Id, Kind = UnitPostKind.Head, OfficialId = office.City.Head.Official!.Id }], [("details", "请核对")]));
            await City.Withdraw(db, report.Id, new Act(clerk.AccountId, office.Time.GetUtcNow(), new(2017, 9, 18)), "填错了");
            await db.SaveChangesAsync();
        });
    }
}
