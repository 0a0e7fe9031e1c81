using Declarations.Data.Guards;
using Declarations.Tips;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Declarations.Data.Tips;

/// <summary>
/// The database of the tips: its own file or server role, which no query of the main database reaches. Nothing in it is finer than a day, and
/// every id is random.
/// </summary>
public abstract class TipsDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Tip> Tips => Set<Tip>();
    public DbSet<TipEntry> TipEntries => Set<TipEntry>();
    public DbSet<TipFile> TipFiles => Set<TipFile>();
    public DbSet<TipFileChunk> TipFileChunks => Set<TipFileChunk>();
    public DbSet<Topic> Topics => Set<Topic>();
    public DbSet<Desk> Desks => Set<Desk>();
    public DbSet<DeskKey> DeskKeys => Set<DeskKey>();
    public DbSet<DeskOfficer> DeskOfficers => Set<DeskOfficer>();
    public DbSet<DeskKeyShare> DeskKeyShares => Set<DeskKeyShare>();

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Guard();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        catch (DbUpdateException twice) when (twice is not DbUpdateConcurrencyException && twice.Entries.Any(entry => entry.Entity is TipEntry))
        {
            // Of two acts at once, the second meets the number of the first one's entry before it meets the version of the tip.
            throw new DbUpdateConcurrencyException("Somebody else has written to the same tip.", twice);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        Guard();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <summary>Creates or updates the schema and, on SQLite, asserts the settings that keep it safe.</summary>
    /// <exception cref="InvalidOperationException">A setting does not hold.</exception>
    public async Task MigrateAsync(CancellationToken cancellation = default)
    {
        if (Database.IsSqlite())
            await SqliteSafety.PrepareAsync(this, cancellation);
        await Database.CatchUpAsync(cancellation);
        foreach (var trigger in TipTriggers.Of(Database.IsSqlite()))
            await Database.ExecuteSqlRawAsync(trigger, cancellation);
        if (Database.IsSqlite())
            await SqliteSafety.AssertAsync(this, cancellation);
    }

    /// <remarks>It looks for changes, so that the save need not look again.</remarks>
    private void Guard()
    {
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry is { Entity: TipEntry, State: EntityState.Modified })
                throw new InvalidOperationException("TipEntries is append-only.");
            if (entry.State == EntityState.Modified && entry.Metadata.FindProperty("Version") is { } version)
                entry.Property(version).CurrentValue = (int)entry.Property(version).OriginalValue! + 1;
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) =>
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Tip>(tip =>
        {
            tip.Property(t => t.CodeHash).HasMaxLength(64);
            tip.HasIndex(t => t.CodeHash).IsUnique();
            // All that a queue is ordered and chosen by.
            tip.HasIndex(t => new { t.DeskId, t.Kind, t.DueOn, t.Id, t.Status, t.ReleasedTo });
            tip.HasIndex(t => t.FromDeskId);
            tip.Property(t => t.PolicyVersion).HasMaxLength(20);
            tip.Property(t => t.KeyId).HasMaxLength(16);
            tip.HasOne<DeskKey>().WithMany().HasForeignKey(t => t.KeyId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<TipEntry>(entry =>
        {
            entry.HasIndex(e => new { e.TipId, e.Number }).IsUnique();
            entry.HasOne<Tip>().WithMany().HasForeignKey(e => e.TipId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<TipFile>().HasOne<Tip>().WithMany().HasForeignKey(file => file.TipId).OnDelete(DeleteBehavior.Restrict);
        model.Entity<TipFileChunk>(chunk =>
        {
            chunk.HasKey(c => new { c.FileId, c.Number });
            chunk.HasOne<TipFile>().WithMany().HasForeignKey(c => c.FileId);
        });
        model.Entity<Topic>(topic =>
        {
            topic.Ignore(t => t.Kind);
            topic.Property(t => t.Name).HasMaxLength(Topic.LongestName);
            topic.Property(t => t.NameInEnglish).HasMaxLength(Topic.LongestName * 2);
            topic.Property(t => t.OwnerName).HasMaxLength(100);
        });
        model.Entity<Desk>(desk =>
        {
            desk.Property(d => d.Name).HasMaxLength(100);
            desk.Property(d => d.NameInEnglish).HasMaxLength(200);
            desk.Property(d => d.Contact).HasMaxLength(1000);
        });
        model.Entity<DeskKey>().Property(key => key.Id).HasMaxLength(16);
        model.Entity<DeskOfficer>().HasKey(officer => officer.AccountId);
        model.Entity<DeskKeyShare>(share =>
        {
            share.HasKey(s => new { s.KeyId, s.AccountId });
            share.HasOne<DeskKey>().WithMany().HasForeignKey(s => s.KeyId);
            share.HasOne<DeskOfficer>().WithMany().HasForeignKey(s => s.AccountId);
        });
        foreach (var entity in model.Model.GetEntityTypes())
        {
            foreach (var key in entity.FindPrimaryKey()!.Properties)
                key.ValueGenerated = ValueGenerated.Never;
            if (entity.FindProperty("Version") is { } version)
                version.IsConcurrencyToken = true;
        }
    }
}

public sealed class SqliteTipsDb(DbContextOptions<SqliteTipsDb> options) : TipsDb(options);

public sealed class PostgresTipsDb(DbContextOptions<PostgresTipsDb> options) : TipsDb(options);

/// <summary>Entries never change, and go only with their tip.</summary>
internal static class TipTriggers
{
    public static IEnumerable<string> Of(bool sqlite) => sqlite
        ? [
            """
            CREATE TRIGGER IF NOT EXISTS "guard_TipEntries_UPDATE" BEFORE UPDATE ON "TipEntries"
            BEGIN SELECT RAISE(ABORT, 'TipEntries is append-only'); END;
            """,
            """
            CREATE TRIGGER IF NOT EXISTS "guard_TipEntries_DELETE" BEFORE DELETE ON "TipEntries"
            WHEN EXISTS (SELECT 1 FROM "Tips" t WHERE t."Id" = OLD."TipId" AND t."Status" <> 'Erased')
            BEGIN SELECT RAISE(ABORT, 'TipEntries is append-only'); END;
            """,
            """
            CREATE TRIGGER IF NOT EXISTS "guard_TipEntries_INSERT" BEFORE INSERT ON "TipEntries"
            WHEN EXISTS (SELECT 1 FROM "TipEntries" WHERE "Id" = NEW."Id" OR "TipId" = NEW."TipId" AND "Number" = NEW."Number")
            BEGIN SELECT RAISE(ABORT, 'TipEntries is append-only'); END;
            """,
        ]
        : [
            """
            CREATE OR REPLACE FUNCTION "guard_TipEntries"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF TG_OP = 'DELETE' THEN
                    IF EXISTS (SELECT 1 FROM "Tips" t WHERE t."Id" = OLD."TipId" AND t."Status" = 'Erased') THEN RETURN OLD; END IF;
                END IF;
                RAISE EXCEPTION 'TipEntries is append-only';
            END; $$;
            """,
            """
            CREATE OR REPLACE TRIGGER "guard_TipEntries_ROW" BEFORE UPDATE OR DELETE ON "TipEntries"
            FOR EACH ROW EXECUTE FUNCTION "guard_TipEntries"();
            """,
            """
            CREATE OR REPLACE TRIGGER "guard_TipEntries_TRUNCATE" BEFORE TRUNCATE ON "TipEntries"
            FOR EACH STATEMENT EXECUTE FUNCTION "guard_TipEntries"();
            """,
        ];
}
