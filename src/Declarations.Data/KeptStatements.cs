using System.Data.Common;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Declarations.Data;

/// <summary>
/// Keeps the statements of a context that says so prepared on their connection, which takes parsing and planning out of every later request. Not of all
/// contexts, and not what looks through a range of a list: over a whole city PostgreSQL's general plans are many times slower than one made for the values.
/// </summary>
internal sealed class KeptStatements : DbCommandInterceptor
{
    /// <summary>How a range of a list begins, from one unit to all.</summary>
    private const string Range = $"\"{nameof(PersonalSituationReport.ListKey)}\" >= ";

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
        eventData.Context is DeclarationsDb { KeepsStatements: true } && !command.CommandText.Contains(Range, StringComparison.Ordinal)
            ? command.PrepareAsync(cancellation) : Task.CompletedTask;
}
