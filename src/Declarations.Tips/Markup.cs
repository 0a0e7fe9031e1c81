using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Declarations.TipHost;

/// <summary>HTML written as an interpolated string: what stands in the source is markup, whatever is filled in is text and encoded.</summary>
[InterpolatedStringHandler]
public readonly struct Markup(int literalLength, int formattedCount)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder text = new(literalLength + formattedCount * 16);

    public void AppendLiteral(string value) => text.Append(value);
    public void AppendFormatted(string? value) => text.Append(Encoder.Encode(value ?? ""));
    public void AppendFormatted(int value) => text.Append(value.ToString(CultureInfo.InvariantCulture));
    public void AppendFormatted(Markup value) => text.Append(value.text);

    public void AppendFormatted(IEnumerable<Markup> values)
    {
        foreach (var value in values)
            text.Append(value.text);
    }

    public override string ToString() => text?.ToString() ?? "";
}
