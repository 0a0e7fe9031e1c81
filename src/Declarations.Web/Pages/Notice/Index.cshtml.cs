using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Notice;

/// <summary>Who must report what, and what is kept of whom for how long.</summary>
public sealed class NoticeModel(Retention retention) : PageModel
{
    public Retention Retention { get; } = retention;
}
