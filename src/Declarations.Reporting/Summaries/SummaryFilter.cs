using Declarations.Participation;
using Declarations.Reports;
using Declarations.Summaries;

namespace Declarations.Reporting.Summaries;

/// <summary>Which rows to show; null shows all.</summary>
public sealed record SummaryFilter(Sector? Sector = null, ExitFilter? Exit = null)
{
    public bool IsNone => (Sector, Exit) == (null, null);

    /// <summary>The same of a row that another installation has stated.</summary>
    public bool Takes(SummaryInterest row) => (Sector is null || row.Cells.Sector == Sector) && Exit switch
    {
        ExitFilter.Exited => row.Cells.HasExited,
        ExitFilter.NotExited => !row.Cells.HasExited,
        ExitFilter.Agreed => row.Cells is { AgreedExit: not null, HasExited: false },
        _ => true,
    };

    /// <param name="asOf">An exit counts from its day on.</param>
    public IQueryable<InterestRow> Apply(IQueryable<InterestRow> rows, DateOnly asOf)
    {
        if (Sector is { } sector)
            rows = rows.Where(row => row.Sector == sector);
        return Exit switch
        {
            ExitFilter.Exited => rows.Where(row => row.ExitedOn <= asOf),
            ExitFilter.NotExited => rows.Where(row => row.ExitedOn == null || row.ExitedOn > asOf),
            ExitFilter.Agreed => rows.Where(row => row.AgreedExitOn != null && (row.ExitedOn == null || row.ExitedOn > asOf)),
            _ => rows,
        };
    }
}
