using System.Security.Cryptography;
using System.Text;

namespace Declarations.Verification;

/// <summary>One person of a list from which a spot check is drawn.</summary>
public sealed record Drawable(string Unit, string StaffNumber);

/// <summary>
/// 抽查: draws people by lot, unit by unit, in a way that anyone can repeat who has the list and the announced seed. Each person's lot is the SHA-256 of seed,
/// digest of the whole list, unit and staff number; the smallest lots of a unit are drawn.
/// </summary>
public static class Draw
{
    /// <summary>SHA-256 over the list, 64 hexadecimal digits: a line of unit code, tab and staff number for each, in ordinal order.</summary>
    public static string DigestOf(IEnumerable<Drawable> list) => Digest(string.Concat(
        list.Select(each => $"{each.Unit}\t{each.StaffNumber}\n").Order(StringComparer.Ordinal)));

    /// <param name="seed">Announced text, e.g. the numbers of a public lottery; blanks around it do not count.</param>
    /// <param name="share">Percent of each unit, rounded up, above 0 to 100; null: a number of people of each.</param>
    /// <param name="count">People of each unit; all where it has fewer.</param>
    /// <returns>In the order of unit codes and lots.</returns>
    public static IReadOnlyList<Drawable> Of(IReadOnlyCollection<Drawable> list, string seed, decimal? share, int? count)
    {
        var digest = DigestOf(list);
        return [.. list.GroupBy(each => each.Unit).OrderBy(unit => unit.Key, StringComparer.Ordinal)
            .SelectMany(unit => unit.OrderBy(Lot, StringComparer.Ordinal)
                .Take(share is { } percent ? (int)Math.Ceiling(unit.Count() * percent / 100) : count ?? 0))];

        string Lot(Drawable each) => Digest($"{seed.Trim()}\n{digest}\n{each.Unit}\n{each.StaffNumber}");
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
