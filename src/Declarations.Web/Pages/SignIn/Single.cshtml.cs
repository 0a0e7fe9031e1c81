using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Declarations.Web.Pages.SignIn;

/// <summary>
/// The way to the organisation's own provider, begun by a form of ours and never by a link from elsewhere. It leads over
/// this page, since our policy lets no form end at another site. There is none unless it is configured.
/// </summary>
public sealed class SingleModel(
    SingleSignOn singleSignOn, SignInDesk desk, IOptionsMonitor<SingleSignOnOptions> options, Viewer viewer, ILogger<SingleModel> log) : PageModel
{
    private const int LongestNext = 500;

    /// <summary>Where the provider asks who is there.</summary>
    public string Provider { get; private set; } = "";

    public IActionResult OnGet() => Redirect(Links.SignIn);

    [WithoutForm]
    public Task<IActionResult> OnPostAsync(string? next) => BeginAsync(next, confirms: null);

    /// <summary>Whoever is signed in proves it anew.</summary>
    [WithoutForm]
    public async Task<IActionResult> OnPostConfirmAsync(string? next)
    {
        await viewer.LoadAsync();
        return viewer.Account is { } account ? await BeginAsync(next, account.Id) : NotFound();
    }

    private async Task<IActionResult> BeginAsync(string? next, Guid? confirms)
    {
        if (!singleSignOn.IsConfigured || !ModelState.IsValid)
            return NotFound();
        try
        {
            await options.Get(SingleSignOn.Scheme).Discovery.GetConfigurationAsync(HttpContext.RequestAborted);
        }
        catch (InvalidOperationException exception)
        {
            log.LogWarning(exception, "The provider of single sign-on cannot be reached, or its description is not accepted.");
            return Redirect(Links.SignInFailed);
        }
        var way = SingleSignOn.Way(next?.Length <= LongestNext && Url.IsLocalUrl(next) ? next : null, confirms, desk.Current);
        await HttpContext.ChallengeAsync(SingleSignOn.Scheme, way);
        Provider = way.RedirectUri!;
        Response.Headers["Refresh"] = $"0;url={Provider}";
        return Page();
    }
}
