using Declarations.Data.Accounts;
using Declarations.Web.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.SignOut;

/// <summary>Ends the session and closes the signing window.</summary>
public sealed class SignOutModel(SignInManager<Account> signIn, SigningWindow window) : PageModel
{
    public IActionResult OnGet() => Redirect(Links.MyWork);

    public async Task<IActionResult> OnPostAsync()
    {
        window.Close();
        await signIn.SignOutAsync();
        return Redirect(Links.SignIn);
    }
}
