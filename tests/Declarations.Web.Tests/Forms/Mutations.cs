using System.Globalization;
using System.Text;
using Fields = System.Collections.Generic.List<System.Collections.Generic.KeyValuePair<string, string>>;

namespace Declarations.Web.Tests.Forms;

/// <summary>One request that somebody might well send.</summary>
public sealed record Honest(string Role, HttpMethod Method, string Address, Fields Fields);

/// <summary>Turns honest requests into hostile ones; the same for the same seed.</summary>
public sealed class Mutations(int seed, IReadOnlyList<Guid> ids)
{
    public const string Token = "__RequestVerificationToken";

    private static readonly string[] Texts =
    [
        "", " ", "\t", "0", "-1", "-0", "00", "1e400", "-1e400", "1" + new string('0', 60), "0." + new string('0', 60) + "1", "0x10", "NaN", "Infinity", "٣٤",
            "１２", "1,000", "1.005", "+5",
        "2147483648", "-2147483649", "9223372036854775808", "79228162514264337593543950336", "999", "NoSuch", "Sand,Coal", "null", "undefined", "true,false",
            "on",
        "0001-01-01", "9999-12-31", "0000-00-00", "2017-02-30", "10000-01-01", "2017-09-04T25:00:00Z", "-2017-09-04", "2017/9/4", "30.9.2017",
        "👩‍👩‍👧‍👦", "\u202Etxt.exe", "\u200B", "\uFEFF", "Z" + new string('\u0300', 300), "ﷺ" + new string('ﷺ', 200), "a\r\nSet-Cookie: x=y", "\r\n",
            new('x', 600), new('长', 40_000), new('9', 20_000),
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "=cmd|' /C calc'!A0", "{{7*7}}", "${7*7}", "' OR 1=1 --", "%s%n%x", "../../etc/passwd",
            "C:\\con\\con", "//evil.example", "javascript:alert(1)", "file:///etc/passwd",
        "00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000001", "not-an-id", ":", "::", ":1", "\\", "[]", "{}", "@", "~/", "a|b|c",
    ];

    // Written as they stand into a body or an address: no encoder makes these.
    private static readonly string[] Raw =
        ["%00", "a%00b", "%ED%A0%80", "%ED%B0%80%ED%A0%80", "%C0%80", "%C0%AF", "%E0%80%AF", "%F8%88%80%80%80", "%F4%90%80%80", "%FF%FE", "%EF%BF%BF",
            "%C2%85", "%1B%5B31m", "%", "%zz", "%u0000", "%uD800", "%25%30%30", "+", "%0d%0a%0d%0a", "%7F"];

    private static readonly string[] Names =
        ["", ".", "[", "]", "[0]", "[-1]", "[2147483647]", "Form", "Form.", ".Form", "Form..Version", "Form.Several[2147483647]", "Form.Several[1].Id",
            "Form.Several.index", "Form.GetType", "__proto__", "handler", "page", "area", "Model", "Request", "Token", "Id", "id", "Campaign",
         "culture", "ui-culture", "Form[" + new string('a', 3000) + "]", "a%00b", "%ED%A0%80", new('k', 3000), string.Concat(Enumerable.Repeat("a.", 200))
             + "b", string.Concat(Enumerable.Repeat("a[b]", 60)), string.Concat(Enumerable.Repeat("[0]", 60))];

    private static readonly string[] Types =
        ["", "text/plain", "application/json", "text/xml", "application/octet-stream", "multipart/form-data", "multipart/form-data; boundary=",
            "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=" + new string('b', 400), "multipart/mixed; boundary=b",
         "application/x-www-form-urlencoded; charset=utf-7", "application/x-www-form-urlencoded; charset=utf-16",
             "application/x-www-form-urlencoded; charset=nonsense", "application/x-www-form-urlencoded; charset=\"", "application/X-WWW-FORM-URLENCODED",
                 ";;;", "a/b/c"];

