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

/// <param name="Detail">How somebody has parted, then how many of each right, e.g. "Leaves: UnitPost.OfficialId 1, Session.AccountId 2".</param>
public sealed record EndedRights(string Name, string StaffNumber, DateTimeOffset At, string Detail)
{
    public string Way => Detail.Split(':')[0];
    public IEnumerable<(string Right, string Count)> Rights =>
        Detail.Split(": ")[1].Split(", ").Select(each => each.Split(' ')).Select(pair => (pair[0].Split('.')[0], pair[1]));
}

public sealed record GrantRow(Grant Grant, string UserName, string DisplayName);

/// <summary>Who holds which role. A security administrator asks for it, a second person confirms; so it is taken back.</summary>
public sealed class RolesModel(DeclarationsDb db, UserManager<Account> accounts, SecondPersonDesk seconds, Viewer viewer, OfficeClock clock, Words words)
    : PageModel, IShown
{
    private static readonly TimeSpan EndedShown = TimeSpan.FromDays(30);

    [BindProperty] public GrantForm Form { get; set; } = new();

    public IReadOnlyList<GrantRow> Grants { get; private set; } = [];
    public bool MayRequest => viewer.Holds(Role.SecurityAdministrator) || viewer.Succession.Count > 0;
    public bool MayTake => viewer.Holds(Role.SecurityAdministrator) || viewer.Holds(Role.SystemAdministrator);
    /// <summary>What ended with a post of late, newest first.</summary>
    public IReadOnlyList<EndedRights> Ended { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync()
    {
        if (!viewer.Holds(Role.SecurityAdministrator) && !viewer.Succession.Contains(Form.Role!.Value))
            return NotFound();
        var account = await accounts.FindByNameAsync(Form.UserName!);
        var unit = await db.Units.SingleOrDefaultAsync(u => u.Code == Form.Unit);
        if (account is null)
            ModelState.AddModelError("Form.UserName", words["error.no-account"]);
        if (unit is null)
            ModelState.AddModelError("Form.Unit", words["error.no-unit"]);
        if (account is null || unit is null)
            return this.BadForm();
        var grant = db.Grants.Add(Grant.Ask(clock.ActOf(viewer.AccountId), account.Id, Form.Role!.Value, unit, Form.Appointment)).Entity;
        await seconds.AskAsync(AskedFor.GiveRole, account.Id, grant.Id);
        return await SavedAsync("roles.requested");
    }

    [WithoutForm]
    public Task<IActionResult> OnPostTakeAsync(Guid grant) => AskAsync(grant, AskedFor.TakeRole);

    [WithoutForm]
    public Task<IActionResult> OnPostRestoreAsync(Guid grant) => AskAsync(grant, AskedFor.GiveRole);

    private async Task<IActionResult> AskAsync(Guid id, AskedFor what)
    {
        if (!MayTake || await db.Grants.AsNoTracking().SingleOrDefaultAsync(g => g.Id == id) is not { } grant)
            return NotFound();
        if (grant.State is GrantState.Asked or GrantState.Ended || what == AskedFor.GiveRole && grant.State != GrantState.Suspended)
            throw new RefusedException(Refusal.GrantNotWaiting);
        await seconds.AskAsync(what, grant.AccountId, id);
        return await SavedAsync("second-person.asked");
    }

    private async Task<IActionResult> SavedAsync(string said)
    {
        await db.SaveChangesAsync();
        TempData["Flash"] = words[said];
        return Redirect(Links.Roles);
    }

    public async Task ShowAsync()
    {
        var grants = await db.Grants.AsNoTracking().Include(g => g.Unit).Where(g => g.State != GrantState.Ended)
            .Join(db.Users, g => g.AccountId, a => a.Id, (g, a) => new { Grant = g, a.UserName, a.DisplayName }).ToListAsync();
        Grants = [.. grants.OrderBy(g => g.Grant.State == GrantState.Active).ThenBy(g => g.Grant.Role).ThenBy(g => g.Grant.Unit.Path, StringComparer.Ordinal)
            .Select(g => new GrantRow(g.Grant, g.UserName!, g.DisplayName))];
        var since = clock.Now - EndedShown;
        Ended = await db.AuditEntries.AsNoTracking().Where(entry => entry.Action == AuditAction.RightsEnded && entry.At >= since)
            .OrderByDescending(entry => entry.At).Take(50)
            .Join(db.Officials, entry => entry.SubjectId, official => official.Id, (entry, official) =>
                new EndedRights(official.Name, official.StaffNumber, entry.At, entry.Detail!)).ToListAsync();
    }
}

public sealed record GrantForm
{
    [Key] public string? UserName { get; set; }
    public Role? Role { get; set; }
    [Key] public string? Unit { get; set; }
    /// <summary>Of an integrity supervisor or a representative: number of the letter of appointment, and the days that it is for.</summary>
    public string? Letter { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }

    internal bool IsAppointed => Role?.IsAppointed() == true;
    internal Appointment? Appointment => IsAppointed ? new(Letter!, From!.Value, To!.Value) : null;
}

public sealed class GrantFormValidator : AbstractValidator<GrantForm>
{
    public GrantFormValidator()
    {
        RuleFor(form => form.UserName).NotEmpty().MaximumLength(100);
        RuleFor(form => form.Role).NotNull().IsInEnum();
        RuleFor(form => form.Unit).NotEmpty().MaximumLength(60);
        RuleFor(form => form.Letter).NotEmpty().When(form => form.IsAppointed);
        RuleFor(form => form.Letter).MaximumLength(60);
        RuleFor(form => form.From).NotNull().When(form => form.IsAppointed);
        RuleFor(form => form.From).Plausible();
        RuleFor(form => form.To).NotNull().When(form => form.IsAppointed);
        RuleFor(form => form.To).Plausible();
        RuleFor(form => form.To).Must((form, to) => to is null || form.From is null || to >= form.From).WithErrorCode("entry-period");
    }
}
