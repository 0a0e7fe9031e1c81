using Declarations.Web.Forms;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Tips;

/// <summary>海报: where the public host is, to be hung up. It names no unit, so that nothing says where somebody has read it.</summary>
public sealed class PosterModel(TipRoom room, TipSettings settings) : PageModel, ILoaded
{
    /// <summary>Of the public host; null: the setting is missing.</summary>
    public Uri? Address => settings.Address;

    public async Task<bool> LoadAsync() => await room.LoadAsync() && room.Desks.Count > 0;
}
