using Declarations.Written;

namespace Declarations.Roster;

/// <summary>
/// 统一社会信用代码 (GB 32100-2015). Some real codes of the first years fail the check, so a wrong check is a warning and
/// blocks nothing; only a text that cannot be a code at all is malformed.
/// </summary>
public sealed record UnifiedSocialCreditCode
{
    /// <summary>Digits and capitals without I, O, S, V, Z; the position is the value.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string OrganisationAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>Any text, in half width and capitals without blanks.</summary>
    public UnifiedSocialCreditCode(string? text) => Value = WrittenKey.Upper(text);

    public string Value { get; }

    /// <summary>18 characters of the alphabet.</summary>
    public bool IsWellFormed => Value.Length == 18 && Value.All(character => Alphabet.Contains(character, StringComparison.Ordinal));

    /// <summary>The last character is the check of the 17 before it: weights are 3^(i-1) mod 31.</summary>
    public bool HasValidCheck => IsWellFormed && Value[17] == Check();

    /// <summary>Characters 9-17 are an organisation code (GB 11714) with a check of its own.</summary>
    public bool HasValidOrganisationCheck => IsWellFormed && Value[16] == OrganisationCheck();

    public override string ToString() => Value;

    private char Check()
    {
        var (sum, weight) = (0, 1);
        foreach (var character in Value.AsSpan(0, 17))
        {
            sum += Alphabet.IndexOf(character, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }
        return Alphabet[(31 - sum % 31) % 31];
    }

    private char OrganisationCheck()
    {
        var sum = OrganisationWeights.Select((weight, index) => OrganisationAlphabet.IndexOf(Value[8 + index], StringComparison.Ordinal) * weight).Sum();
        return (11 - sum % 11) switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
    }
}
