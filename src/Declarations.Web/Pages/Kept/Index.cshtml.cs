using Declarations.Web.Access;
using Declarations.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Kept;

/// <summary>Where a page puts what is being typed on it, and where its writer gives that up.</summary>
public sealed class KeptModel(KeptForms forms, Viewer viewer) : PageModel
{
    public IActionResult OnGet() => Redirect(Links.MyWork);

    /// <param name="address">Path and query of the page.</param>
    [WithoutForm]
    public async Task<IActionResult> OnPostAsync([FromForm] string? address)
    {
        if (!Url.IsLocalUrl(address))
            return BadRequest();
        await viewer.LoadAsync();
        return StatusCode(await forms.KeepAsync(viewer.AccountId, address!, Request.Form) ? StatusCodes.Status204NoContent
            : StatusCodes.Status413PayloadTooLarge);
    }

    [WithoutForm]
    public async Task<IActionResult> OnPostDropAsync([FromForm] string? address)
    {
        if (!Url.IsLocalUrl(address))
            return BadRequest();
        await viewer.LoadAsync();
        await forms.DropAsync(viewer.AccountId, address!);
        return LocalRedirect(address!);
    }
}
