namespace Declarations.Tips;

/// <summary>How many in a cell of the statistics; null: hidden, printed as "&lt;3".</summary>
public sealed record TipCell(string Name, int? Count);

/// <summary>One question of the statistics and its answers, which add up to the total.</summary>
public sealed record TipFigure(string Name, IReadOnlyList<TipCell> Cells);

/// <summary>
/// Statistics of a desk over whole months. Cells of one or two are hidden, and with them the smallest beside them while
/// the total would give them away; a total below three shows nothing at all.
/// </summary>
public sealed record TipFigures(int? Total, IReadOnlyList<TipFigure> Figures)
{
    private const int Least = 3;

    public static TipFigures Of(IReadOnlyCollection<Tip> tips)
    {
        var hidden = tips.Count is > 0 and < Least;
        return new(hidden ? null : tips.Count, hidden ? [] : [
            Of("month", tips, tip => $"{tip.ReceivedOn:yyyy-MM}"),
            Of("channel", tips, tip => tip.Channel.ToString()),
            Of("kind", tips, tip => tip.Kind.ToString()),
            Of("topic", tips, tip => tip.Category?.ToString() ?? "open"),
            Of("outcome", tips, tip => tip.Result?.ToString() ?? tip.Declined?.ToString() ?? "open"),
            Of("named", tips, tip => tip.IsNamed ? "named" : "anonymous"),
            Of("days", tips, tip => tip.WasLate ? "late" : "within"),
            Of("return", tips, tip => tip.CameBack ? "came-back" : "not-yet"),
            Of("rating", [.. tips.Where(tip => tip.Kind == TipKind.Service)], tip => tip.Rating?.ToString() ?? "none"),
        ]);
    }

    private static TipFigure Of(string name, IReadOnlyCollection<Tip> tips, Func<Tip, string> cell) =>
        new(name, Hide([.. tips.GroupBy(cell).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, group.Count()))]));

    /// <summary>Public to be tested as what it is: a rule over counts.</summary>
    public static IReadOnlyList<TipCell> Hide(IReadOnlyList<(string Name, int Count)> cells)
    {
        var hidden = cells.Where(cell => cell.Count is > 0 and < Least).ToHashSet();
        foreach (var next in cells.Where(cell => cell.Count >= Least).OrderBy(cell => cell.Count))
            if (hidden.Count == 1 || hidden.Count > 1 && hidden.Sum(cell => cell.Count) < 2 * Least)
                hidden.Add(next);
        return [.. cells.Select(cell => new TipCell(cell.Name, hidden.Contains(cell) ? null : cell.Count))];
    }
}
