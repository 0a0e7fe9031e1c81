using Declarations.Reporting.Documents;

namespace Declarations.Reporting.Workbooks;

/// <summary>How high rows must be for their texts, in points.</summary>
internal static class RowHeight
{
    public const double Line = 15, Padding = 9;
    /// <summary>A row of a sheet cannot be higher.</summary>
    public const double Highest = 409;

    /// <param name="width">Of the column, in characters; a Chinese one counts two.</param>
    public static double Of(string text, double width) => PrintedText.Lines(text, width - 1) * Line + Padding;

    /// <summary>Makes rows at least as high together as needed, sharing what is missing.</summary>
    public static void Stretch(Span<double> heights, double needed)
    {
        foreach (var height in heights)
            needed -= height;
        foreach (ref var height in heights)
            height += Math.Max(0, needed) / heights.Length;
    }
}
