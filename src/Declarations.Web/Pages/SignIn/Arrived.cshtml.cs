using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.SignIn;

/// <summary>
/// A step of our own after the provider: browsers send our strict cookies only to a page that one of our pages leads to.
/// </summary>
public sealed class ArrivedModel : PageModel
{
    public string Next { get; private set; } = Links.MyWork;

    public void OnGet(string? next)
    {
        // A header takes plain letters only.
        Next = Url.IsLocalUrl(next) && next.All(char.IsAscii) ? next : Links.MyWork;
        Response.Headers["Refresh"] = $"0;url={Next}";
    }
}
