using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Declarations.Auditing;
using Declarations.Data.Guards;
using Declarations.Trust;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Declarations.Data.Trust;

/// <summary>
/// The rows of a table as fields that are the same on both databases, taken from an object or straight from the disk. From the disk, what is not written
/// exactly as this program writes it is another value: a letter of another case in a key is an alteration, too.
/// </summary>
internal sealed class Shape
{
    private static readonly ConcurrentDictionary<IModel, IReadOnlyList<Shape>> Known = [];

    private readonly IReadOnlyList<Column> columns;
    private readonly IReadOnlyList<Column> key;
    private readonly Column? number;

    private Shape(IEntityType entity, bool isAttested, IEnumerable<string> named)
    {
        (Entity, Table, IsAttested) = (entity, entity.GetTableName()!, isAttested);
        var erased = entity.CampaignOf() is null ? [] : entity.Erased();
        columns = [.. named.Select(name => new Column(entity.FindProperty(name)
            ?? throw new InvalidOperationException($"{entity.DisplayName()} has no column {name}."), erased.Contains(name)))
            .OrderBy(column => column.Name, StringComparer.Ordinal)];
        key = [.. entity.FindPrimaryKey()!.Properties.Select(property => columns.Single(column => column.Property == property))];
        number = typeof(Aggregate).IsAssignableFrom(entity.ClrType) ? columns.Single(column => column.Name == nameof(Aggregate.Version)) : null;
        IsErasable = erased.Count > 0;
    }

    public IEntityType Entity { get; }
    public string Table { get; }
    public bool IsAttested { get; }
    /// <summary>Rows belong to a campaign, and an erasure empties some of their columns.</summary>
    public bool IsErasable { get; }

    public static IReadOnlyList<Shape> Of(DeclarationsDb db) => Known.GetOrAdd(db.Model, model =>
        [.. Protection.Tables.Select(one => new Shape(model.FindEntityType(one.Type)!, one.IsAttested, one.Columns))]);

    /// <summary>Of a table of the tree itself: all its columns.</summary>
    public static Shape Of<T>(DeclarationsDb db) =>
        new(db.Model.FindEntityType(typeof(T))!, false, db.Model.FindEntityType(typeof(T))!.GetProperties().Select(property => property.Name));

    /// <summary>As it is being saved.</summary>
    public Row RowOf(EntityEntry entry, Vault vault) => RowOf(
        column => column.Property.IsShadowProperty() ? entry.Property(column.Property.Name).CurrentValue : column.Read!(entry.Entity),
        (column, id) => entry.State == EntityState.Added && entry.Entity is not ISealed { IsUnreadable: true } ? column.Box!.ToBytes(entry.Entity)
            : entry.Property(column.Property.Name).CurrentValue is byte[] box ? Open(column, box, id, vault) : null);

    /// <summary>As it was read, or goes in without the context.</summary>
    public Row RowOf(object row) => RowOf(column => column.Read!(row), (column, _) => column.Box!.ToBytes(row));

