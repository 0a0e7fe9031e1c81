using Declarations.Web.Access;
using Declarations.Web.Pages.Tips;
using Declarations.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.SignOut;

/// <summary>Ends the session, closes the signing window and leaves no page of it in the browser.</summary>
public sealed class SignOutModel(SignInDesk desk, Viewer viewer, SigningWindow window, TipSessions tips) : PageModel
{
    public IActionResult OnGet() => Redirect(Links.MyWork);

    public async Task<IActionResult> OnPostAsync()
    {
        await viewer.LoadAsync();
        window.Close();
        tips.Close(User.FindFirst(SignInDesk.SessionClaim)?.Value);
        await desk.LeaveAsync(viewer.Account!);
        // Without "cookies": the language and the sign that this browser is known are to stay.
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return Redirect(Links.SignIn);
    }
}
