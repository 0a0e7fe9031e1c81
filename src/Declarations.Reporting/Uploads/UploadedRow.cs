namespace Declarations.Reporting.Uploads;

public enum CellKind { Text, Number, Day, YesNo, Formula, Error }

/// <param name="Column">1 is A.</param>
/// <param name="Text">As typed, on one line; a number in plain digits, a day as 2017-09-30, less than a day as 2017-09 or 09-30.</param>
public sealed record UploadedCell(int Column, string Text, CellKind Kind)
{
    public DateOnly? Day { get; init; }
}

/// <summary>A row with the cells that hold something.</summary>
/// <param name="Number">1 is the first.</param>
public sealed record UploadedRow(int Number, IReadOnlyList<UploadedCell> Cells)
{
    /// <summary>"E17".</summary>
    public static string Address(int column, int row)
    {
        var letters = "";
        for (; column > 0; column = (column - 1) / 26)
            letters = (char)('A' + (column - 1) % 26) + letters;
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{letters}{row}");
    }
}
