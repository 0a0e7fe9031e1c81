using System.Data.Common;
using Declarations.Auditing;
using Declarations.Data.Guards;
using Declarations.Data.Trust;
using Declarations.Reports;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Declarations.Data;

/// <summary>
/// Adds many new rows at once. They are sealed, audited and versioned as by a save, from the same model, but go through COPY
/// (PostgreSQL) or one prepared statement (SQLite).
/// </summary>
public static class BulkInsert
{
    /// <summary>SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE.</summary>
    private const int PrimaryKeyThere = 1555, UniqueThere = 2067;

    /// <param name="rows">New and complete; what they refer to must be there already.</param>
    /// <exception cref="InvalidOperationException">There is no transaction, or a row comes without an audit entry.</exception>
    public static async Task InsertManyAsync<T>(this DeclarationsDb db, IReadOnlyCollection<T> rows, CancellationToken cancellation = default) where T : class
    {
        if (rows.Count == 0)
            return;
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("Many rows go in within a transaction.");
        var entries = rows.OfType<Aggregate>().SelectMany(Recorded).ToList();
        var reports = rows.OfType<InterestRow>().Select(row => row.ReportId).Concat(rows.OfType<PolicyQuestion>().Select(question => question.ReportId))
            .Distinct().ToList();
        var before = await db.InterestTurnsAsync(reports, cancellation);
        var table = new Table(db, typeof(T));
        if (transaction.Connection is NpgsqlConnection postgres)
            await table.CopyAsync(postgres, rows, cancellation);
        else
            await table.InsertAsync(transaction, rows, cancellation);
        await db.InsertLeavesAsync(await db.LeavesOfAsync(rows, cancellation), cancellation);
        await db.InsertManyAsync(entries, cancellation);
        StageChange[] stages = [.. rows.OfType<PersonalSituationReport>().SelectMany(report => report.TakeStageChanges())];
        await db.InsertManyAsync(stages, cancellation);
        await db.CountAsync([.. stages.SelectMany(Turn.Of), .. before.Select(turn => turn.Back), .. await db.InterestTurnsAsync(reports, cancellation)],
            slot: 0, cancellation);
    }

    /// <summary>Whether it failed for a key that is there already: somebody else was first. What is lost or full is not that.</summary>
    public static bool IsTwice(this Exception failed) => failed.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }
        or SqliteException { SqliteExtendedErrorCode: PrimaryKeyThere or UniqueThere };

    private static IReadOnlyList<AuditEntry> Recorded(Aggregate aggregate) =>
        aggregate.TakeUnrecorded() is { Count: > 0 } entries ? entries
            : throw new InvalidOperationException($"A new {aggregate.GetType().Name} has no audit entry.");

    private sealed class Table
    {
        private readonly string name;
        private readonly IReadOnlyList<Column> columns;

        public Table(DeclarationsDb db, Type type)
        {
            var entity = db.Model.FindEntityType(type)!;
            name = entity.GetTableName()!;
            columns = [.. entity.GetProperties().Select(property => new Column(property, db.Vault))];
        }

        private string Names => string.Join(", ", columns.Select(column => $"\"{column.Name}\""));

        public async Task CopyAsync(NpgsqlConnection connection, IEnumerable<object> rows, CancellationToken cancellation)
        {
            var types = columns.Select(column => column.Mapping.StoreType.Split('(')[0]).ToArray();
            await using var copy = await connection.BeginBinaryImportAsync($"COPY \"{name}\" ({Names}) FROM STDIN (FORMAT BINARY)", cancellation);
            foreach (var row in rows)
            {
                await copy.StartRowAsync(cancellation);
                for (var i = 0; i < columns.Count; i++)
                    if (columns[i].ValueOf(row) is { } value)
                        await copy.WriteAsync(value, types[i], cancellation);
                    else
                        await copy.WriteNullAsync(cancellation);
            }
            await copy.CompleteAsync(cancellation);
        }

        public async Task InsertAsync(DbTransaction transaction, IEnumerable<object> rows, CancellationToken cancellation)
        {
            await using var insert = transaction.Connection!.CreateCommand();
            insert.Transaction = transaction;
#pragma warning disable CA2100 // names of our own model
            insert.CommandText = $"INSERT INTO \"{name}\" ({Names}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
#pragma warning restore CA2100
            for (var i = 0; i < columns.Count; i++)
                insert.Parameters.Add(columns[i].Mapping.CreateParameter(insert, $"@p{i}", null, nullable: true));
            await insert.PrepareAsync(cancellation);
            foreach (var row in rows)
            {
                for (var i = 0; i < columns.Count; i++)
                    insert.Parameters[i].Value = columns[i].ValueOf(row) ?? DBNull.Value;
                await insert.ExecuteNonQueryAsync(cancellation);
            }
        }
    }

    private sealed class Column
    {
        private readonly Func<object, object?> read;

        public Column(IProperty property, Vault vault)
        {
            (Name, Mapping) = (property.GetColumnName(), property.GetRelationalTypeMapping());
            if (SealedColumn.Of(property.DeclaringType.ClrType).FirstOrDefault(column => column.Shadow == property.Name) is { } box)
                read = row => box.Seal(row, vault);
            else if (property.IsShadowProperty())
                throw new InvalidOperationException($"{property.DeclaringType.ClrType.Name}.{property.Name} has no value outside the context.");
            else
                read = property.GetGetter().GetClrValue;
        }

        public string Name { get; }
        public RelationalTypeMapping Mapping { get; }

        /// <summary>As the database takes it; null for NULL.</summary>
        public object? ValueOf(object row) => read(row) is { } value ? Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value : null;
    }
}
