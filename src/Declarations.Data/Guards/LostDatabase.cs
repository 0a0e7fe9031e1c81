using Microsoft.Data.Sqlite;
using Npgsql;

namespace Declarations.Data.Guards;

/// <summary>Tells a database that is away, full, damaged or closed to the application from a statement that it refused.</summary>
public static class LostDatabase
{
    public static bool IsBehind(Exception? exception) => exception switch
    {
        null => false,
        // This node cannot seal: it lacks the key of the others.
        UnknownKeyException => true,
        // Connection, authorisation, no such database, read-only, no right to a table, resources, shutdown, input and output; but not a cancelled query.
        PostgresException { SqlState: "57014" } => false,
        PostgresException { SqlState: var state } when state[..2] is "08" or "28" or "3D" or "53" or "57" or "58" || state is "25006" or "42501" => true,
        PostgresException => false,
        NpgsqlException => true,
        // BUSY, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB
        SqliteException { SqliteErrorCode: 5 or 8 or 10 or 11 or 13 or 14 or 26 } => true,
        _ => IsBehind(exception.InnerException),
    };
}
