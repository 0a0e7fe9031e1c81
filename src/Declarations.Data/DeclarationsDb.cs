using Declarations.Access;
using Declarations.Auditing;
using Declarations.Bulletins;
using Declarations.Campaigns;
using Declarations.Custody;
using Declarations.Data.Accounts;
using Declarations.Data.Conventions;
using Declarations.Data.Guards;
using Declarations.Data.Trust;
using Declarations.Evidence;
using Declarations.Handling;
using Declarations.Integrity;
using Declarations.Jobs;
using Declarations.Organisation;
using Declarations.Questions;
using Declarations.Registers;
using Declarations.Reminders;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Sheets;
using Declarations.Summaries;
using Declarations.Trust;
using Declarations.Verification;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.Logging;

namespace Declarations.Data;

/// <summary>The one model, on two databases. Every save is audited, versioned, sealed and given its leaves here, or fails.</summary>
/// <param name="signer">Null: signs nothing, and what it writes is not shown as filed.</param>
public abstract class DeclarationsDb(DbContextOptions options, Vault vault, ISigner? signer = null) : IdentityUserContext<Account, Guid>(options)
{
    /// <summary>Of an account.</summary>
    private static readonly string[] Recorded = [nameof(Account.PasswordHash), nameof(Account.TwoFactorEnabled), nameof(Account.ClosedAt)];

    internal Vault Vault { get; } = vault;
    internal ISigner? Signer { get; } = signer;

    /// <summary>What is asked here is asked again and again, by keys: statements stay prepared where the connection allows it.</summary>
    public bool KeepsStatements { get; set; }

    public DbSet<Unit> Units => Set<Unit>();
    public DbSet<UnitPost> UnitPosts => Set<UnitPost>();
    public DbSet<Official> Officials => Set<Official>();
    public DbSet<RosterImport> RosterImports => Set<RosterImport>();
    public DbSet<Job> Jobs => Set<Job>();
    public DbSet<RosterRequest> RosterRequests => Set<RosterRequest>();
    public DbSet<Campaign> Campaigns => Set<Campaign>();
    public DbSet<PersonalSituationReport> Reports => Set<PersonalSituationReport>();
    public DbSet<Submission> Submissions => Set<Submission>();
    public DbSet<InterestRow> InterestRows => Set<InterestRow>();
    public DbSet<Check> Checks => Set<Check>();
    public DbSet<SpotCheck> SpotChecks => Set<SpotCheck>();
    public DbSet<RegistryImport> RegistryImports => Set<RegistryImport>();
    public DbSet<RegistryRow> RegistryRows => Set<RegistryRow>();
    public DbSet<DeclaredKey> DeclaredKeys => Set<DeclaredKey>();
    public DbSet<CrossCheck> CrossChecks => Set<CrossCheck>();
    public DbSet<Lead> Leads => Set<Lead>();
    public DbSet<SupervisedSectors> SupervisedSectors => Set<SupervisedSectors>();
    public DbSet<Disposal> Disposals => Set<Disposal>();
    public DbSet<PolicyQuestion> PolicyQuestions => Set<PolicyQuestion>();
    public DbSet<Question> Questions => Set<Question>();
    public DbSet<Explanation> Explanations => Set<Explanation>();
    public DbSet<HandOver> HandOvers => Set<HandOver>();
    public DbSet<Bulletin> Bulletins => Set<Bulletin>();
    public DbSet<UnitSheet> UnitSheets => Set<UnitSheet>();
    public DbSet<SummaryExport> SummaryExports => Set<SummaryExport>();
    public DbSet<ExportPart> ExportParts => Set<ExportPart>();
    public DbSet<Register> Registers => Set<Register>();
    public DbSet<Problem> Problems => Set<Problem>();
    public DbSet<Measure> Measures => Set<Measure>();
    public DbSet<RegisterEntry> RegisterEntries => Set<RegisterEntry>();
    public DbSet<Activity> Activities => Set<Activity>();
    public DbSet<Party> Parties => Set<Party>();
    public DbSet<ActivityUnit> ActivityUnits => Set<ActivityUnit>();
    public DbSet<IntegrityEntry> IntegrityEntries => Set<IntegrityEntry>();
    public DbSet<PledgeText> PledgeTexts => Set<PledgeText>();
    public DbSet<KeyPost> KeyPosts => Set<KeyPost>();
    public DbSet<KeyPostHolding> KeyPostHoldings => Set<KeyPostHolding>();
    public DbSet<Reminder> Reminders => Set<Reminder>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<StageChange> StageChanges => Set<StageChange>();
    public DbSet<HeadCount> HeadCounts => Set<HeadCount>();
    public DbSet<CookieKey> CookieKeys => Set<CookieKey>();
    public DbSet<Erasure> Erasures => Set<Erasure>();
    public DbSet<DeadlineChange> DeadlineChanges => Set<DeadlineChange>();
    public DbSet<EvidenceFile> EvidenceFiles => Set<EvidenceFile>();
    public DbSet<FiledFile> FiledFiles => Set<FiledFile>();
    public DbSet<VersionOpening> VersionOpenings => Set<VersionOpening>();
    public DbSet<Withdrawal> Withdrawals => Set<Withdrawal>();
    public DbSet<Signature> Signatures => Set<Signature>();
    public DbSet<ReturnNote> ReturnNotes => Set<ReturnNote>();
    public DbSet<StoredDetermination> Determinations => Set<StoredDetermination>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<Grant> Grants => Set<Grant>();
    public DbSet<SecondPersonRequest> SecondPersonRequests => Set<SecondPersonRequest>();
    public DbSet<Deputation> Deputations => Set<Deputation>();
    public DbSet<KeptForm> KeptForms => Set<KeptForm>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<SignInFailure> SignInFailures => Set<SignInFailure>();
    public DbSet<ActivationSlip> ActivationSlips => Set<ActivationSlip>();
    public DbSet<Leaf> Leaves => Set<Leaf>();
    public DbSet<WaitingLeaf> WaitingLeaves => Set<WaitingLeaf>();
    public DbSet<SigningRequest> SigningRequests => Set<SigningRequest>();
    public DbSet<TreeEntry> TreeEntries => Set<TreeEntry>();
    public DbSet<TreeNode> TreeNodes => Set<TreeNode>();
    public DbSet<Checkpoint> Checkpoints => Set<Checkpoint>();
    public DbSet<Cosignature> Cosignatures => Set<Cosignature>();
    public DbSet<TrustKey> TrustKeys => Set<TrustKey>();

