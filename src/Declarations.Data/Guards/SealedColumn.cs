using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Declarations.Auditing;
using Declarations.Reports;
using Declarations.Roster;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Declarations.Data.Guards;

/// <summary>
/// A property that is encrypted at rest: EF maps only a shadow column with the ciphertext; the save seals the plain value
/// into it and materialisation opens it again.
/// </summary>
internal sealed class SealedColumn
{
    public static readonly IReadOnlyList<SealedColumn> All =
    [
        Of<Official, string?>(official => official.ResidentNumber,
            value => value is null ? null : Encoding.UTF8.GetBytes(value), Encoding.UTF8.GetString),
        Of<RosterImport, byte[]?>(import => import.File, value => value, bytes => bytes),
        Of<RosterRequest, string>(request => request.Text, Encoding.UTF8.GetBytes, Encoding.UTF8.GetString),
        Of<RosterRequest, string?>(request => request.Answer, value => value is null ? null : Encoding.UTF8.GetBytes(value), Encoding.UTF8.GetString),
        Of<PersonalSituationReport, ReportContent>(report => report.Draft,
            value => JsonSerializer.SerializeToUtf8Bytes(value, CanonicalReport.Json) is var json && json.AsSpan().SequenceEqual(EmptyDraft) ? null : json,
            bytes => JsonSerializer.Deserialize<ReportContent>(bytes, CanonicalReport.Json)!),
        Of<Submission, byte[]>(submission => submission.Canonical, value => value, bytes => bytes),
        Of<EvidenceFile, string>(file => file.Name, Encoding.UTF8.GetBytes, Encoding.UTF8.GetString),
        Of<EvidenceFile, byte[]>(file => file.Bytes, bytes => bytes, bytes => bytes),
        Of<Withdrawal, string>(withdrawal => withdrawal.Reason, Encoding.UTF8.GetBytes, Encoding.UTF8.GetString),
        Of<ReturnNote, string>(note => note.Comment, Encoding.UTF8.GetBytes, Encoding.UTF8.GetString),
        Of<AuditEntry, string?>(entry => entry.Reason, value => value is null ? null : Encoding.UTF8.GetBytes(value), Encoding.UTF8.GetString),
        Of<StoredDetermination, string>(determination => determination.Facts, Encoding.UTF8.GetBytes, Encoding.UTF8.GetString),
        Of<StoredDetermination, string>(determination => determination.Result, Encoding.UTF8.GetBytes, Encoding.UTF8.GetString),
    ];

    /// <summary>A draft that holds nothing is stored as nothing.</summary>
    private static byte[] EmptyDraft => field ??= JsonSerializer.SerializeToUtf8Bytes(new ReportContent(), CanonicalReport.Json);

    public required Type Entity { get; init; }
    public required PropertyInfo Property { get; init; }
    public required Func<object?, byte[]?> ToBytes { get; init; }
    public required Func<byte[], object?> FromBytes { get; init; }
    public string Shadow => Property.Name + "Sealed";

    private static SealedColumn Of<TEntity, TValue>(
        Expression<Func<TEntity, TValue>> property, Func<TValue, byte[]?> toBytes, Func<byte[], TValue> fromBytes) => new()
        {
            Entity = typeof(TEntity),
            Property = (PropertyInfo)((MemberExpression)property.Body).Member,
            ToBytes = value => toBytes((TValue)value!),
            FromBytes = bytes => fromBytes(bytes),
        };

    public static void Map(ModelBuilder model)
    {
        foreach (var column in All)
        {
            model.Entity(column.Entity).Ignore(column.Property.Name);
            model.Entity(column.Entity).Property<byte[]?>(column.Shadow);
        }
    }

    /// <summary>Brings the ciphertext up to the plain value, if that has changed.</summary>
    public static void SealChanges(ChangeTracker tracker, Vault vault)
    {
        foreach (var entry in tracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Unchanged).ToList())
            SealChange(entry, vault);
    }

    public static void SealChange(EntityEntry entry, Vault vault)
    {
        foreach (var column in All.Where(column => column.Entity == entry.Entity.GetType()))
        {
            var shadow = entry.Property(column.Shadow);
            var context = column.ContextOf(entry.Entity);
            var plain = column.ToBytes(column.Property.GetValue(entry.Entity));
            var stored = shadow.CurrentValue is byte[] box ? vault.Open(box, context) : null;
            if (plain is null ? stored is not null : stored is null || !plain.AsSpan().SequenceEqual(stored))
                shadow.CurrentValue = plain is null ? null : vault.Seal(plain, context);
        }
    }

    /// <summary>The ciphertext of a new row.</summary>
    public byte[]? Seal(object entity, Vault vault) =>
        ToBytes(Property.GetValue(entity)) is { } plain ? vault.Seal(plain, ContextOf(entity)) : null;

    /// <summary>What a ciphertext is bound to.</summary>
    public static string ContextOf(Type entity, string property, object? id) => $"{entity.Name}|{property}|{id}";

    private string ContextOf(object entity) => ContextOf(Entity, Property.Name, Entity.GetProperty("Id")!.GetValue(entity));

    internal sealed class Opener : IMaterializationInterceptor, IQueryExpressionInterceptor
    {
        public static readonly Opener Instance = new();

        /// <exception cref="InvalidOperationException">A sealed property in a query: the database cannot read it, and a projection would be null.</exception>
        public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) => new Finder().Visit(queryExpression);

        private sealed class Finder : ExpressionVisitor
        {
            protected override Expression VisitMember(MemberExpression node) => All.Any(column => column.Property == node.Member)
                ? throw new InvalidOperationException($"{node.Member.DeclaringType!.Name}.{node.Member.Name} is sealed: read whole rows.") : base.VisitMember(node);
        }

        public object InitializedInstance(MaterializationInterceptionData data, object entity)
        {
            foreach (var column in All.Where(column => column.Entity == entity.GetType()))
                if (data.GetPropertyValue<byte[]?>(column.Shadow) is { } box)
                    column.Property.SetValue(entity, column.FromBytes(((DeclarationsDb)data.Context).Vault.Open(box, column.ContextOf(entity))));
            return entity;
        }
    }
}
