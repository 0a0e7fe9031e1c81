using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Declarations.Data;

/// <summary>
/// The right to do one kind of work, such as the queue of jobs: one process has it at a time, and it ends with the process, however that ends. On
/// PostgreSQL it is an advisory lock of a transaction, which a pooler between the two keeps together; on SQLite a lock on a file beside the database.
/// </summary>
public sealed class JobClaim : IAsyncDisposable
{
    private const long Jobs = 0x4A4F4253;

    private readonly IAsyncDisposable held;

    private JobClaim(IAsyncDisposable held) => this.held = held;

    /// <summary>Of the queue of jobs.</summary>
    /// <inheritdoc cref="TryAsync(DeclarationsDb, long, string, CancellationToken)"/>
    public static Task<JobClaim?> TryAsync(DeclarationsDb db, CancellationToken cancellation) => TryAsync(db, Jobs, ".jobs", cancellation);

    /// <returns>Null: another one has it.</returns>
    public static async Task<JobClaim?> TryAsync(DeclarationsDb db, long key, string suffix, CancellationToken cancellation)
    {
        if (db.Database.IsSqlite())
        {
            try
            {
                return new(new FileStream(db.Database.GetDbConnection().DataSource + suffix, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException)
            {
                return null;
            }
        }
        var connection = new NpgsqlConnection(db.Database.GetConnectionString());
        var got = false;
        try
        {
            await connection.OpenAsync(cancellation);
            await connection.BeginTransactionAsync(cancellation);
            await using var ask = new NpgsqlCommand("SELECT pg_try_advisory_xact_lock($1)", connection) { Parameters = { new() { Value = key } } };
            got = (bool)(await ask.ExecuteScalarAsync(cancellation))!;
        }
        finally
        {
            if (!got)
                await connection.DisposeAsync();
        }
        return got ? new(connection) : null;
    }

    /// <summary>The connection goes back without its transaction, and the lock with it.</summary>
    public ValueTask DisposeAsync() => held.DisposeAsync();
}
