using Declarations.Data.Tips;
using Declarations.Tips;

namespace Declarations.Web.Pages.Tips;

/// <param name="Retention">Null: this installation takes no tips.</param>
/// <param name="Address">Where the public host is, as posters print it; null: not said.</param>
public sealed record TipSettings(TipRetention? Retention, Uri? Address)
{
    public bool IsOn => Retention is not null;

    /// <exception cref="InvalidOperationException">There is a database of tips, and no word on how long they are kept; or an address that is none.</exception>
    public static TipSettings Of(IConfiguration settings) =>
        new(settings.GetConnectionString("Tips") is null ? null : TipsRegistration.RetentionOf(settings), settings["Tips:Address"] is not { } address ? null
            : Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri
            : throw new InvalidOperationException("Tips:Address is not an address that begins with http:// or https://."));
}
