using Declarations.Access;
using Declarations.Campaigns;
using Declarations.Web.Access;
using Declarations.Web.Door;
using Declarations.Web.Pages.Custody;
using Declarations.Web.Pages.Progress;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.InHand;

/// <summary>
/// The campaign that the office works on, chosen once for all pages and remembered by the browser. An address that names one wins, and becomes the choice.
/// </summary>
public sealed class CampaignChoice(IHttpContextAccessor http, Viewer viewer, Transport transport)
{
    private const string Key = "campaign";

    private string? named;

    private HttpContext Http => http.HttpContext!;
    private string Cookie => transport.Cookie(Key);
    private string? Code => named ?? Http.Request.Cookies[Cookie];

    /// <summary>
    /// What there is to choose from, real ones first; none for those who neither work for an office nor hold a post. Post-holders choose where it makes a
    /// difference to them: most of their pages are of all campaigns together.
    /// </summary>
    public async Task<IReadOnlyList<Campaign>> AllAsync() =>
        await viewer.MayAsync(Permission.Collect) ? await viewer.CampaignsInReachAsync()
        : await viewer.MayAsync(Permission.Follow) && Features.IsOfCampaign(Http.Request.Path.Value)
            ? await viewer.OnceAsync(nameof(CampaignChoice), async () =>
                await viewer.CampaignsFollowed(await viewer.PathsFollowedAsync()).AsNoTracking().ToListAsync())
        : [];

    /// <summary>The one chosen, otherwise the first; null: there is none.</summary>
    public Campaign? Of(IReadOnlyList<Campaign> campaigns) => campaigns.FirstOrDefault(campaign => campaign.Code == Code) ?? campaigns.FirstOrDefault();

    public static string Carry(NavigationEntry entry, Campaign? chosen) =>
        chosen is not null && entry.OfCampaign ? $"{entry.Address}?{Key}={Uri.EscapeDataString(chosen.Code)}" : entry.Address;

    /// <summary>Where the choice is sent: to the same page, which then shows that campaign; from a page of one campaign to that of the other.</summary>
    public string Address => Http.Request.Path.StartsWithSegments(Links.Campaigns) ? Links.Campaigns : Http.Request.Path.Value!;

    /// <summary>Remembers the campaign that the address names, if it is one of the viewer's.</summary>
    public async Task KeepAsync()
    {
        var code = Http.Request.Query[Key].FirstOrDefault()
            ?? (Http.Request.Path.StartsWithSegments(Links.Campaigns) ? Http.Request.RouteValues["code"] as string : null);
        if (code is null || code == Code || (await AllAsync()).All(each => each.Code != code))
            return;
        named = code;
        Http.Response.Cookies.Append(Cookie, code,
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = Http.Request.IsHttps, MaxAge = TimeSpan.FromDays(365) });
    }
}
