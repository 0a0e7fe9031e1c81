using System.Globalization;

namespace Declarations;

/// <summary>An amount of money in whole fen (1 yuan = 100 fen). Forms and tables speak of 万元 (10,000 yuan) with at most two decimals.</summary>
public readonly record struct Money(long Fen) : IComparable<Money>
{
    private const decimal FenPerWan = 1_000_000m;

    public static Money Zero => default;

    /// <summary>From an amount in 万元.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More precise than one fen, or too large to hold.</exception>
    public static Money FromWan(decimal wan)
    {
        var fen = wan * FenPerWan;
        if (fen != decimal.Truncate(fen) || Math.Abs(fen) > long.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(wan), wan, "Not a whole number of fen.");
        return new Money((long)fen);
    }

    /// <summary>The amount in 万元.</summary>
    public decimal Wan => Fen / FenPerWan;

    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);
    public static bool operator <(Money left, Money right) => left.Fen < right.Fen;
    public static bool operator >(Money left, Money right) => left.Fen > right.Fen;
    public static bool operator <=(Money left, Money right) => left.Fen <= right.Fen;
    public static bool operator >=(Money left, Money right) => left.Fen >= right.Fen;
    public override string ToString() => Wan.ToString("0.00", CultureInfo.InvariantCulture);
}
