using Microsoft.EntityFrameworkCore;

namespace Declarations.Data;

/// <summary>
/// The right to work the queue of jobs off: one process has it at a time, and it ends with the process, however that ends. On
/// PostgreSQL it is an advisory lock, on SQLite a lock on a file beside the database.
/// </summary>
public sealed class JobClaim : IAsyncDisposable
{
    private const long Key = 0x4A4F4253;

    private readonly DeclarationsDb db;
    private readonly FileStream? file;

    private JobClaim(DeclarationsDb db, FileStream? file) => (this.db, this.file) = (db, file);

    /// <param name="db">Its connection is kept until the claim is given back.</param>
    /// <returns>Null: another one has it.</returns>
    public static async Task<JobClaim?> TryAsync(DeclarationsDb db, CancellationToken cancellation)
    {
        if (db.Database.IsSqlite())
        {
            try
            {
                return new(db, new FileStream(db.Database.GetDbConnection().DataSource + ".jobs", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException)
            {
                return null;
            }
        }
        await db.Database.OpenConnectionAsync(cancellation);
        if (await db.Database.SqlQuery<bool>($"""SELECT pg_try_advisory_lock({Key}) AS "Value" """).SingleAsync(cancellation))
            return new(db, null);
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
            await db.Database.SqlQuery<bool>($"""SELECT pg_advisory_unlock({Key}) AS "Value" """).SingleAsync();
            await db.Database.CloseConnectionAsync();
        }
    }
}
