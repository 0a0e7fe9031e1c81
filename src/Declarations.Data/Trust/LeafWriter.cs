using Declarations.Custody;
using Declarations.Handling;
using Declarations.Reports;
using Declarations.Trust;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Declarations.Data.Trust;

/// <summary>The leaves of what a save writes into protected tables.</summary>
internal static class LeafWriter
{
    /// <summary>Above this, leaves go in as a block and not one by one.</summary>
    public const int Few = 100;

    public static async Task<IReadOnlyList<Leaf>> LeavesOfChangesAsync(this DeclarationsDb db, CancellationToken cancellation)
    {
        // a save that failed may be tried again
        foreach (var left in db.ChangeTracker.Entries().Where(entry => entry is { Entity: Leaf or WaitingLeaf, State: EntityState.Added }).ToList())
            left.State = EntityState.Detached;
        var shapes = Shape.Of(db).ToDictionary(shape => shape.Entity.ClrType);
        List<(Shape Shape, EntityEntry Entry)> changed = [];
        foreach (var entry in db.ChangeTracker.Entries())
            if (entry.State is EntityState.Added or EntityState.Modified && shapes.TryGetValue(entry.Metadata.ClrType, out var shape))
                changed.Add((shape, entry));
        if (changed.Count == 0)
            return [];
        var campaigns = new Campaigns(db, changed.Where(one => one.Shape.IsErasable).Select(one => one.Entry.Entity));
        await campaigns.LoadAsync(cancellation);
        return [.. changed.Select(one => db.LeafOf(one.Shape, one.Shape.RowOf(one.Entry, db.Vault), one.Entry.Entity, campaigns))];
    }

    /// <summary>Of new rows that go in without the context.</summary>
    public static async Task<IReadOnlyList<Leaf>> LeavesOfAsync<T>(this DeclarationsDb db, IReadOnlyCollection<T> rows, CancellationToken cancellation)
        where T : class
    {
        if (Shape.Of(db).FirstOrDefault(shape => shape.Entity.ClrType == typeof(T)) is not { } shape)
            return [];
        var campaigns = new Campaigns(db, shape.IsErasable ? rows : []);
        await campaigns.LoadAsync(cancellation);
        return [.. rows.Select(row => db.LeafOf(shape, shape.RowOf(row), row, campaigns))];
    }

    /// <summary>Adds a few leaves to the save.</summary>
    public static void AddLeaves(this DeclarationsDb db, IReadOnlyList<Leaf> leaves)
    {
        foreach (var leaf in leaves)
        {
            db.Leaves.Add(leaf);
            db.WaitingLeaves.Add(new WaitingLeaf { LeafId = leaf.Id });
        }
    }

    /// <summary>Adds many leaves within the transaction of the save.</summary>
    public static async Task InsertLeavesAsync(this DeclarationsDb db, IReadOnlyList<Leaf> leaves, CancellationToken cancellation)
    {
        await db.InsertManyAsync(leaves, cancellation);
        await db.InsertManyAsync([.. leaves.Select(leaf => new WaitingLeaf { LeafId = leaf.Id })], cancellation);
    }

    /// <summary>Whether a save failed for a leaf of the same row and version: PostgreSQL names the index, SQLite its columns.</summary>
    public static bool IsTwice(DbUpdateException failed) => failed.InnerException?.Message is { } said
        && (said.Contains("IX_Leaves_Key_Table_Number", StringComparison.Ordinal) || said.Contains("Leaves.Key", StringComparison.Ordinal));

    /// <summary>Nobody looks at them again.</summary>
    public static void ForgetLeaves(this DeclarationsDb db)
    {
        foreach (var saved in db.ChangeTracker.Entries().Where(entry => entry is { Entity: Leaf or WaitingLeaf, State: EntityState.Unchanged }).ToList())
            saved.State = EntityState.Detached;
    }

    private static Leaf LeafOf(this DeclarationsDb db, Shape shape, Shape.Row row, object entity, Campaigns campaigns) => Leaf.Of(
        shape.Table, row.Key, row.Number, shape.IsErasable ? campaigns.Of(entity) : null, row.Fields, shape.IsAttested ? db.Signer : null);

    /// <summary>The campaigns with whose contents those of rows go.</summary>
    private sealed class Campaigns(DeclarationsDb db, IEnumerable<object> rows)
    {
        private readonly Dictionary<Guid, Guid> reports = [], versions = [];

        public async Task LoadAsync(CancellationToken cancellation)
        {
            var (missing, unknown) = (new HashSet<Guid>(), new HashSet<Guid>());
            foreach (var row in rows)
                if (row is StoredDetermination said)
                    unknown.Add(said.SubmissionId);
                else if (ReportOf(row) is { } report)
                    missing.Add(report);
            if (missing.Count + unknown.Count == 0)
                return;
            foreach (var entry in db.ChangeTracker.Entries())
                if (entry.Entity is PersonalSituationReport report)
                    reports[report.Id] = report.CampaignId;
                else if (entry.Entity is Submission version)
                    versions[version.Id] = version.ReportId;
            unknown.ExceptWith(versions.Keys);
            if (unknown.Count > 0)
                foreach (var version in await db.Submissions.AsNoTracking().Where(s => unknown.Contains(s.Id)).Select(s => new { s.Id, s.ReportId })
                    .ToListAsync(cancellation))
                    versions[version.Id] = version.ReportId;
            missing.UnionWith(versions.Values);
            missing.ExceptWith(reports.Keys);
            if (missing.Count > 0)
                foreach (var report in await db.Reports.AsNoTracking().Where(r => missing.Contains(r.Id)).Select(r => new { r.Id, r.CampaignId })
                    .ToListAsync(cancellation))
                    reports[report.Id] = report.CampaignId;
        }

        public Guid? Of(object row) => row switch
        {
            Check check => check.CampaignId,
            Disposal disposal => disposal.CampaignId,
            HandOver handOver => handOver.CampaignId,
            StoredDetermination said => reports[versions[said.SubmissionId]],
            _ => reports[ReportOf(row)!.Value],
        };

        private static Guid? ReportOf(object row) => row switch
        {
            Submission version => version.ReportId,
            Withdrawal withdrawal => withdrawal.ReportId,
            ReturnNote note => note.ReportId,
            Check or Disposal or HandOver => null,
            _ => throw new InvalidOperationException($"Of {row.GetType().Name} it is not known with which campaign it is erased."),
        };
    }
}
