using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Declarations.Web.Tests.Hosting;
using Xunit;

namespace Declarations.Web.Tests.Access;

/// <summary>The application behind a real socket, reached without https.</summary>
public sealed class WiredOffice : Office
{
    public WiredOffice()
    {
        Empty = true;
        UseKestrel(0);
    }

    public int Port => ClientOptions.BaseAddress.Port;
    protected override IEnumerable<(string Key, string Value)> Settings => [("Security:Https", "false")];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        StartServer();
    }
}

/// <summary>Bytes that no browser sends, straight at the socket: refused, never a 500, no banner, nobody else is kept waiting.</summary>
public sealed partial class WireTests(WiredOffice office, ITestOutputHelper output) : IClassFixture<WiredOffice>
{
    private const string Host = "Host: declarations.test\r\n", Close = "Connection: close\r\n\r\n",
        Form = "Content-Type: application/x-www-form-urlencoded\r\n";

    /// <summary>What is sent, as Latin-1, and the statuses that may answer it; 0 is an end without an answer.</summary>
    private static readonly (string Name, string Sent, int[] Answers)[] Cases =
    [
        ("a good request", Get("/verify"), [200]),
        ("nonsense", "NONSENSE\r\n\r\n", [400]),
        ("a verb alone", "GET\r\n\r\n", [400]),
        ("no version", $"GET /verify\r\n{Host}{Close}", [400]),
        ("a version to come", $"GET /verify HTTP/9.9\r\n{Host}{Close}", [505]),
        ("a verb in small letters", $"get /verify HTTP/1.1\r\n{Host}{Close}", [200, 405]),
        ("a verb with a tab", $"GE\tT /verify HTTP/1.1\r\n{Host}{Close}", [400]),
        ("a verb of 8 KB", $"{new string('G', 8000)} /verify HTTP/1.1\r\n{Host}{Close}", [400, 405, 414]),
        ("an address of 20 KB", Get("/" + new string('a', 20_000)), [414]),
        ("a query of 20 KB", Get("/verify?number=" + new string('a', 20_000)), [414]),
        ("headers of 20 KB", Get("/verify", $"X-Long: {new string('h', 20_000)}"), [431]),
        ("70 headers", Get("/verify", [.. Enumerable.Range(0, 70).Select(n => $"X-{n}: 1")]), [431]),
        ("a header without a colon", Get("/verify", "NoColon"), [400]),
        ("a space before the colon", Get("/verify", "X-Odd : 1"), [400]),
        ("a header without a name", Get("/verify", ": 1"), [400]),
        ("a folded header", Get("/verify", "X-Odd: 1\r\n 2"), [400]),
        ("NUL in a header", Get("/verify", "X-Odd: a\0b"), [400]),
        ("bytes above ASCII in a header", Get("/verify", "X-Odd: \u00FF\u00FE"), [200, 400]),
        ("line feeds alone", "GET /verify HTTP/1.1\nHost: declarations.test\nConnection: close\n\n", [200, 400]),
        ("no host", $"GET /verify HTTP/1.1\r\n{Close}", [400]),
        ("an empty host", $"GET /verify HTTP/1.1\r\nHost:\r\n{Close}", [400]),
        ("two hosts", $"GET /verify HTTP/1.1\r\n{Host}{Host}{Close}", [400]),
        ("a foreign host", $"GET /verify HTTP/1.1\r\nHost: evil.example\r\n{Close}", [400]),
        ("a host with a path", $"GET /verify HTTP/1.1\r\nHost: declarations.test/evil\r\n{Close}", [400]),
        ("a host with a user", $"GET /verify HTTP/1.1\r\nHost: evil@declarations.test\r\n{Close}", [400]),
        ("a host with a line break in it", $"GET /verify HTTP/1.1\r\nHost: declarations.test\u0085evil\r\n{Close}", [400]),
        ("HTTP/1.0 without a host", "GET /verify HTTP/1.0\r\n\r\n", [400]),
        ("HTTP/1.0 with a host", $"GET /verify HTTP/1.0\r\n{Host}\r\n", [200]),
        ("an absolute address of another host", $"GET http://evil.example/verify HTTP/1.1\r\n{Host}{Close}", [400]),
        ("an absolute address, both of another host", $"GET http://evil.example/verify HTTP/1.1\r\nHost: evil.example\r\n{Close}", [400]),
        ("an absolute address with a user", $"GET http://a:b@declarations.test/verify HTTP/1.1\r\n{Host}{Close}", [200, 400]),
        ("a tunnel", $"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n{Close}", [400, 405]),
        ("an asterisk", $"OPTIONS * HTTP/1.1\r\n{Host}{Close}", [400, 405]),
        ("an address without a slash", $"GET verify HTTP/1.1\r\n{Host}{Close}", [400, 405]),
        ("NUL in the path", Get("/ver\0ify"), [400]),
        ("NUL in the path, encoded", Get("/ver%00ify"), [400]),
        ("NUL in the query, encoded", Get("/verify?number=%00&digest=a"), [400]),
        ("bytes above ASCII in the path", Get("/\u00FF\u00FE"), [400]),
        ("a broken character in the path", Get("/%C0%AF%ED%A0%80"), [302, 400, 404]),
        ("a broken escape in the path", Get("/%zz%"), [302, 400, 404]),
        ("dots out of the root", Get("/../../../../etc/passwd"), [302, 400, 404]),
        ("dots out of the root, encoded", Get("/%2e%2e/%2e%2e/%2e%2e/etc/passwd"), [302, 400, 404]),
        ("dots and backslashes", Get("/css/..%5c..%5c..%5cappsettings.json"), [302, 400, 404]),
        ("a stream of a file", Get("/css/theme.css::$DATA"), [302, 400, 404]),
        ("a space in the path", $"GET /ver ify HTTP/1.1\r\n{Host}{Close}", [400]),
        ("two lengths", Post("a=b", "Content-Length: 3", "Content-Length: 30"), [400]),
        ("two lengths in one", Post("a=b", "Content-Length: 3, 30"), [400]),
        ("a negative length", Post("a=b", "Content-Length: -3"), [400]),
        ("a length in words", Post("a=b", "Content-Length: three"), [400]),
        ("a length with a sign", Post("a=b", "Content-Length: +3"), [400]),
        ("a length beyond 64 bits", Post("a=b", "Content-Length: 99999999999999999999"), [400]),
        ("a length of 100 MB", Post("a=b", "Content-Length: 104857600"), [413]),
        ("no length", Post(""), [400, 411]),
        ("a length and chunks", Post("3\r\na=b\r\n0\r\n\r\n", "Content-Length: 3", "Transfer-Encoding: chunked"), [400]),
        ("an unknown encoding", Post("a=b", "Transfer-Encoding: gzip"), [400, 501]),
        ("chunks inside another encoding", Post("0\r\n\r\n", "Transfer-Encoding: chunked, gzip"), [400, 501]),
        ("an encoding like chunks", Post("0\r\n\r\n", "Transfer-Encoding: xchunked"), [400, 501]),
        ("an encoding after a vertical tab", Post("0\r\n\r\n", "Transfer-Encoding: \vchunked"), [400, 501]),
        ("encoding twice", Post("0\r\n\r\n", "Transfer-Encoding: chunked", "Transfer-Encoding: identity"), [400, 501]),
        ("a chunk without a size", Post("zz\r\na=b\r\n0\r\n\r\n", "Transfer-Encoding: chunked"), [400]),
        ("a chunk of negative size", Post("-3\r\na=b\r\n0\r\n\r\n", "Transfer-Encoding: chunked"), [400]),
        ("a chunk beyond 64 bits", Post("FFFFFFFFFFFFFFFFF\r\na=b\r\n0\r\n\r\n", "Transfer-Encoding: chunked"), [400, 413]),
        ("a chunk longer than it says", Post("2\r\na=bcdef\r\n0\r\n\r\n", "Transfer-Encoding: chunked"), [400]),
        ("chunks beyond the largest form",
            Post(string.Concat(Enumerable.Repeat($"4000\r\n{new string('x', 0x4000)}\r\n", 8)) + "0\r\n\r\n", "Transfer-Encoding: chunked"), [400, 413]),
        ("a chunk with a long extension", Post($"3;{new string('e', 20_000)}\r\na=b\r\n0\r\n\r\n", "Transfer-Encoding: chunked"), [400, 413]),
        ("a trailer that is a header", Post("3\r\na=b\r\n0\r\nHost: evil.example\r\n\r\n", "Transfer-Encoding: chunked"), [400]),
        ("an odd expectation", Get("/verify", "Expect: nonsense"), [200, 400, 417]),
        ("another protocol", Get("/verify", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__"), [200, 400]),
        ("HTTP/2 without asking", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0", [0, 400, 505]),
        ("TLS", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00FC\u0003\u0003" + new string('\u0001', 600) + "\r\n\r\n", [0, 400]),
        ("cookies that are none", Get("/verify", "Cookie: =;;=;\u007F=\"; declarations-session=%00; a"), [200, 400]),
        ("a good request and garbage", Get("/verify").Replace("Connection: close", "Connection: keep-alive", StringComparison.Ordinal)
            + "\0\0\0 garbage\r\n\r\n", [200, 400]),
        ("two good requests at once", Get("/verify").Replace("Connection: close", "Connection: keep-alive", StringComparison.Ordinal) + Get("/verify"),
            [200, 200]),
        ("a good request after a hidden one", Post("0\r\n\r\n" + Get("/my-work"), "Content-Length: 5", "Transfer-Encoding: chunked"), [400]),
    ];

    [Fact]
    public async Task Odd_bytes_are_refused_and_the_next_visitor_is_served()
    {
        var (wrong, seen) = (new ConcurrentBag<string>(), new SortedDictionary<int, int>());
        foreach (var (name, sent, expected) in Cases)
        {
            var answers = await AnswersAsync(sent, name, wrong);
            foreach (var answer in answers)
                seen[answer] = seen.GetValueOrDefault(answer) + 1;
            var both = name.Contains(" and garbage", StringComparison.Ordinal) || name.StartsWith("two good", StringComparison.Ordinal);
            if (both ? !answers.SequenceEqual(expected) : answers.Count != 1 || !expected.Contains(answers[0]))
                wrong.Add($"{name}: {string.Join(", ", answers)} in place of {string.Join(" or ", expected)}");
            if (await AnswersAsync(Get("/verify"), "the next visitor", wrong) is not [200])
                wrong.Add($"after {name} the next visitor is not served");
        }
        output.WriteLine($"{Cases.Length} kinds of odd bytes: {string.Join(", ", seen.Select(pair => $"{pair.Value} of {pair.Key}"))}; {wrong.Count} faults");
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong));
        Assert.Empty(office.Faults);
    }

    /// <summary>All at once, because the limits take their time: 15 s for headers, 5 s for a body that sends less than 240 bytes a second.</summary>
    [Fact]
    public async Task Who_hangs_up_in_the_middle_or_falls_silent_breaks_nothing()
    {
        var wrong = new ConcurrentBag<string>();
        await Task.WhenAll(new[]
        {
            "GET /ver", "GET /verify HTTP/1.1\rHost: declarations.test\r\r", "GET /verify HTTP/1.1\r\nHost: decl",
            $"POST /verify HTTP/1.1\r\n{Host}{Form}Content-Length: 1000\r\n\r\na=b",
                $"POST /verify HTTP/1.1\r\n{Host}{Form}Transfer-Encoding: chunked\r\n\r\n40\r\na=b",
        }.Select(async sent =>
        {
            using (var gone = await ConnectAsync())
                await gone.SendAsync(Encoding.Latin1.GetBytes(sent), TestContext.Current.CancellationToken);
            Assert.All(await AnswersAsync(sent, sent, wrong, seconds: 40), status => Assert.True(status is 0 or 400 or 408, $"{sent}: {status}"));
            Assert.Equal([200], await AnswersAsync(Get("/verify"), "the next visitor", wrong));
        }));
        Assert.Empty(wrong);
        Assert.Empty(office.Faults);
    }

    private static string Get(string path, params string[] headers) =>
        $"GET {path} HTTP/1.1\r\n{Host}{string.Concat(headers.Select(header => header + "\r\n"))}{Close}";

    private static string Post(string body, params string[] headers) =>
        $"POST /verify HTTP/1.1\r\n{Host}{Form}{string.Concat(headers.Select(header => header + "\r\n"))}{Close}{body}";

    /// <summary>Sends and reads until the server hangs up.</summary>
    private async Task<IReadOnlyList<int>> AnswersAsync(string sent, string name, ConcurrentBag<string> wrong, int seconds = 20)
    {
        using var socket = await ConnectAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        using var received = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            await socket.SendAsync(Encoding.Latin1.GetBytes(sent), patience.Token);
            for (int read; (read = await socket.ReceiveAsync(buffer, patience.Token)) > 0;)
                received.Write(buffer, 0, read);
        }
        catch (SocketException)
        {
            // Refused before all of it was read: the answer may be lost, the end is not.
        }
        catch (OperationCanceledException)
        {
            wrong.Add($"{name}: the connection hangs");
        }
        var text = Encoding.Latin1.GetString(received.ToArray());
        var answers = StatusLine().Matches(text).Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        if (answers.Contains(500) || Banner().IsMatch(text))
            wrong.Add($"{name}: {text[..Math.Min(text.Length, 400)]}");
        return answers.Count == 0 ? [0] : answers;
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", office.Port);
        return socket;
    }

    [GeneratedRegex(@"HTTP/1\.[01] (\d{3}) ")]
    private static partial Regex StatusLine();

    [GeneratedRegex(@"\r\n(Server|X-Powered-By|X-AspNet\w*):", RegexOptions.IgnoreCase)]
    private static partial Regex Banner();
}
