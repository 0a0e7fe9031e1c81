using System.Net;
using System.Text.RegularExpressions;

namespace Declarations.Trials;

/// <summary>
/// Somebody at a browser who files one report and does not give up: the signature is sent three times at once, and again after whatever went wrong, until a
/// receipt is shown.
/// </summary>
internal sealed partial class Filer(string staffNumber, Func<Uri> site) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
    { Timeout = TimeSpan.FromSeconds(30) };
    private List<KeyValuePair<string, string>>? signature;

    public string StaffNumber { get; } = staffNumber;
    /// <summary>Answers of 500 and above but for 503, which asks to come again.</summary>
    public int Faults { get; private set; }
    /// <summary>More than one where a session was lost.</summary>
    public int SignIns { get; private set; }

    /// <returns>The number of the receipt.</returns>
    /// <exception cref="InvalidOperationException">Two receipts for one signature.</exception>
    public async Task<string> FileAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                signature ??= await SignableAsync(cancellation);
                if (signature is not null)
                {
                    var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SignAsync(signature, cancellation)));
                    var receipts = answers.OfType<string>().Distinct().ToList();
                    if (receipts.Count > 1)
                        throw new InvalidOperationException($"{StaffNumber} was shown {string.Join(" and ", receipts)}.");
                    if (receipts.Count == 1)
                        return receipts[0];
                    signature = null;
                }
            }
            catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
            {
                // the site is away; what was sent is sent again as it is
            }
            await Task.Delay(100, cancellation);
        }
    }

    /// <returns>How many of the pages were shown.</returns>
    public async Task<int> SeeAsync(IEnumerable<string> pages, CancellationToken cancellation)
    {
        var seen = 0;
        foreach (var page in pages)
            seen += await GetAsync(page, cancellation) is null ? 0 : 1;
        return seen;
    }

    public void Dispose() => client.Dispose();

    /// <returns>Null: not now.</returns>
    private async Task<List<KeyValuePair<string, string>>?> SignableAsync(CancellationToken cancellation)
    {
        var page = await GetAsync($"/report/{Trial.Campaign}/check", cancellation);
        if (page is null)
        {
            if (await GetAsync("/sign-in", cancellation) is { } door)
            {
                using var answer = await PostAsync("/sign-in", [new("Form.UserName", StaffNumber), new("Form.Password", Trial.Password), Token(door)],
                    cancellation);
                SignIns += answer.StatusCode == HttpStatusCode.Found ? 1 : 0;
            }
            page = await GetAsync($"/report/{Trial.Campaign}/check", cancellation);
        }
        return page is null || !page.Contains("Form.Pledged", StringComparison.Ordinal) ? null
            : [Token(page), Hidden(page, "Form.Version"), Hidden(page, "Form.DraftNumber"), new("Form.Pledged", "true"), new("Form.Password", Trial.Password)];
    }

    private async Task<string?> SignAsync(List<KeyValuePair<string, string>> form, CancellationToken cancellation)
    {
        using var answer = await PostAsync($"/report/{Trial.Campaign}/check", form, cancellation);
        return answer.Headers.Location?.OriginalString is { } next && Receipt().Match(next) is { Success: true } receipt ? receipt.Groups[1].Value : null;
    }

    private async Task<string?> GetAsync(string path, CancellationToken cancellation)
    {
        using var answer = await client.GetAsync(new Uri(site(), path), cancellation);
        Note(answer);
        return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync(cancellation) : null;
    }

    private async Task<HttpResponseMessage> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellation)
    {
        using var form = new FormUrlEncodedContent(fields);
        var answer = await client.PostAsync(new Uri(site(), path), form, cancellation);
        Note(answer);
        return answer;
    }

    private void Note(HttpResponseMessage answer) => Faults += (int)answer.StatusCode >= 500 && answer.StatusCode != HttpStatusCode.ServiceUnavailable ? 1 : 0;

    private static KeyValuePair<string, string> Token(string page) => Hidden(page, "__RequestVerificationToken");

    private static KeyValuePair<string, string> Hidden(string page, string name) =>
        new(name, Regex.Match(page, $"name=\"{Regex.Escape(name)}\"[^>]*value=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("/receipt/([^/?]+)")] private static partial Regex Receipt();
}
