using Microsoft.EntityFrameworkCore;

namespace Declarations.Data.Guards;

/// <summary>Settings under which PostgreSQL may lose what it has acknowledged.</summary>
internal static class PostgresSafety
{
    /// <summary>Those of the three that are off for this role on this database.</summary>
    public static Task<List<string>> OffAsync(DbContext db, CancellationToken cancellation) => db.Database.SqlQuery<string>($"""
        SELECT name AS "Value" FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'
        """).ToListAsync(cancellation);
}
