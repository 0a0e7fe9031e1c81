using Declarations.Participation;
using Declarations.Rules;

namespace Declarations.Reporting.Summaries;

/// <summary>退出情况 of a row: out in either stage, not out, or not out with an agreed date.</summary>
public enum ExitFilter { Exited, NotExited, Agreed }

/// <summary>Which rows to show; null shows all.</summary>
public sealed record SummaryFilter(Sector? Sector = null, ExitFilter? Exit = null)
{
    /// <summary>The table with these rows only, its officials numbered anew.</summary>
    public SummaryTable Apply(SummaryTable table) => table with
    {
        Officials = [.. table.Officials
            .Select(official => official with { Interests = [.. official.Interests.Where(interest => Fits(interest.Cells))] })
            .Where(official => official.Interests.Count > 0 || official.Unreadable is not null)
            .Select((official, index) => official with { Sequence = index + 1 })],
    };

    private bool Fits(AnnexRow cells)
    {
        var exited = cells.ExitSelfReport != ExitCell.Blank || cells.ExitVerification != ExitCell.Blank;
        return (Sector is null || cells.Sector == Sector) && Exit switch
        {
            ExitFilter.Exited => exited,
            ExitFilter.NotExited => !exited,
            ExitFilter.Agreed => cells.AgreedExit is not null,
            _ => true,
        };
    }
}
