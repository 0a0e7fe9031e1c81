namespace Declarations.Roster;

/// <summary>统一社会信用代码, 18 characters (GB 32100-2015). Some early codes fail the check: it warns, it never blocks.</summary>
public readonly record struct UnifiedSocialCreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private UnifiedSocialCreditCode(string text) => Text = text;

    public string Text { get; }

    /// <summary>The last character agrees with the 17 before it.</summary>
    public bool HasValidCheck => CheckOf(Text) == Text[17];

    /// <summary>18 characters of the code's alphabet, whatever the check says.</summary>
    public static bool TryParse(string? text, out UnifiedSocialCreditCode code)
    {
        text = text?.Trim().ToUpperInvariant();
        var wellFormed = text is { Length: 18 } && text.All(Alphabet.Contains);
        code = wellFormed ? new UnifiedSocialCreditCode(text!) : default;
        return wellFormed;
    }

    /// <summary>Check character of the first 17.</summary>
    public static char CheckOf(string text)
    {
        var sum = 0;
        for (int i = 0, weight = 1; i < 17; i++, weight = weight * 3 % 31)
            sum += Alphabet.IndexOf(text[i], StringComparison.Ordinal) * weight;
        return Alphabet[(31 - sum % 31) % 31];
    }
}
