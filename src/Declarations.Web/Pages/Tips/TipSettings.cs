using Declarations.Data.Tips;
using Declarations.Tips;

namespace Declarations.Web.Pages.Tips;

/// <param name="Retention">Null: this installation takes no tips.</param>
public sealed record TipSettings(TipRetention? Retention)
{
    public bool IsOn => Retention is not null;

    /// <exception cref="InvalidOperationException">There is a database of tips, and no word on how long they are kept.</exception>
    public static TipSettings Of(IConfiguration settings) =>
        new(settings.GetConnectionString("Tips") is null ? null : TipsRegistration.RetentionOf(settings));
}
