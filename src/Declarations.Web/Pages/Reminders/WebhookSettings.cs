namespace Declarations.Web.Pages.Reminders;

/// <summary>How the receiver wants a message: plain JSON, or as a robot of DingTalk or WeCom takes it.</summary>
public enum WebhookFormat { Json, DingTalk, WeCom }

/// <summary>Where messages go: settings <c>Webhook:Url</c>, <c>Webhook:Format</c> and <c>Webhook:Secret</c>. Without an address none are made.</summary>
public sealed record WebhookSettings(Uri? Url, WebhookFormat Format, string? Secret)
{
    /// <exception cref="InvalidOperationException">No address, or no format of ours.</exception>
    public static WebhookSettings Of(IConfiguration settings)
    {
        var (address, format) = (settings["Webhook:Url"], settings["Webhook:Format"] ?? nameof(WebhookFormat.Json));
        if (string.IsNullOrEmpty(address))
            return new(null, WebhookFormat.Json, null);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || (url.Scheme == "http" && !url.IsLoopback))
            throw new InvalidOperationException("Webhook:Url must be an https address (http on this machine only).");
        return Enum.TryParse<WebhookFormat>(format, ignoreCase: true, out var known) && !int.TryParse(format, out _)
            ? new(url, known, settings["Webhook:Secret"])
            : throw new InvalidOperationException($"Webhook:Format is '{format}'; it must be json, dingtalk or wecom.");
    }
}
