using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Slips;
using Declarations.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.AdminAccounts;

/// <summary>One account: end its sessions, lift a delay, reset or close it. Nothing of what its owner declares is here.</summary>
public sealed class AccountModel(DeclarationsDb db, SignInDesk desk, SignInAttempts attempts, SlipDesk slips, Viewer viewer, OfficeClock clock, Words words)
    : PageModel, ILoaded, IActOfOffice
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public ResetForm Form { get; set; } = new();

    public Account Account { get; private set; } = null!;
    public IReadOnlyCollection<Guid> About => Account.OfficialId is { } official ? [official] : [];
    public IReadOnlyList<Session> Sessions { get; private set; } = [];
    public bool IsMine => Account.Id == viewer.AccountId;
    public SignInState State { get; private set; }
    public SlipSheet? Sheet { get; private set; }

    [WithoutForm]
    public Task<IActionResult> OnPostForgiveAsync() => ActAsync(AuditAction.DelayLifted, () => attempts.ForgiveAsync(Account), "accounts.forgiven");

    [WithoutForm]
    public Task<IActionResult> OnPostEndAsync() => ActAsync(AuditAction.SessionEnded, () =>
    {
        Account.Renew();
        return Task.CompletedTask;
    }, "accounts.ended");

    [WithoutForm]
    public Task<IActionResult> OnPostCloseAsync() => ActAsync(AuditAction.AccountClosed, () =>
    {
        if (IsMine)
            throw new RefusedException(Refusal.SlipOwnAccount);
        Account.ClosedAt = clock.Now;
        Account.Renew();
        return Task.CompletedTask;
    }, "accounts.closed");

    public async Task<IActionResult> OnPostResetAsync()
    {
        if (State == SignInState.Closed)
            throw new RefusedException(Refusal.SlipNoSignIn);
        if (await slips.ResetAsync(Account, Form.Reason!.Value) is { } slip)
            Sheet = SlipSheet.For(Request, [slip]);
        else
            TempData["Flash"] = words["second-person.asked"];
        return Page();
    }

    private async Task<IActionResult> ActAsync(AuditAction action, Func<Task> change, string said)
    {
        await change();
        db.Record(clock.ActOf(viewer.AccountId), action, Account);
        await db.SaveChangesAsync();
        TempData["Flash"] = words[said];
        return Redirect(Links.AccountOf(Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await db.Users.SingleOrDefaultAsync(a => a.Id == Id) is not { } account)
            return false;
        (Account, Sessions) = (account, await desk.OpenSessionsAsync(account));
        State = SlipDesk.StateOf(account, await slips.WithSignIn().AnyAsync(a => a.Id == Id), null, clock.Now);
        return true;
    }
}
