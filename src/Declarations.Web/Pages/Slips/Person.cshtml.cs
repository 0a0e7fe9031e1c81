using Declarations.Access;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Slips;

/// <summary>One person's sign-in: a slip if they never had one, a reset if they have lost it.</summary>
public sealed class PersonModel(SlipDesk slips, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded, IActOfOffice
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public ResetForm Form { get; set; } = new();

    public Official Official { get; private set; } = null!;
    public IReadOnlyCollection<Guid> About => [Id];
    public Account? Account { get; private set; }
    public SignInState State { get; private set; }
    public DateTimeOffset? ExpiresAt { get; private set; }
    /// <summary>The slip to print, this once; null: the state is shown.</summary>
    public SlipSheet? Sheet { get; private set; }

    [WithoutForm]
    public async Task<IActionResult> OnPostIssueAsync()
    {
        var (issued, _) = await slips.IssueAsync(slips.People().Where(o => o.Id == Id), onlyWithoutSlip: false);
        if (issued.Count == 0)
            throw new RefusedException(Refusal.SlipHasSignIn);
        Sheet = SlipSheet.For(Request, issued);
        return Page();
    }

    public async Task<IActionResult> OnPostResetAsync()
    {
        if (Account is null || State is SignInState.Closed)
            throw new RefusedException(Refusal.SlipNoSignIn);
        if (await slips.ResetAsync(Account, Form.Reason!.Value) is { } slip)
            Sheet = SlipSheet.For(Request, [slip]);
        else
            TempData["Flash"] = words["second-person.asked"];
        return Page();
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await slips.People().AsNoTracking().Include(o => o.Unit).SingleOrDefaultAsync(o => o.Id == Id) is not { } official)
            return false;
        Official = official;
        Account = await db.Users.SingleOrDefaultAsync(a => a.OfficialId == Id);
        var slip = await db.ActivationSlips.AsNoTracking().SingleOrDefaultAsync(s => s.Account.OfficialId == Id && s.UsedAt == null && s.RevokedAt == null);
        var able = await slips.WithSignIn().AnyAsync(a => a.OfficialId == Id);
        (State, ExpiresAt) = (SlipDesk.StateOf(Account, able, slip, clock.Now), slip?.ExpiresAt);
        return true;
    }
}

public sealed record ResetForm
{
    public ResetReason? Reason { get; set; }
}

public sealed class ResetFormValidator : AbstractValidator<ResetForm>
{
    public ResetFormValidator() => RuleFor(form => form.Reason).NotNull().IsInEnum();
}
