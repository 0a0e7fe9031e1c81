using System.Globalization;

namespace Declarations.Web.Pages.Summaries;

/// <summary>
/// Rows up to which a workbook is answered at once; a longer one is made in the background. Setting: <c>Summary:AtOnce</c>, 0 to 1,000,000.
/// </summary>
public sealed class AtOnce
{
    public const int Default = 5_000;

    public AtOnce(IConfiguration settings) =>
        Rows = settings["Summary:AtOnce"] is not { Length: > 0 } said ? Default
            : int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && rows <= 1_000_000 ? rows
            : throw new InvalidOperationException($"Summary:AtOnce is '{said}'; it must be a whole number of rows from 0 to 1000000.");

    public int Rows { get; }
}
