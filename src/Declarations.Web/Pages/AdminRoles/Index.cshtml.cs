using Declarations.Access;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.AdminRoles;

public sealed record GrantRow(Grant Grant, string UserName, string DisplayName);

/// <summary>Who holds which role. A security administrator asks for it, a second administrator confirms, either takes it back.</summary>
public sealed class RolesModel(DeclarationsDb db, UserManager<Account> accounts, Viewer viewer, OfficeClock clock, Words words) : PageModel, IShown
{
    [BindProperty] public GrantForm Form { get; set; } = new();

    public IReadOnlyList<GrantRow> Grants { get; private set; } = [];
    public bool MayRequest => viewer.Holds(Role.SecurityAdministrator);
    public bool MayConfirm(Grant grant) => grant.Pending && grant.GivenByAccountId != viewer.AccountId && grant.AccountId != viewer.AccountId;

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayRequest)
            return NotFound();
        var account = await accounts.FindByNameAsync(Form.UserName!);
        var unit = await db.Units.SingleOrDefaultAsync(u => u.Code == Form.Unit);
        if (account is null)
            ModelState.AddModelError("Form.UserName", words["error.no-account"]);
        if (unit is null)
            ModelState.AddModelError("Form.Unit", words["error.no-unit"]);
        if (account is null || unit is null)
            return this.BadForm();
        var act = clock.ActOf(viewer.AccountId);
        db.Grants.Add(Grant.Request(act, account.Id, Form.Role!.Value, unit));
        db.Record(act, AuditAction.GrantRequested, account, detail: $"{Form.Role} {unit.Code}");
        return await SavedAsync("roles.requested");
    }

    [WithoutForm]
    public Task<IActionResult> OnPostConfirmAsync(Guid grant) => ActAsync(grant, AuditAction.GrantGiven, (given, act) => given.Confirm(act), "roles.confirmed");

    [WithoutForm]
    public Task<IActionResult> OnPostRevokeAsync(Guid grant) => ActAsync(grant, AuditAction.GrantRevoked, (given, act) => given.Revoke(act), "roles.revoked");

    private async Task<IActionResult> ActAsync(Guid id, AuditAction action, Action<Grant, Act> verb, string said)
    {
        if (await db.Grants.Include(g => g.Unit).SingleOrDefaultAsync(g => g.Id == id) is not { } grant)
            return NotFound();
        var act = clock.ActOf(viewer.AccountId);
        verb(grant, act);
        db.Record(act, action, await db.Users.SingleAsync(a => a.Id == grant.AccountId), detail: $"{grant.Role} {grant.Unit.Code}");
        return await SavedAsync(said);
    }

    private async Task<IActionResult> SavedAsync(string said)
    {
        await db.SaveChangesAsync();
        TempData["Flash"] = words[said];
        return Redirect(Links.Roles);
    }

    public async Task ShowAsync()
    {
        var grants = await db.Grants.AsNoTracking().Include(g => g.Unit).Where(g => g.RevokedAt == null)
            .Join(db.Users, g => g.AccountId, a => a.Id, (g, a) => new { Grant = g, a.UserName, a.DisplayName }).ToListAsync();
        Grants = [.. grants.OrderByDescending(g => g.Grant.Pending).ThenBy(g => g.Grant.Role).ThenBy(g => g.Grant.Unit.Path, StringComparer.Ordinal).Select(g => new GrantRow(g.Grant, g.UserName!, g.DisplayName))];
    }
}

public sealed record GrantForm
{
    [Key] public string? UserName { get; set; }
    public Role? Role { get; set; }
    [Key] public string? Unit { get; set; }
}

public sealed class GrantFormValidator : AbstractValidator<GrantForm>
{
    public GrantFormValidator()
    {
        RuleFor(form => form.UserName).NotEmpty().MaximumLength(100);
        RuleFor(form => form.Role).NotNull().IsInEnum();
        RuleFor(form => form.Unit).NotEmpty().MaximumLength(60);
    }
}
