using Microsoft.EntityFrameworkCore;

namespace Declarations.Data;

/// <summary>
/// The right to do one kind of work, such as the queue of jobs: one process has it at a time, and it ends with the process, however that ends. On
/// PostgreSQL it is an advisory lock, on SQLite a lock on a file beside the database.
/// </summary>
public sealed class JobClaim : IAsyncDisposable
{
    private const long Jobs = 0x4A4F4253;

    private readonly DeclarationsDb db;
    private readonly FileStream? file;

    private readonly long key;

    private JobClaim(DeclarationsDb db, long key, FileStream? file) => (this.db, this.key, this.file) = (db, key, file);

    /// <summary>Of the queue of jobs.</summary>
    /// <inheritdoc cref="TryAsync(DeclarationsDb, long, string, CancellationToken)"/>
    public static Task<JobClaim?> TryAsync(DeclarationsDb db, CancellationToken cancellation) => TryAsync(db, Jobs, ".jobs", cancellation);

    /// <param name="db">Its connection is kept until the claim is given back.</param>
    /// <returns>Null: another one has it.</returns>
    public static async Task<JobClaim?> TryAsync(DeclarationsDb db, long key, string suffix, CancellationToken cancellation)
    {
        if (db.Database.IsSqlite())
        {
            try
            {
                return new(db, key, new FileStream(
                    db.Database.GetDbConnection().DataSource + suffix, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException)
            {
                return null;
            }
        }
        await db.Database.OpenConnectionAsync(cancellation);
        if (await db.Database.SqlQuery<bool>($"""SELECT pg_try_advisory_lock({key}) AS "Value" """).SingleAsync(cancellation))
            return new(db, key, null);
        await db.Database.CloseConnectionAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        if (file is not null)
            await file.DisposeAsync();
        else
        {
            // A pooled connection outlives this: it must not keep the lock.
            await db.Database.SqlQuery<bool>($"""SELECT pg_advisory_unlock({key}) AS "Value" """).SingleAsync();
            await db.Database.CloseConnectionAsync();
        }
    }
}
