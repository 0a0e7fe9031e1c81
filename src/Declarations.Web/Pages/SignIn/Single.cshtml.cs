using Declarations.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Declarations.Web.Pages.SignIn;

/// <summary>The way to the organisation's own provider. There is none unless it is configured.</summary>
public sealed class SingleModel(SingleSignOn singleSignOn, IOptionsMonitor<SingleSignOnOptions> options, Viewer viewer) : PageModel
{
    /// <param name="confirms">Whoever is signed in proves it anew.</param>
    public async Task<IActionResult> OnGetAsync(string? next, bool confirms = false)
    {
        await viewer.LoadAsync();
        if (!singleSignOn.IsConfigured || !ModelState.IsValid || confirms && viewer.Account is null)
            return NotFound();
        try
        {
            await options.Get(SingleSignOn.Scheme).Discovery.GetConfigurationAsync(HttpContext.RequestAborted);
        }
        catch (InvalidOperationException)
        {
            return Redirect(Links.SignInFailed);
        }
        return Challenge(SingleSignOn.Way(Url.IsLocalUrl(next) ? next : null, confirms ? viewer.AccountId : null), SingleSignOn.Scheme);
    }
}
