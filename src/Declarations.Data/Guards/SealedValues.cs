using System.Data.Common;
using System.Globalization;
using Declarations.Data.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Declarations.Data.Guards;

/// <summary>
/// A table with columns that hold sealed values, read and written past the mapping: its rows by their first key, in order, a batch at a time. A value is only
/// replaced where it is still the one that was read.
/// </summary>
internal sealed class SealedValues
{
    /// <summary>Rows and bytes of one batch: what others wait for.</summary>
    private const int Rows = 200, Bytes = 4 << 20;

    private readonly string key, of;
    private readonly Type keyType;
    private readonly IReadOnlyList<Column> columns;

    private SealedValues(IEntityType entity, string key, IReadOnlyList<Column> columns, string? of = null)
    {
        (Entity, this.key, this.columns) = (entity, key, columns);
        this.of = of is null ? "" : $" AND {of}";
        keyType = entity.FindProperty(key)!.ClrType;
    }

    public IEntityType Entity { get; }
    public string Table => Entity.GetTableName()!;

    /// <summary>Every place where the database holds something sealed.</summary>
    public static IEnumerable<SealedValues> Of(DeclarationsDb db)
    {
        foreach (var entity in db.Model.GetEntityTypes().Where(entity => !entity.IsOwned() && SealedColumn.Of(entity.ClrType).Count > 0)
            .OrderBy(entity => entity.GetTableName(), StringComparer.Ordinal))
            yield return new(entity, entity.FindPrimaryKey()!.Properties.Single().Name, [.. SealedColumn.Of(entity.ClrType)
                .Select(column => new Column(column.Shadow, column.ContextOf, value => value as byte[] ?? [], (_, box) => box))]);
        yield return new(db.Model.FindEntityType(typeof(Microsoft.AspNetCore.Identity.IdentityUserToken<Guid>))!, "UserId",
            [new("Value", AccountStore.ContextOf, value => Box((string)value), (_, box) => Convert.ToBase64String(box))], AccountStore.IsSealed);
        yield return new(db.Model.FindEntityType(typeof(CookieKey))!, nameof(CookieKey.Name), [new(nameof(CookieKey.Element), _ => CookieKey.Context,
            value => Box(CookieKey.BoxIn((string)value)), (value, box) => CookieKey.With((string)value, Convert.ToBase64String(box)))]);

        static byte[] Box(string? base64) => base64 is not null && Convert.TryFromBase64String(base64, new byte[base64.Length], out _)
            ? Convert.FromBase64String(base64) : [];
    }

    /// <summary>How many values name which key; "" for those that name none.</summary>
    public async Task<Dictionary<string, long>> CountAsync(DeclarationsDb db, CancellationToken cancellation)
    {
        var found = new Dictionary<string, long>();
        foreach (var column in columns)
            if (IsBinary)
                await foreach (var (name, count) in ReadAsync(db, $"SELECT CASE WHEN substr(\"{column.Name}\", 1, 4) = @m THEN "
                    + $"substr(\"{column.Name}\", 1, 8) END, count(*) FROM \"{Table}\" "
                    + $"WHERE \"{column.Name}\" IS NOT NULL{of} AND length(\"{column.Name}\") > 0 GROUP BY 1",
                    [("@m", Vault.HeadOf(db.Vault.Current)[..4])], 2, cancellation).Select(row => (row[0] as byte[], Number(row[1]))))
                    Add(Vault.NameOf(name) ?? "", count);
            else
                await foreach (var row in ReadAsync(db, $"SELECT \"{column.Name}\" FROM \"{Table}\" WHERE \"{column.Name}\" IS NOT NULL{of}", [], 1,
                    cancellation))
                    if (column.Open(row[0]!) is { Length: > 0 } box)
                        Add(Vault.NameOf(box) ?? "", 1);
        return found;

        void Add(string name, long count) => found[name] = found.GetValueOrDefault(name) + count;
    }