    /// <summary>Kinds of things about which administrators see what the ledger keeps as reason.</summary>
    public IReadOnlyList<string> ShownToAdministrators =>
        [.. Model.GetEntityTypes().Where(table => !table.IsOwned() && table.IsShown()).Select(table => table.ClrType.Name)];

    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    /// <summary>The form was made from this version: a save over a newer one fails.</summary>
    public void Expect(Aggregate aggregate, int version) => Entry(aggregate).Property(a => a.Version).OriginalValue = version;

    /// <summary>Adds to the ledger what happens to an account, which is no aggregate of ours.</summary>
    public void Record(Act act, AuditAction action, Account account, string? reason = null, string? detail = null) =>
        AuditEntries.Add(AuditEntry.Of(act, action, nameof(Account), account.Id, reason, detail));

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await Departures.EndAsync(this, cancellationToken);
        await RoleGuard.CheckAsync(this, cancellationToken);
        Guard();
        var (stages, reports, leaves) = (NewStages, ReportsCountedAnew, await this.LeavesOfChangesAsync(cancellationToken));
        var few = leaves.Count <= LeafWriter.Few;
        if (few)
            this.AddLeaves(leaves);
        await using var transaction = (stages.Count > 0 || reports.Count > 0 || !few) && Database.CurrentTransaction is null
            ? await Database.BeginTransactionAsync(cancellationToken) : null;
        // A save that fails takes its own transaction with it.
        Database.AutoSavepointsEnabled = transaction is null;
        // SQLite has one writer at a time.
        using var slot = transaction is not null && Database.IsNpgsql() ? CountingSlot.Take() : null;
        var before = await this.InterestTurnsAsync(reports, cancellationToken);
        var saved = await SaveAsync(acceptAllChangesOnSuccess, cancellationToken);
        await this.CountAsync([.. stages.SelectMany(Turn.Of), .. before.Select(turn => turn.Back),
            .. await this.InterestTurnsAsync(reports, cancellationToken)], slot?.Number ?? 0, cancellationToken);
        if (few)
            this.ForgetLeaves();
        else
            await this.InsertLeavesAsync(leaves, cancellationToken);
        if (transaction is not null)
            await transaction.CommitAsync(cancellationToken);
        return saved;
    }

    /// <summary>Of two saves of one row at once, the second may meet the leaf of the first before it meets its version.</summary>
    private async Task<int> SaveAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellation)
    {
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellation);
        }
        catch (DbUpdateException twice) when (twice is not DbUpdateConcurrencyException && LeafWriter.IsTwice(twice))
        {
            throw new DbUpdateConcurrencyException("Somebody else has changed the same row.", twice);
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        Guard();
        return NewStages.Count == 0 && ReportsCountedAnew.Count == 0
            && !ChangeTracker.Entries().Any(entry => entry.State is EntityState.Added or EntityState.Modified
            && Protection.Tables.Any(table => table.Type == entry.Metadata.ClrType)) ? base.SaveChanges(acceptAllChangesOnSuccess)
            : throw new InvalidOperationException("Reports are counted, and leaves written, by SaveChangesAsync.");
    }

    private List<StageChange> NewStages =>
        [.. ChangeTracker.Entries<StageChange>().Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity)];

    /// <summary>Reports of which an interest, or a question about one, is saved.</summary>
    private List<Guid> ReportsCountedAnew => [.. Touched<InterestRow>(row => row.ReportId).Concat(Touched<PolicyQuestion>(asked => asked.ReportId)).Distinct()];

    private IEnumerable<Guid> Touched<T>(Func<T, Guid> report) where T : class =>
        ChangeTracker.Entries<T>().Where(entry => entry.State != EntityState.Unchanged).Select(entry => report(entry.Entity));

    private void Guard()
    {
        SealedColumn.SealChanges(ChangeTracker, Vault);
        foreach (var entry in ChangeTracker.Entries().ToList())
        {
            if (entry.State is EntityState.Modified or EntityState.Deleted && !entry.Metadata.IsOwned() && entry.Metadata.Way() == Rows.Grow)
                throw new InvalidOperationException($"{entry.Metadata.GetTableName()} is append-only.");
            if (entry is { Entity: Account account, State: EntityState.Modified })
                GuardAccount(account, entry);
            if (entry.Entity is not Aggregate aggregate)
                continue;
            if (entry.State == EntityState.Deleted)
                throw new InvalidOperationException($"{entry.Metadata.ClrType.Name} is never deleted.");
            if (entry.State == EntityState.Unchanged && aggregate.IsChanged)
                entry.Property(nameof(Aggregate.Version)).IsModified = true;
            if (entry.State == EntityState.Modified && !aggregate.IsChanged
                && entry.Properties.All(property => !property.IsModified || property.Metadata.Name == nameof(Aggregate.Version)))
                throw new DbUpdateConcurrencyException("A form that changes nothing was made from another version.");
            if (entry.State is EntityState.Added or EntityState.Modified && !aggregate.IsChanged)
                throw new InvalidOperationException($"{entry.Metadata.ClrType.Name} changed without an audit entry.");
            if (entry.State == EntityState.Modified)
            {
                var version = entry.Property(nameof(Aggregate.Version));
                version.CurrentValue = (int)version.OriginalValue! + 1;
            }
            foreach (var recorded in aggregate.TakeUnrecorded())
                SealedColumn.SealChange(AuditEntries.Add(recorded), Vault);
            foreach (var said in aggregate is Entered entered ? entered.TakeEntries(entry.State == EntityState.Added) : [])
                SealedColumn.SealChange(RegisterEntries.Add(said), Vault);
            if (aggregate is PersonalSituationReport report)
                StageChanges.AddRange(report.TakeStageChanges());
        }
    }

    /// <summary>
    /// Like an aggregate: every change moves on its stamp, so that two at once conflict, and how one signs in does not change without a word.
    /// </summary>
    private void GuardAccount(Account account, EntityEntry entry)
    {
        var stamp = entry.Property(nameof(Account.ConcurrencyStamp));
        if (!stamp.IsModified)
            stamp.CurrentValue = Guid.NewGuid().ToString();
        if (Recorded.Any(name => !Equals(entry.Property(name).OriginalValue, entry.Property(name).CurrentValue))
            && !ChangeTracker.Entries<AuditEntry>().Any(said => said.State == EntityState.Added && said.Entity.SubjectId == account.Id))
            throw new InvalidOperationException("A sign-in changed without an audit entry.");
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcInstant>();
        conventions.Properties<Money>().HaveConversion<MoneyInFen>();
    }

    /// <remarks>To count up to a limit needs no order (Paging.CountUpAsync), so EF's warning about it would fill the log.</remarks>
    protected override void OnConfiguring(DbContextOptionsBuilder builder) => builder.AddInterceptors(SealedColumn.QueryGuard.Instance)
        .ReplaceService<IStructuralTypeMaterializerSource, SealedColumn.Materializer>()
        .ConfigureWarnings(warnings => warnings.Log((CoreEventId.RowLimitingOperationWithoutOrderByWarning, LogLevel.Debug)));

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.ApplyConfigurationsFromAssembly(typeof(DeclarationsDb).Assembly);
        SealedColumn.Map(model);
        foreach (var entity in model.Model.GetEntityTypes().Where(entity => typeof(Aggregate).IsAssignableFrom(entity.ClrType)))
            model.Entity(entity.ClrType).Property(nameof(Aggregate.Version)).IsConcurrencyToken();
        foreach (var id in model.Model.GetEntityTypes().Select(entity => entity.FindProperty("Id")).Where(id => id?.ClrType == typeof(Guid)))
            id!.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
    }
}

public sealed class SqliteDeclarationsDb(DbContextOptions<SqliteDeclarationsDb> options, Vault vault, ISigner? signer = null)
    : DeclarationsDb(options, vault, signer)
{
    protected override void OnConfiguring(DbContextOptionsBuilder builder)
    {
        base.OnConfiguring(builder);
        builder.AddInterceptors(SqliteSafety.Instance);
    }
}

public sealed class PostgresDeclarationsDb(DbContextOptions<PostgresDeclarationsDb> options, Vault vault, ISigner? signer = null)
    : DeclarationsDb(options, vault, signer)
{
    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        // Keys sort by code point, as on SQLite, whatever the locale of the cluster; only so an index answers a range of them.
        model.Entity<PersonalSituationReport>().Property(report => report.ListKey).UseCollation("C");
        model.Entity<InterestRow>().Property(row => row.ListKey).UseCollation("C");
        model.Entity<Unit>().Property(unit => unit.Path).UseCollation("C");
        model.Entity<Official>().Property(official => official.StaffNumber).UseCollation("C");
    }
}
