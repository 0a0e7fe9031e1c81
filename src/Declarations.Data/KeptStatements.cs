using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Declarations.Data;

/// <summary>
/// Keeps the statements of a context that says so prepared on their connection, which takes parsing and planning out of every later request. Not of all
/// contexts: over a whole city PostgreSQL's general plans are many times slower than one made for the values.
/// </summary>
internal sealed class KeptStatements : DbCommandInterceptor
{
    public static readonly KeptStatements Instance = new();

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await PrepareAsync(command, eventData, cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await PrepareAsync(command, eventData, cancellationToken);
        return result;
    }

    private static Task PrepareAsync(DbCommand command, CommandEventData eventData, CancellationToken cancellation) =>
        eventData.Context is DeclarationsDb { KeepsStatements: true } ? command.PrepareAsync(cancellation) : Task.CompletedTask;
}
