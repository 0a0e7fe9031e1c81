using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Declarations.Data;

public static class Moments
{
    /// <summary>
    /// All that is asked until this ends is of one moment, and whoever writes waits for nothing. For reading alone.
    /// </summary>
    /// <remarks>
    /// SQLite takes the lock of a writer at once for any other level; this one begins with the first question, and is serializable all the same.
    /// </remarks>
    public static Task<IDbContextTransaction> BeginMomentAsync(this DeclarationsDb db, CancellationToken cancellation = default) =>
        db.Database.BeginTransactionAsync(db.Database.IsSqlite() ? IsolationLevel.ReadUncommitted : IsolationLevel.RepeatableRead, cancellation);
}
