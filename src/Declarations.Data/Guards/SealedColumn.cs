using System.Collections.Concurrent;
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
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace Declarations.Data.Guards;

/// <summary>
/// A property that is encrypted at rest: EF maps only a shadow column with the ciphertext; the save seals the plain value
/// into it and materialisation opens it again.
/// </summary>
internal sealed class SealedColumn
{
    private const string Unreadable = "［无法读取 · cannot be read］";

    /// <summary>By type, filled when the model is made.</summary>
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<SealedColumn>> All = [];

    /// <summary>How a value is written as bytes; null: there is nothing to keep.</summary>
    private static readonly Dictionary<Type, (Func<object, byte[]?> Write, Func<byte[], object> Read)> Codecs = new()
    {
        [typeof(string)] = (value => Encoding.UTF8.GetBytes((string)value), Encoding.UTF8.GetString),
        [typeof(byte[])] = (value => (byte[])value, bytes => bytes),
        // A draft that holds nothing is stored as nothing.
        [typeof(ReportContent)] = (value => JsonSerializer.SerializeToUtf8Bytes((ReportContent)value, CanonicalReport.Json) is var json
            && json.AsSpan().SequenceEqual(EmptyDraft) ? null : json,
            bytes => JsonSerializer.Deserialize<ReportContent>(bytes, CanonicalReport.Json)!),
    };

    private static byte[] EmptyDraft => field ??= JsonSerializer.SerializeToUtf8Bytes(new ReportContent(), CanonicalReport.Json);

    public required PropertyInfo Property { get; init; }
    /// <summary>What a text shows in its place that cannot be opened; never written back. A number is read by rules, and is then unknown.</summary>
    private string? InPlace => Property.PropertyType == typeof(string) && Property.Name != nameof(Official.ResidentNumber) ? Unreadable : null;
    public string Shadow => Property.Name + "Sealed";

    public static IReadOnlyList<SealedColumn> Of(Type entity) => All.GetValueOrDefault(entity, []);

