using System.Linq.Expressions;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Declarations.Auditing;
using Declarations.Reports;
using Declarations.Roster;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Declarations.Data.Guards;

/// <summary>
/// A property that is encrypted at rest: EF maps only a shadow column with the ciphertext; the save seals the plain value
/// into it and materialisation opens it again.
/// </summary>
internal sealed class SealedColumn
{
    public static readonly IReadOnlyList<SealedColumn> All =
    [
        OfText<Official>(official => official.ResidentNumber, unreadable: null),
        Of<RosterImport, byte[]?>(import => import.File, value => value, bytes => bytes),
        OfText<RosterRequest>(request => request.Text),
        OfText<RosterRequest>(request => request.Answer),
        Of<PersonalSituationReport, ReportContent>(report => report.Draft,
            value => JsonSerializer.SerializeToUtf8Bytes(value, CanonicalReport.Json) is var json && json.AsSpan().SequenceEqual(EmptyDraft) ? null : json,
            bytes => JsonSerializer.Deserialize<ReportContent>(bytes, CanonicalReport.Json)!),
        Of<Submission, byte[]>(submission => submission.Canonical, value => value, bytes => bytes),
        OfText<EvidenceFile>(file => file.Name),
        Of<EvidenceFile, byte[]>(file => file.Bytes, bytes => bytes, bytes => bytes),
        OfText<Withdrawal>(withdrawal => withdrawal.Reason),
        OfText<ReturnNote>(note => note.Comment),
        OfText<AuditEntry>(entry => entry.Reason),
        OfText<StoredDetermination>(determination => determination.Facts),
        OfText<StoredDetermination>(determination => determination.Result),
    ];

    /// <summary>What a text shows in its place that cannot be opened; never written back.</summary>
    public const string Unreadable = "［无法读取 · cannot be read］";

    /// <summary>A draft that holds nothing is stored as nothing.</summary>
    private static byte[] EmptyDraft => field ??= JsonSerializer.SerializeToUtf8Bytes(new ReportContent(), CanonicalReport.Json);

    public required Type Entity { get; init; }
    public required PropertyInfo Property { get; init; }
    public required Func<object?, byte[]?> ToBytes { get; init; }
    public required Func<byte[], object?> FromBytes { get; init; }
    /// <summary>Stands for a value that cannot be opened; null: nothing does, or the entity itself says so (<see cref="ISealed"/>).</summary>
    public string? InPlace { get; init; }
    public string Shadow => Property.Name + "Sealed";

    private static SealedColumn Of<TEntity, TValue>(
        Expression<Func<TEntity, TValue>> property, Func<TValue, byte[]?> toBytes, Func<byte[], TValue> fromBytes) => new()
        {
            Entity = typeof(TEntity),
            Property = (PropertyInfo)((MemberExpression)property.Body).Member,
            ToBytes = value => toBytes((TValue)value!),
            FromBytes = bytes => fromBytes(bytes),
        };

    private static SealedColumn OfText<TEntity>(Expression<Func<TEntity, string?>> property, string? unreadable = Unreadable) => new()
    {
        Entity = typeof(TEntity),
        Property = (PropertyInfo)((MemberExpression)property.Body).Member,
        ToBytes = value => value is string text ? Encoding.UTF8.GetBytes(text) : null,
        FromBytes = Encoding.UTF8.GetString,
        InPlace = unreadable,
    };

    public static void Map(ModelBuilder model)
    {
        foreach (var column in All)
        {
            model.Entity(column.Entity).Ignore(column.Property.Name);
            model.Entity(column.Entity).Property<byte[]?>(column.Shadow);
            if (typeof(ISealed).IsAssignableFrom(column.Entity))
                model.Entity(column.Entity).Ignore(nameof(ISealed.IsUnreadable));
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
        if (entry.Entity is ISealed { IsUnreadable: true })
            return;
        foreach (var column in All.Where(column => column.Entity == entry.Entity.GetType()))
        {
            var shadow = entry.Property(column.Shadow);
            var context = column.ContextOf(entry.Entity);
            var plain = column.ToBytes(column.Property.GetValue(entry.Entity));
            var stored = shadow.CurrentValue is byte[] box ? TryOpen(vault, box, context) ?? column.ToBytes(column.InPlace) : null;
            if (plain is null ? stored is not null : stored is null || !plain.AsSpan().SequenceEqual(stored))
                shadow.CurrentValue = plain is null ? null : vault.Seal(plain, context);
        }
    }

    private static byte[]? TryOpen(Vault vault, byte[] box, string context)
    {
        try
        {
            return vault.Open(box, context);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>The ciphertext of a new row.</summary>
    public byte[]? Seal(object entity, Vault vault) =>
        ToBytes(Property.GetValue(entity)) is { } plain ? vault.Seal(plain, ContextOf(entity)) : null;

    /// <summary>What a ciphertext is bound to.</summary>
    public static string ContextOf(Type entity, string property, object? id) => $"{entity.Name}|{property}|{id}";

    private string ContextOf(object entity) => ContextOf(Entity, Property.Name, Entity.GetProperty("Id")!.GetValue(entity));

    /// <summary>Opens a value where it stands. One that does not open must not take the rest of its list with it.</summary>
    private void Open(object entity, byte[] box, DeclarationsDb db)
    {
        if (TryOpen(db.Vault, box, ContextOf(entity)) is { } plain)
        {
            Property.SetValue(entity, FromBytes(plain));
            return;
        }
        if (entity is ISealed row)
            row.IsUnreadable = true;
        if (InPlace is not null)
            Property.SetValue(entity, InPlace);
        db.GetService<ILoggerFactory>().CreateLogger<SealedColumn>().LogError(
            "{SealedColumn} of the row {Id} cannot be opened: altered, or sealed with another key. Restore it from a backup.", $"{Entity.Name}.{Property.Name}", Entity.GetProperty("Id")!.GetValue(entity));
    }

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
                    column.Open(entity, box, (DeclarationsDb)data.Context);
            return entity;
        }
    }
}
