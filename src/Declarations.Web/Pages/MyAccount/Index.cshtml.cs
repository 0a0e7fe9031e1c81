using Declarations.Data.Accounts;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.MyAccount;

/// <summary>My own sign-in: where I am signed in now, and the way to end what is not me.</summary>
public sealed class MyAccountModel(SignInDesk desk, Viewer viewer, Words words) : PageModel, IShown
{
    public Account Account => viewer.Account!;
    public Guid? Current => desk.Current;
    public IReadOnlyList<Session> Sessions { get; private set; } = [];

    public ResetNotice? Reset { get; private set; }

    public async Task ShowAsync() => (Sessions, Reset) = (await desk.OpenSessionsAsync(Account), await desk.LastResetAsync(Account.Id));

    public async Task<IActionResult> OnPostEndAsync(Guid session) =>
        await desk.EndOthersAsync(Account, session) > 0 ? Done(words["account.ended"]) : NotFound();

    public async Task<IActionResult> OnPostEndOthersAsync() => Done(words["account.ended-others", await desk.EndOthersAsync(Account)]);

    [WithoutForm]
    public async Task<IActionResult> OnPostAcknowledgeAsync()
    {
        await desk.AcknowledgeAsync(Account);
        return Done(words["account.reset-noted"]);
    }

    private RedirectResult Done(string said)
    {
        TempData["Flash"] = said;
        return Redirect(Links.Account);
    }
}
