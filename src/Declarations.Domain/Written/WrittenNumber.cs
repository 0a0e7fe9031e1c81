using System.Globalization;
using System.Text.RegularExpressions;

namespace Declarations.Written;

/// <summary>
/// A number as people write it: plain digits, an optional point, groups of thousands only where they stand right; full width too.
/// 12,5 and 1e3 are none: what could be read in two ways is not read.
/// </summary>
public static partial class WrittenNumber
{
    public static bool TryRead(string? text, out decimal number)
    {
        number = 0;
        return text is { Length: <= 60 } && WrittenText.Plain(text).Replace('\u2212', '-') is var plain && Shape().IsMatch(plain)
            && decimal.TryParse(plain.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture, out number);
    }

    [GeneratedRegex("^[+-]?(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\\.[0-9]+)?$")]
    private static partial Regex Shape();
}