    /// <summary>Seals whatever the mapping does not name as clear.</summary>
    /// <exception cref="InvalidOperationException">A column is of a type that is neither sealed nor harmless.</exception>
    public static void Map(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes().Where(entity => !entity.IsOwned() && typeof(Aggregate).IsAssignableFrom(entity.ClrType)).ToList())
            model.Entity(entity.ClrType).Ignore(nameof(Aggregate.Unrecorded));
        foreach (var entity in model.Model.GetEntityTypes().Where(entity => entity.IsDeclared()).ToList())
        {
            var clear = entity.Clear();
            var properties = entity.ClrType.GetProperties().Where(property => !clear.Contains(property.Name)).ToList();
            SealedColumn[] columns = [.. properties.Where(property => property.CanWrite && Codecs.ContainsKey(property.PropertyType))
                .Select(property => new SealedColumn { Property = property })];
            foreach (var column in columns)
            {
                model.Entity(entity.ClrType).Ignore(column.Property.Name);
                model.Entity(entity.ClrType).Property<byte[]?>(column.Shadow);
            }
            if (typeof(ISealed).IsAssignableFrom(entity.ClrType))
                model.Entity(entity.ClrType).Ignore(nameof(ISealed.IsUnreadable));
            if (entity.GetProperties().FirstOrDefault(
                property => !clear.Contains(property.Name) && !property.IsShadowProperty() && !IsHarmless(property.ClrType))
                is { } unnamed)
                throw new InvalidOperationException($"{entity.DisplayName()}.{unnamed.Name} is neither sealed nor named as clear.");
            All[entity.ClrType] = columns;
        }
    }

    /// <summary>Keys, codes, counts and days say little by themselves.</summary>
    private static bool IsHarmless(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain
        && (plain.IsEnum || plain == typeof(Guid) || plain == typeof(bool)
        || plain == typeof(int) || plain == typeof(DateOnly) || plain == typeof(DateTimeOffset) || plain == typeof(DateTime));

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
        foreach (var column in Of(entry.Metadata.ClrType))
        {
            var shadow = entry.Property(column.Shadow);
            var context = column.ContextOf(entry.Entity);
            var plain = column.ToBytes(entry.Entity);
            var stored = shadow.CurrentValue is byte[] box ? TryOpen(vault, box, context) ?? (column.InPlace is { } text ? Encoding.UTF8.GetBytes(text) : null)
                : null;
            if (plain is null ? stored is not null : stored is null || !plain.AsSpan().SequenceEqual(stored))
                shadow.CurrentValue = plain is null ? null : vault.Seal(plain, context);
        }
    }

    internal static byte[]? TryOpen(Vault vault, byte[] box, string context)
    {
        try
        {
            return vault.Open(box, context);
        }
        catch (Exception closed) when (closed is AuthenticationTagMismatchException or UnknownKeyException)
        {
            return null;
        }
    }

    /// <summary>The ciphertext of a new row.</summary>
    public byte[]? Seal(object entity, Vault vault) =>
        ToBytes(entity) is { } plain ? vault.Seal(plain, ContextOf(entity)) : null;

    internal byte[]? ToBytes(object entity) => Property.GetValue(entity) is { } value ? Codecs[Property.PropertyType].Write(value) : null;

    private object FromBytes(byte[] bytes) => Codecs[Property.PropertyType].Read(bytes);

    /// <summary>What a ciphertext is bound to.</summary>
    private string ContextOf(object entity) => ContextOf($"{entity.GetType().GetProperty("Id")!.GetValue(entity)}");

    internal string ContextOf(string id) => $"{Property.DeclaringType!.Name}|{Property.Name}|{id}";

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
        if (Vault.NameOf(box) is { } name && !db.Vault.Keys.Ids.Contains(name))
            LogOf(db).LogError("{SealedColumn} of the row {Id} names the key {Key}, which is not in the key file of this node: put it there, or, if there "
                + "never was such a key, restore the row from a backup.", Name(entity), entity.GetType().GetProperty("Id")!.GetValue(entity), name);
        else
            LogOf(db).LogError("{SealedColumn} of the row {Id} cannot be opened: altered, or sealed with another key. Restore it from a backup.",
                Name(entity), entity.GetType().GetProperty("Id")!.GetValue(entity));

        string Name(object row) => $"{row.GetType().Name}.{Property.Name}";
    }

    /// <summary>A version whose columns say something else than its text is shown nowhere as what was filed.</summary>
    private static void Distrust(Submission version, IReadOnlyList<string> differences, DeclarationsDb db)
    {
        version.IsUnreadable = true;
        LogOf(db).LogError("{Columns} of the version {Id} do not agree with what was filed: altered. Restore it from a backup.",
            string.Join(", ", differences), version.Id);
    }

    private static ILogger LogOf(DeclarationsDb db) => db.GetService<ILoggerFactory>().CreateLogger<SealedColumn>();

    /// <summary>Opens what the database has given of a row.</summary>
    /// <param name="boxes">One for each column of <see cref="Of"/>.</param>
    private static TEntity Opened<TEntity>(TEntity entity, byte[]?[] boxes, DbContext context)
        where TEntity : notnull
    {
        var (db, columns) = ((DeclarationsDb)context, Of(typeof(TEntity)));
        for (var n = 0; n < columns.Count; n++)
            if (boxes[n] is { } box)
                columns[n].Open(entity, box, db);
        if (entity is Submission { IsUnreadable: false } version && version.Differences() is { Count: > 0 } differences)
            Distrust(version, differences, db);
        return entity;
    }

    /// <summary>A query may not name what the database cannot read.</summary>
    internal sealed class QueryGuard : IQueryExpressionInterceptor
    {
        public static readonly QueryGuard Instance = new();

        /// <exception cref="InvalidOperationException">A sealed property in a query: the database cannot read it, and a projection would be null.</exception>
        public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) => new Finder().Visit(queryExpression);

        private sealed class Finder : ExpressionVisitor
        {
            protected override Expression VisitMember(MemberExpression node)
                => node.Member.DeclaringType is { } type && Of(type).Any(column => column.Property == node.Member)
                ? throw new InvalidOperationException($"{node.Member.DeclaringType!.Name}.{node.Member.Name} is sealed: read whole rows.")
                : base.VisitMember(node);
        }
    }

#pragma warning disable EF1001 // The public seam, IMaterializationInterceptor, makes a delegate for every column of every row: a tenth of a page.
    /// <summary>Opens in the code that EF writes for a row.</summary>
    internal sealed class Materializer(StructuralTypeMaterializerSourceDependencies dependencies) : RelationalStructuralTypeMaterializerSource(dependencies),
        IStructuralTypeMaterializerSource
    {
        private static readonly MethodInfo Open = typeof(SealedColumn).GetMethod(nameof(Opened), BindingFlags.NonPublic | BindingFlags.Static)!;

        Expression IStructuralTypeMaterializerSource.CreateMaterializeExpression(StructuralTypeMaterializerSourceParameters parameters, Expression context)
        {
            var made = CreateMaterializeExpression(parameters, context);
            if (parameters.StructuralType is not IEntityType entity || Of(entity.ClrType) is not { Count: > 0 } columns)
                return made;
            var values = Expression.Call(context, MaterializationContext.GetValueBufferMethod);
            var boxes = columns.Select(column => entity.FindProperty(column.Shadow)!)
                .Select(shadow => values.CreateValueBufferReadValueExpression(typeof(byte[]), shadow.GetIndex(), shadow));
            return Expression.Call(Open.MakeGenericMethod(entity.ClrType), Expression.Convert(made, entity.ClrType),
                Expression.NewArrayInit(typeof(byte[]), boxes), Expression.Property(context, nameof(MaterializationContext.Context)));
        }
    }
#pragma warning restore EF1001
}
