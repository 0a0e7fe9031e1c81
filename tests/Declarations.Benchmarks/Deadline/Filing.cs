using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Declarations.Trials;

namespace Declarations.Benchmarks.Deadline;

/// <summary>How one return, or one sign-in, ended.</summary>
/// <param name="Receipt">Null: none was shown.</param>
/// <param name="Status">Of the last answer; 0: there was none.</param>
/// <param name="AsksToComeAgain">With Retry-After.</param>
internal sealed record Answer(SignedIn? Who, string? Receipt, int Status, bool AsksToComeAgain, TimeSpan Took);

/// <summary>Nil returns over HTTP, three posts each as a browser sends them, by people who have the form before them.</summary>
internal sealed partial class Filing(Uri site) : IDisposable
{
    private static readonly string[] Sectors = ["Mining", "Sand", "Fishery", "SmallHydro", "Fireworks", "Hazchem", "Other"];

    private readonly HttpClient client = new(new SocketsHttpHandler
    { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5) })
    { BaseAddress = site, Timeout = TimeSpan.FromSeconds(60) };

    /// <param name="pages">Opens each page that a post leads to, as a browser does.</param>
    /// <param name="planned">Timestamp from which it counts; null: now.</param>
    public async Task<Answer> FileAsync(SignedIn who, bool pages = false, long? planned = null)
    {
        var began = planned ?? Stopwatch.GetTimestamp();
        var (version, draft) = (who.Version, who.DraftNumber);
        var (status, again) = (0, false);
        try
        {
            foreach (var (page, fields) in Posts())
            {
                using var answer = await SendAsync(who, page, fields);
                (status, again) = ((int)answer.StatusCode, answer.Headers.RetryAfter is not null);
                if (answer.StatusCode != HttpStatusCode.Found || answer.Headers.Location?.OriginalString is not { } next)
                    break;
                (version, draft) = (version + 1, draft + 1);
                if (Receipt().Match(next) is { Success: true } receipt)
                    return new(who, receipt.Groups[1].Value, status, false, Stopwatch.GetElapsedTime(began));
                if (pages)
                    using (var shown = await OpenAsync(who, next))
                        status = (int)shown.StatusCode;
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException)
        {
            status = 0;
        }
        return new(who, null, status, again, Stopwatch.GetElapsedTime(began));

        IEnumerable<(string Page, List<KeyValuePair<string, string>> Fields)> Posts()
        {
            yield return ("details", [new("Form.Correct", "true"), new("Version", $"{version}")]);
            yield return ("participation", [.. Sectors.Select(sector => KeyValuePair.Create($"Form.{sector}.Self", "false")), new("Version", $"{version}")]);
            yield return ("check", [new("Form.Pledged", "true"), new("Form.Version", $"{version}"), new("Form.DraftNumber", $"{draft}")]);
        }
    }

    /// <summary>Where the report stands, read from its own form: a filer whom an answer did not reach looks again.</summary>
    public async Task<SignedIn?> AgainAsync(SignedIn who)
    {
        using var shown = await OpenAsync(who, $"/report/{Trial.Campaign}/check");
        var page = await shown.Content.ReadAsStringAsync();
        return Number("Form.Version") is { } version && Number("Form.DraftNumber") is { } draft ? who with { Version = version, DraftNumber = draft } : null;

        int? Number(string name) => int.TryParse(Regex.Match(page, $"name=\"{Regex.Escape(name)}\"[^>]*value=\"([0-9]+)\"").Groups[1].Value, out var number)
            ? number : null;
    }

    /// <summary>One sign-in with a wrong password under a name that nobody has: it costs what a right one costs.</summary>
    public async Task<Answer> GuessAsync((string Cookie, string Token) door, string name, long? planned = null)
    {
        var began = planned ?? Stopwatch.GetTimestamp();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/sign-in", UriKind.Relative))
            {
                Content = new FormUrlEncodedContent([new("Form.UserName", name), new("Form.Password", "no password of anybody here"),
                    new("__RequestVerificationToken", door.Token)]),
            };
            request.Headers.Add("Cookie", door.Cookie);
            using var answer = await client.SendAsync(request);
            return new(null, null, (int)answer.StatusCode, answer.Headers.RetryAfter is not null, Stopwatch.GetElapsedTime(began));
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException)
        {
            return new(null, null, 0, false, Stopwatch.GetElapsedTime(began));
        }
    }

    /// <summary>The sign-in page: its cookie and token are good for any number of attempts.</summary>
    public async Task<(string Cookie, string Token)> DoorAsync()
    {
        using var page = await client.GetAsync(new Uri("/sign-in", UriKind.Relative));
        return (string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])),
            PagesBenchmark.Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value);
    }

    public void Dispose() => client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(SignedIn who, string page, List<KeyValuePair<string, string>> fields)
    {
        fields.Add(new("__RequestVerificationToken", who.Token));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/report/{Trial.Campaign}/{page}", UriKind.Relative))
        { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Cookie", who.Cookies);
        return await client.SendAsync(request);
    }

    private async Task<HttpResponseMessage> OpenAsync(SignedIn who, string page)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(page, UriKind.Relative));
        request.Headers.Add("Cookie", who.Cookies);
        return await client.SendAsync(request);
    }

    [GeneratedRegex("/receipt/([^/?]+)")] private static partial Regex Receipt();
}
