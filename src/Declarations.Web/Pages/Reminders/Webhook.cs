using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Declarations.Data;
using Declarations.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Reminders;

/// <summary>Sends what is in the outbox. A message is repeated, with growing waits, until an answer that it was taken is on record.</summary>
public sealed class Webhook(DeclarationsDb db, WebhookSettings settings, HttpClient client, TimeProvider time)
{
    /// <summary>Of another process that has taken a message and may have ended.</summary>
    private static readonly TimeSpan Claimed = TimeSpan.FromMinutes(2);
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Sends what is due.</summary>
    public async Task SendAsync(CancellationToken cancellation)
    {
        if (settings.Url is null)
            return;
        var now = time.GetUtcNow();
        foreach (var message in await db.Messages.Where(m => m.DeliveredAt == null && m.GivenUpAt == null && m.NextAt <= now).OrderBy(m => m.CreatedAt)
            .Take(20).ToListAsync(cancellation))
        {
            var (seen, claim) = (message.NextAt, now + Claimed);
            if (await db.Messages.Where(m => m.Id == message.Id && m.NextAt == seen)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.NextAt, claim), cancellation) == 0)
                continue;
            var (status, taken) = await SendAsync(settings.Url, message, cancellation);
            message.Answer(time.GetUtcNow(), status, taken);
            await db.SaveChangesAsync(cancellation);
        }
    }

    /// <returns>Status of the answer, or null for none; and whether the receiver has taken it.</returns>
    private async Task<(int? Status, bool Taken)> SendAsync(Uri url, Message message, CancellationToken cancellation)
    {
        try
        {
            using var request = Request(url, message);
            using var response = await client.SendAsync(request, cancellation);
            var body = response.IsSuccessStatusCode && settings.Format != WebhookFormat.Json ? await response.Content.ReadAsStringAsync(cancellation) : null;
            return ((int)response.StatusCode, response.IsSuccessStatusCode && (body is null || IsTaken(body)));
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException
            || problem is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return (null, false);
        }
    }

    /// <summary>Robots say 200 to what they refuse, and why in the body.</summary>
    private static bool IsTaken(string body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            return answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("errcode", out var code)
                && code.TryGetInt32(out var number) && number == 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private HttpRequestMessage Request(Uri url, Message message)
    {
        object body = settings.Format == WebhookFormat.Json
            ? new { id = message.Id, kind = "reminder", at = message.CreatedAt, text = message.Text }
            : new { msgtype = "text", text = new { content = message.Text } };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, Json);
        var request = new HttpRequestMessage(HttpMethod.Post, settings is { Format: WebhookFormat.DingTalk, Secret: { } secret } ? Signed(url, secret) : url)
        {
            Content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } },
        };
        request.Headers.Add("X-Declarations-Id", message.Id.ToString());
        if (settings is { Format: WebhookFormat.Json, Secret: { } key })
            request.Headers.Add("X-Declarations-Signature", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), bytes)));
        return request;
    }

    /// <summary>As DingTalk asks of a robot with a secret: milliseconds and an HMAC of them in the address.</summary>
    private Uri Signed(Uri url, string secret)
    {
        var milliseconds = time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var sign = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{milliseconds}\n{secret}")));
        return new UriBuilder(url) { Query = $"{url.Query.TrimStart('?')}&timestamp={milliseconds}&sign={Uri.EscapeDataString(sign)}".TrimStart('&') }.Uri;
    }
}