    private static readonly string[] Headers =
        ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Host", "X-Forwarded-Proto",
            "X-Forwarded-For", "X-Forwarded-Prefix", "Forwarded", "Accept-Language", "Accept", "Accept-Encoding", "Referer", "Origin",
         "Authorization", "Range", "If-Match", "If-None-Match", "If-Modified-Since", "traceparent", "Content-Encoding", "Expect", "Upgrade", "Sec-Fetch-Site",
             "RequestVerificationToken", "Cookie"];

    private static readonly string[] HeaderValues =
        ["", "DELETE", "GET", "/sign-out", "https", "127.0.0.1", "evil.example", "zh-CN;q=nonsense", "xx-" + new string('x', 500), "*", "gzip", "100-continue",
            "bytes=0-18446744073709551615", "W/\"x\"", "0", new('h', 10_000), "a=b; a=c; __Host-declarations-form=x",
                "__Host-declarations-language=c=xx|uic=%00", "Bearer x", "00-zz-zz-00"];

    private readonly Random random = new(seed);

    /// <summary>What was done to the last request, for the report of a failure.</summary>
    public string Story { get; private set; } = "";

    public T One<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    public HttpRequestMessage? Of(Honest honest)
    {
        Story = $"{honest.Role} {honest.Method} {honest.Address}";
        var (address, fields) = (honest.Address,
            honest.Fields.Select(field => (Name: Uri.EscapeDataString(field.Key), Value: Uri.EscapeDataString(field.Value))).ToList());
        if (random.Next(4) == 0)
            address = Address(address);
        if (honest.Method == HttpMethod.Get || random.Next(12) == 0)
            address += (address.Contains('?', StringComparison.Ordinal) ? "&" : "?")
                + string.Join('&', Mutated(fields.Count == 0 ? [("culture", "en"), ("page", "1"), ("campaign", "practice")] : fields)
                .Select(field => $"{field.Name}={field.Value}"));
        if (!Uri.TryCreate(address, UriKind.Relative, out var uri))
            return null;
        var request = new HttpRequestMessage(honest.Method, uri);
        if (honest.Method == HttpMethod.Post || random.Next(20) == 0)
            request.Content = random.Next(3) == 0 ? Multipart(Mutated(fields)) : Encoded(Mutated(fields));
        for (var n = random.Next(4) == 0 ? 1 + random.Next(3) : 0; n > 0; n--)
        {
            var (name, value) = (One(Headers), One(HeaderValues));
            Story += $" | {name}: {Shown(value)}";
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return request;
    }

    private List<(string Name, string Value)> Mutated(List<(string Name, string Value)> fields)
    {
        List<(string Name, string Value)> mutated = [.. fields];
        for (var n = 1 + random.Next(3); n > 0 && mutated.Count > 0; n--)
        {
            var (at, kind) = (random.Next(mutated.Count), random.Next(14));
            var (name, value) = mutated[at];
            Story += string.Create(CultureInfo.InvariantCulture, $" | {kind}:{Shown(name)}");
            switch (kind)
            {
                case 0 or 1 or 2 or 3: mutated[at] = (name, Uri.EscapeDataString(Tell(One(Texts)))); break;
                case 4 or 5: mutated[at] = (name, Tell(One(Raw))); break;
                case 6: mutated[at] = (name, Uri.EscapeDataString(Tell(Id()))); break;
                case 7: mutated.Add((Tell(One(Names)), value)); break;
                case 8: mutated[at] = (Tell(One(Names)), value); break;
                case 9: mutated.RemoveAt(at); break;
                case 10: mutated.Insert(random.Next(mutated.Count), (name, Uri.EscapeDataString(Tell(One(Texts))))); break;
                case 11: mutated[at] = (name, mutated[random.Next(mutated.Count)].Value); break;
                case 12 when random.Next(8) == 0: mutated.AddRange(Enumerable.Range(0, 1100).Select(i => ($"f{i}", "1"))); break;
                case 13 when random.Next(8) == 0: mutated[at] = (name, new string('x', 100_000)); break;
                default: mutated[at] = (name, value + Tell(One(Raw))); break;
            }
        }
        return mutated;
    }

    private ByteArrayContent Encoded(List<(string Name, string Value)> fields)
    {
        var body = Encoding.ASCII.GetBytes(string.Join('&', fields.Select(field => $"{field.Name}={field.Value}")));
        var content = new ByteArrayContent(random.Next(20) == 0 ? body[..random.Next(body.Length + 1)] : body);
        content.Headers.TryAddWithoutValidation("Content-Type", random.Next(12) == 0 ? Tell(One(Types)) : "application/x-www-form-urlencoded");
        return content;
    }

    private ByteArrayContent Multipart(List<(string Name, string Value)> fields)
    {
        const string boundary = "----declarations";
        var odd = random.Next(16);
        Story += string.Create(CultureInfo.InvariantCulture, $" | multipart {odd}");
        using var body = new MemoryStream();
        void Write(string text) => body.Write(Encoding.UTF8.GetBytes(text));
        foreach (var (name, value) in fields)
        {
            Write($"--{boundary}\r\nContent-Disposition: form-data; name=\"{Plain(name)}\"");
            if (odd == 1 && random.Next(3) == 0)
                Write($"; filename=\"{One(["a\0b.pdf", "../../x", "a.pdf\"; x=\"", new string('n', 5000), "", "con", "\uFFFE.xlsx"])}\"");
            if (odd == 2 && random.Next(3) == 0)
                Write("\r\nContent-Transfer-Encoding: base64\r\nContent-Type: text/plain; charset=utf-7");
            if (odd == 3 && random.Next(3) == 0)
                Write("\r\nX-Long: " + new string('h', 20_000));
            Write("\r\n\r\n" + Plain(value) + "\r\n");
        }
        if (odd == 4)
            Write($"--{boundary}\r\n\r\nno name\r\n");
        if (odd == 5)
            Write($"--{boundary}\r\nContent-Disposition: form-data; name=\"a\0b\"\r\n\r\nc\0d\r\n");
        if (odd == 6)
            body.Write([.. Encoding.ASCII.GetBytes($"--{boundary}\r\nContent-Disposition: form-data; name=\"{fields.FirstOrDefault().Name}\"\r\n\r\n"), 0xC0,
                0x80, 0xFF, 0xFE, 0xED, 0xA0, 0x80, 13, 10]);
        if (odd == 7)
            for (var i = 0; i < 1100; i++)
                Write($"--{boundary}\r\nContent-Disposition: form-data; name=\"f{i}\"\r\n\r\n1\r\n");
        if (odd != 8)
            Write($"--{boundary}--\r\n");
        var bytes = body.ToArray();
        var content = new ByteArrayContent(odd == 9 ? bytes[..random.Next(bytes.Length)] : bytes);
        content.Headers.TryAddWithoutValidation("Content-Type",
            odd switch { 10 => Tell(One(Types)), 11 => "multipart/form-data; boundary=other", _ => $"multipart/form-data; boundary={boundary}" });
        return content;
    }

    /// <summary>Something else in place of a part of the path, or of the handler.</summary>
    private string Address(string address)
    {
        var (path, query) = address.Split('?') is [var before, var after] ? (before, after) : (address, "");
        var parts = path.Split('/');
        switch (random.Next(6))
        {
            case 0: parts[^1] = Uri.EscapeDataString(Tell(One(Texts).Length > 2000 ? "x" : One(Texts))); break;
            case 1: parts[random.Next(1, parts.Length)] = Tell(One(Raw)); break;
            case 2: parts[^1] = Uri.EscapeDataString(Tell(Id())); break;
            case 3: query = "handler=" + One(["NoSuch", "Sign", "Return", "Remove", "Open", "RestNo", "%00", ""]); break;
            case 4: parts = [.. parts, Tell(One(["", ".", "..", "..;", "%2e%2e", "%2f", "%5c", ".json", new string('p', 4000)]))]; break;
            default: parts[random.Next(1, parts.Length)] += Tell(One(Raw)); break;
        }
        return string.Join('/', parts) + (query.Length == 0 ? "" : "?" + query);
    }

    private string Id()
    {
        var id = One(ids);
        return random.Next(8) switch { 0 => id.ToString("B"), 1 => id.ToString("N"), 2 => id.ToString("P"), 3 => id.ToString("X"), 4 =>
            id.ToString().ToUpperInvariant(), 5 => id + " ", 6 => id.ToString()[..20], _ => id.ToString() };
    }

    private string Tell(string text)
    {
        Story += "=" + Shown(text);
        return text;
    }

    private static string Plain(string encoded) => Uri.UnescapeDataString(encoded);
    private static string Shown(string text) => text.Length <= 40 ? text : $"{text[..40]}… ({text.Length})";
}
