using System.Globalization;
using System.Text;
using Declarations.References;
using Declarations.Written;
using Microsoft.AspNetCore.Http;

namespace Declarations.TipHost;

/// <summary>
/// The fields of a posted form. Read here byte by byte, so that nothing that is wrong with it loses what somebody wrote: what cannot be kept is
/// taken out, and <see cref="HadOdd"/> says so.
/// </summary>
public sealed class Typed
{
    /// <summary>Bytes of a whole form.</summary>
    public const int Largest = 512 * 1024;
    private const int MostFields = 60;

    private readonly Dictionary<string, string> values = [];

    /// <summary>There were control characters, halves of characters or bytes that are no UTF-8.</summary>
    public bool HadOdd { get; private set; }

    public string this[string name] => values.GetValueOrDefault(name, "");

    public bool Ticked(string name) => values.ContainsKey(name);

    public SlipCode? Code => SlipCode.TryParse(this["code"], out var code) ? code : null;

    /// <returns>Null: no such form, or too large.</returns>
    public static async Task<Typed?> ReadAsync(HttpRequest request)
    {
        if (request.ContentType?.Split(';')[0].Trim().Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true
            || request.ContentLength > Largest)
        {
            await DrainAsync(request);
            return null;
        }
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int length;
        while ((length = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            body.Write(buffer, 0, length);
            if (body.Length > Largest)
                return null;
        }
        return Of(body.GetBuffer().AsSpan(0, (int)body.Length));
    }

    /// <summary>Reads to the end what is not wanted, so that the answer arrives.</summary>
    public static Task DrainAsync(HttpRequest request) => request.Body.CopyToAsync(Stream.Null, request.HttpContext.RequestAborted);

    internal static Typed Of(ReadOnlySpan<byte> body)
    {
        var typed = new Typed();
        foreach (var part in body.Split((byte)'&'))
        {
            var field = body[part];
            var equals = field.IndexOf((byte)'=');
            if (equals > 0 && typed.values.Count < MostFields)
                typed.values.TryAdd(typed.Text(field[..equals]), typed.Text(field[(equals + 1)..]));
        }
        return typed;
    }

    private string Text(ReadOnlySpan<byte> encoded)
    {
        var bytes = new byte[encoded.Length];
        var count = 0;
        for (var i = 0; i < encoded.Length; i++)
            if (encoded[i] == '%' && i + 2 < encoded.Length && char.IsAsciiHexDigit((char)encoded[i + 1]) && char.IsAsciiHexDigit((char)encoded[i + 2]))
            {
                bytes[count++] = byte.Parse(encoded.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                i += 2;
            }
            else
                bytes[count++] = encoded[i] == '+' ? (byte)' ' : encoded[i];
        var raw = Encoding.UTF8.GetString(bytes, 0, count).ReplaceLineEndings("\n");
        var clean = WrittenText.Lines(raw);
        HadOdd |= clean != raw;
        return clean;
    }
}
