using Declarations.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.SignOut;

/// <summary>Ends the session and closes the signing window.</summary>
public sealed class SignOutModel(SignInDesk desk, Viewer viewer, SigningWindow window) : PageModel
{
    public IActionResult OnGet() => Redirect(Links.MyWork);

    public async Task<IActionResult> OnPostAsync()
    {
        await viewer.LoadAsync();
        window.Close();
        await desk.LeaveAsync(viewer.Account!);
        return Redirect(Links.SignIn);
    }
}