    /// <summary>Seals the values of the next rows anew whose key is another than the one that seals now.</summary>
    /// <param name="after">Key of the last row that was looked at; null: from the beginning.</param>
    /// <returns>Where to go on, or null at the end; how many values were sealed anew; those that do not open.</returns>
    public async Task<(object? Last, int Done, List<string> Closed)> ResealAsync(DeclarationsDb db, object? after, CancellationToken cancellation)
    {
        var (closed, changes) = (new List<string>(), new List<(object Row, List<Cell> Cells)>());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var parameters = new List<(string, object)> { ("@h", Vault.HeadOf(db.Vault.Current)) };
        if (after is not null)
            parameters.Add(("@a", after));
        var rows = await ReadAsync(db, $"SELECT \"{key}\", {string.Join(" + ", columns.Select(column => $"coalesce(length(\"{column.Name}\"), 0)"))} "
            + $"FROM \"{Table}\" WHERE {(after is null ? "1 = 1" : $"\"{key}\" > @a")}{of} AND ({string.Join(" OR ", columns.Select(Old))}) "
            + $"ORDER BY \"{key}\" LIMIT {Rows}", IsBinary ? parameters : parameters[1..], 2, cancellation).ToListAsync(cancellation);
        if (rows.Count == 0)
            return (null, 0, closed);
        var (many, bytes) = (0, 0L);
        while (many < rows.Count && (many == 0 || bytes + Number(rows[many][1]) <= Bytes))
            bytes += Number(rows[many++][1]);
        var last = rows[many - 1][0]!;
        parameters.Add(("@l", last));
        await foreach (var row in ReadAsync(db, $"SELECT \"{key}\", {string.Join(", ", columns.Select(column => $"\"{column.Name}\""))} FROM \"{Table}\" "
            + $"WHERE {(after is null ? "1 = 1" : $"\"{key}\" > @a")} AND \"{key}\" <= @l{of}", parameters[1..], columns.Count + 1, cancellation))
        {
            var cells = new List<Cell>();
            for (var n = 0; n < columns.Count; n++)
                if (row[n + 1] is { } value && columns[n].Open(value) is { Length: > 0 } box && Vault.NameOf(box) != db.Vault.Current)
                {
                    var context = columns[n].Context(IdOf(row[0]!));
                    if (SealedColumn.TryOpen(db.Vault, box, context) is { } plain)
                        cells.Add(new(columns[n].Name, value, columns[n].Close(value, db.Vault.Seal(plain, context))));
                    else
                        closed.Add($"{Table}.{columns[n].Name} {IdOf(row[0]!)}");
                }
            if (cells.Count > 0)
                changes.Add((row[0]!, cells));
        }
        var done = 0;
        if (changes.Count > 0)
        {
            if (!db.Database.IsSqlite())
                // Sooner than the database looks for a deadlock: who serves people comes first.
                await db.Database.ExecuteSqlAsync($"SET LOCAL lock_timeout = '500ms'", cancellation);
            await AppendOnly.WithoutGuardAsync(db, Entity, async () =>
            {
                foreach (var (row, cells) in changes)
                    done += cells.Count * await ExecuteAsync(db,
                        $"UPDATE \"{Table}\" SET {string.Join(", ", cells.Select((cell, n) => $"\"{cell.Column}\" = @n{n}"))} "
                        + $"WHERE \"{key}\" = @k AND {string.Join(" AND ", cells.Select((cell, n) => $"\"{cell.Column}\" = @o{n}"))}{of}",
                        [("@k", row), .. cells.SelectMany((cell, n) => new[] { ($"@n{n}", cell.After), ($"@o{n}", cell.Before) })], cancellation);
            }, cancellation);
            await transaction.CommitAsync(cancellation);
        }
        return (last, done, closed);
    }

    /// <returns>A value that opens with this key and no other; null: there is none.</returns>
    public async Task<string?> UsesAsync(DeclarationsDb db, string id, CancellationToken cancellation)
    {
        var head = Vault.HeadOf(id);
        foreach (var column in columns)
        {
            var old = IsBinary ? $" AND (substr(\"{column.Name}\", 1, 8) = @h OR substr(\"{column.Name}\", 1, 4) <> @m)" : "";
            await foreach (var row in ReadAsync(db, $"SELECT \"{key}\", \"{column.Name}\" FROM \"{Table}\" WHERE \"{column.Name}\" IS NOT NULL{of}{old}",
                IsBinary ? [("@h", head), ("@m", head[..4])] : [], 2, cancellation))
                if (column.Open(row[1]!) is { Length: > 0 } box && (Vault.NameOf(box) is { } name ? name == id : id == db.Vault.Keys.Ids[0])
                    && SealedColumn.TryOpen(db.Vault, box, column.Context(IdOf(row[0]!))) is not null)
                    return $"{Table}.{column.Name} {IdOf(row[0]!)}";
        }
        return null;
    }

    private bool IsBinary => Entity.FindProperty(columns[0].Name)!.ClrType == typeof(byte[]);

    /// <summary>SQL: not sealed with the key that seals now. Of a text it is only seen once it is read.</summary>
    private string Old(Column column) => $"\"{column.Name}\" IS NOT NULL"
        + (IsBinary ? $" AND length(\"{column.Name}\") > 0 AND substr(\"{column.Name}\", 1, 8) <> @h" : "");

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);

    /// <summary>A key as contexts name it, whatever the database gave.</summary>
    private string IdOf(object value) => keyType == typeof(Guid) ? (value as Guid? ?? Guid.Parse((string)value)).ToString() : $"{value}";

    private static async IAsyncEnumerable<object?[]> ReadAsync(DeclarationsDb db, string sql, IReadOnlyList<(string, object)> parameters, int width,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = Command(db, sql, parameters);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                yield return [.. Enumerable.Range(0, width).Select(at => reader.IsDBNull(at) ? null : reader.GetValue(at))];
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task<int> ExecuteAsync(
        DeclarationsDb db, string sql, IReadOnlyList<(string, object)> parameters, CancellationToken cancellation)
    {
        await using var command = Command(db, sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private static DbCommand Command(DeclarationsDb db, string sql, IReadOnlyList<(string Name, object Value)> parameters)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
#pragma warning disable CA2100 // names of our own model
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        return command;
    }

    private sealed record Column(string Name, Func<string, string> Context, Func<object, byte[]> Open, Func<object, byte[], object> Close);

    private sealed record Cell(string Column, object Before, object After);
}