    /// <summary>Rows as they stand on the disk, with what the disk holds otherwise than this program writes it.</summary>
    /// <param name="keys">Keys of rows; null: all.</param>
    public async IAsyncEnumerable<Row> ReadAsync(
        DeclarationsDb db, IReadOnlyCollection<string>? keys = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            var wanted = keys?.Select(each => each.Split('/')[0]).Distinct().ToList();
            for (var i = 0; i < wanted?.Count; i++)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ($"@k{i}", key[0].Type == typeof(Guid) ? Guid.Parse(wanted[i]) : wanted[i]);
                command.Parameters.Add(parameter);
            }
#pragma warning disable CA2100 // names of our own model
            command.CommandText = $"SELECT {string.Join(", ", columns.Select(column => $"\"{column.Name}\""))} FROM \"{Table}\""
                + (wanted is null ? "" : $" WHERE \"{key[0].Name}\" IN ({string.Join(", ", wanted.Select((_, i) => $"@k{i}"))})");
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                yield return FromDisk(reader, db);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private Row FromDisk(DbDataReader reader, DeclarationsDb db)
    {
        var values = columns.Select((column, at) => reader.IsDBNull(at) ? null : column.FromDisk(reader, at, db.Database.IsSqlite())).ToList();
        var id = KeyOf(values);
        var irregular = columns.Zip(values).Where(pair => pair.Second is Irregular).Select(pair => pair.First.Name).ToList();
        var fields = columns.Zip(values, (column, value) => column.Box is not null && value is byte[] box
            ? column.Field(Open(column, box, id, db.Vault)) : column.FieldOf(value)).ToList();
        return new Row(Table, id, number is null ? 0 : NumberOf(values[Index(number)]), fields, irregular);
    }

    private Row RowOf(Func<Column, object?> read, Func<Column, string, byte[]?> content)
    {
        var values = columns.Select(column => column.Box is null && read(column) is { } value ? column.ToProvider(value) : null).ToList();
        var id = KeyOf(values);
        return new Row(Table, id, number is null ? 0 : NumberOf(values[Index(number)]),
            [.. columns.Zip(values, (column, value) => column.Box is null ? column.FieldOf(value) : column.Field(content(column, id)))], []);
    }

    private string KeyOf(List<object?> values) =>
        string.Join('/', key.Select(part => values[Index(part)] is { } value ? Encoding.UTF8.GetString(Column.Write(value)) : ""));

    private int Index(Column column)
    {
        for (var i = 0; i < columns.Count; i++)
            if (columns[i] == column)
                return i;
        throw new InvalidOperationException($"{Table}.{column.Name} is not covered.");
    }

    private static int NumberOf(object? value) => value is int version ? version : -1;

    /// <summary>What does not open stands for itself.</summary>
    private static byte[]? Open(Column column, byte[] box, string id, Vault vault) =>
        SealedColumn.TryOpen(vault, box, column.Box!.ContextOf(id)) ?? [.. "?"u8, .. box];

    /// <summary>A row of a table.</summary>
    /// <param name="Irregular">Columns that are not written as this program writes them.</param>
    internal sealed record Row(string Table, string Key, int Number, IReadOnlyList<Field> Fields, IReadOnlyList<string> Irregular)
    {
        public byte[] Bytes(string column) => Fields.Single(field => field.Column == column).Value ?? [];
        public string Text(string column) => Encoding.UTF8.GetString(Bytes(column));
    }

    /// <summary>A value that is not written as this program writes it.</summary>
    private sealed record Irregular(string Text);

    private sealed class Column
    {
        private readonly Func<object, object?>? convert;
        private readonly bool isErased;

        public Column(IProperty property, bool isErased)
        {
            var converter = property.GetRelationalTypeMapping().Converter;
            (Property, Name, convert) = (property, property.GetColumnName(), converter is null ? null : converter.ConvertToProvider);
            Type = converter?.ProviderClrType ?? property.ClrType;
            Type = Nullable.GetUnderlyingType(Type) ?? Type;
            Box = SealedColumn.Of(property.DeclaringType.ClrType).FirstOrDefault(column => column.Shadow == property.Name);
            Read = property.IsShadowProperty() ? null : property.GetGetter().GetClrValue;
            this.isErased = isErased;
        }

        public IProperty Property { get; }
        public string Name { get; }
        /// <summary>As the database gives it.</summary>
        public Type Type { get; }
        public SealedColumn? Box { get; }
        public Func<object, object?>? Read { get; }

        public object? ToProvider(object value) => convert is null ? value : convert(value);

        public Field Field(byte[]? value) => new(Name, value, Box is not null || isErased);

        public Field FieldOf(object? value) => Field(value is null or byte[] { Length: 0 } ? null : Write(value));

        public static byte[] Write(object value) => value switch
        {
            byte[] bytes => bytes,
            string text => Encoding.UTF8.GetBytes(text),
            Guid id => Encoding.UTF8.GetBytes(id.ToString()),
            bool yes => yes ? "true"u8.ToArray() : "false"u8.ToArray(),
            DateOnly day => Encoding.UTF8.GetBytes(day.ToString("O", CultureInfo.InvariantCulture)),
            DateTime instant => Encoding.UTF8.GetBytes(instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture)),
            IFormattable number => Encoding.UTF8.GetBytes(number.ToString(null, CultureInfo.InvariantCulture)),
            Irregular other => Encoding.UTF8.GetBytes("?" + other.Text),
            _ => throw new InvalidOperationException($"{value.GetType()} is not written into a leaf."),
        };

        public object FromDisk(DbDataReader reader, int at, bool sqlite)
        {
            if (!sqlite)
                return Type == typeof(Guid) ? reader.GetFieldValue<Guid>(at) : Type == typeof(DateOnly) ? reader.GetFieldValue<DateOnly>(at)
                    : Type == typeof(DateTime) ? reader.GetFieldValue<DateTime>(at) : reader.GetValue(at);
            var raw = reader.GetValue(at);
            return raw switch
            {
                string text when Type == typeof(string) => text,
                byte[] bytes when Type == typeof(byte[]) => bytes,
                long number when Type == typeof(int) && number is >= int.MinValue and <= int.MaxValue => (int)number,
                long number when Type == typeof(long) => number,
                long number when Type == typeof(bool) && number is 0 or 1 => number == 1,
                string text when Type == typeof(Guid) && Guid.TryParseExact(text, "D", out var id) && Upper(id) == text => id,
                string text when Type == typeof(DateOnly) && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
                    out var day) => day,
                string text when Type == typeof(DateTime) && DateTime.TryParseExact(text, Instant, CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
                    && instant.ToString(Instant, CultureInfo.InvariantCulture) == text => instant,
                _ => new Irregular(Convert.ToString(raw, CultureInfo.InvariantCulture) ?? ""),
            };
        }

        private static string Upper(Guid id) => id.ToString().ToUpperInvariant();

        private const string Instant = "yyyy-MM-dd HH:mm:ss.FFFFFFF";
    }
}
