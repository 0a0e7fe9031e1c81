using System.Runtime.CompilerServices;
using Declarations.Data;
using Declarations.Reporting.Summaries;
using Declarations.Reporting.Workbooks;

namespace Declarations.Web.Pages.Summaries;

/// <summary>A workbook with what was counted of it at the same moment.</summary>
public sealed record MadeSummary(FileStream File, int Officials, int Rows) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => File.DisposeAsync();
}

/// <summary>Makes the workbook of a summary table, all of it as of one moment, whether somebody waits for it or not.</summary>
public sealed class SummaryMaker(DeclarationsDb db, SummaryQuery query)
{
    /// <param name="byUnit">Behind it the unit's own table and those of the units right below, each on a sheet.</param>
    /// <param name="progress">Told how many rows of how many are written.</param>
    public async Task<MadeSummary> MakeAsync(
        SummaryRequest request, bool byUnit, string? filledBy, SummaryWords words, Action<int, int>? progress, CancellationToken cancellation)
    {
        await using var moment = await db.BeginMomentAsync(cancellation);
        var (officials, rows) = await query.CountAsync(request, cancellation);
        var (done, total) = (0, RowsIn(request, rows, byUnit));
        progress?.Invoke(0, total);
        var tables = await SummaryDesk.TablesAsync(db, query, request, byUnit, filledBy, cancellation);
        var file = await SummaryFile.WriteAsync(output =>
            SummaryWorkbook.WriteAsync([.. tables.Select(table => (table.Item1, ToldAsync(table.Item2)))], words, output, cancellation));
        return new(file, officials, rows);

        async IAsyncEnumerable<SummaryOfficial> ToldAsync(
            IAsyncEnumerable<SummaryOfficial> each, [EnumeratorCancellation] CancellationToken enough = default)
        {
            await foreach (var official in each.WithCancellation(enough))
            {
                yield return official;
                progress?.Invoke(done += official.Interests.Count, total);
            }
        }
    }

    /// <summary>With the sheets of its units, every row stands there twice.</summary>
    public static int RowsIn(SummaryRequest request, int rows, bool byUnit) => byUnit && request.WithSubordinates ? 2 * rows : rows;
}
