namespace Declarations.Trials;

/// <summary>A version as it is stored, and how much of what belongs to it.</summary>
/// <param name="Told">Entries of the ledger that say it was filed.</param>
public sealed record Kept(string StaffNumber, string Receipt, int Signatures, int Determinations, int Told)
{
    public bool IsWhole => (Signatures, Told) == (1, 1) && Determinations > 0;
}

/// <summary>What became of the receipts that people were shown.</summary>
/// <param name="Stored">Versions in the database, acknowledged or not.</param>
/// <param name="Half">Versions without all that belongs to one, and rows that do not follow from them.</param>
/// <param name="Twice">Versions beyond the first of one person.</param>
/// <param name="Tree">What the tree over the record names.</param>
public sealed record Verdict(int Acknowledged, int Stored, int Lost, int Half, int Twice, int Tree)
{
    public bool IsClean => (Lost, Half, Twice, Tree) == (0, 0, 0, 0) && Acknowledged > 0;

    /// <param name="acknowledged">Receipt number by staff number.</param>
    public static Verdict Of(IReadOnlyDictionary<string, string> acknowledged, IReadOnlyCollection<Kept> stored, int differences, int tree)
    {
        var numbers = stored.Select(version => (version.StaffNumber, version.Receipt)).ToHashSet();
        return new(acknowledged.Count, stored.Count, acknowledged.Count(told => !numbers.Contains((told.Key, told.Value))),
            stored.Count(version => !version.IsWhole) + differences, stored.Count - stored.DistinctBy(version => version.StaffNumber).Count(), tree);
    }
}
