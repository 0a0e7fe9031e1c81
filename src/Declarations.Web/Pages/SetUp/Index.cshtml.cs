using Declarations.Access;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Organisation;
using Declarations.References;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Slips;
using Declarations.Web.Pages.Units;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.SetUp;

/// <summary>
/// The first unit, the three administrators and the first person of the office of an empty installation. There is no such page once there is an account.
/// </summary>
public sealed class SetUpModel(DeclarationsDb db, SetUpCode key, SlipDesk slips, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty] public SetUpForm Form { get; set; } = new();

    public SlipSheet? Sheet { get; private set; }

    public Task<bool> LoadAsync() => SetUpCode.IsOpenAsync(db);

    public async Task<IActionResult> OnPostAsync()
    {
        if (!SlipCode.TryParse(Form.Code, out var code) || !key.TryUse(code))
            return this.BadForm("Form.Code", words["error.set-up-code"]);
        try
        {
            Sheet = SlipSheet.For(Request, await FoundAsync());
            return Page();
        }
        catch
        {
            key.GiveBack();
            throw;
        }
    }

    private async Task<IReadOnlyList<PrintedSlip>> FoundAsync()
    {
        var act = clock.ActOf(null);
        var unit = Unit.Create(act, Form.UnitCode!, Form.UnitName!, Form.Kind!.Value, parent: null);
        db.Units.Add(unit);
        var printed = new List<PrintedSlip>();
        foreach (var (role, name) in Separation.Administrators.Append(Role.CampaignOfficer).Zip([Form.System!, Form.Security!, Form.Audit!, Form.Office!]))
        {
            var account = Account.For(words.Of(role), name);
            db.Users.Add(account);
            db.Grants.Add(Grant.Give(act, account.Id, role, unit));
            db.Record(act, AuditAction.AccountCreated, account);
            printed.Add(slips.Print(account, account.DisplayName, unit, SlipPurpose.Activation));
        }
        await db.SaveChangesAsync();
        return printed;
    }
}

public sealed record SetUpForm
{
    public string? Code { get; set; }
    public string? UnitName { get; set; }
    [Key] public string? UnitCode { get; set; }
    public UnitKind? Kind { get; set; }
    [Key] public string? System { get; set; }
    [Key] public string? Security { get; set; }
    [Key] public string? Audit { get; set; }
    /// <summary>The first person of the campaign office.</summary>
    [Key] public string? Office { get; set; }
}

public sealed class SetUpFormValidator : AbstractValidator<SetUpForm>
{
    public SetUpFormValidator()
    {
        RuleFor(form => form.Code).NotEmpty().MaximumLength(60);
        RuleFor(form => form.UnitName).NotEmpty().MaximumLength(120);
        RuleFor(form => form.UnitCode).IsUnitCode();
        RuleFor(form => form.Kind).NotNull().IsInEnum();
        RuleFor(form => form.System).NotEmpty().MaximumLength(40);
        RuleFor(form => form.Security).NotEmpty().MaximumLength(40);
        RuleFor(form => form.Audit).NotEmpty().MaximumLength(40);
        RuleFor(form => form.Office).NotEmpty().MaximumLength(40);
        RuleFor(form => form.Security).Must((form, name) => Differs(name, form.System)).WithErrorCode("set-up-distinct");
        RuleFor(form => form.Audit).Must((form, name) => Differs(name, form.System, form.Security)).WithErrorCode("set-up-distinct");
        RuleFor(form => form.Office).Must((form, name) => Differs(name, form.System, form.Security, form.Audit)).WithErrorCode("set-up-distinct");
    }

    private static bool Differs(string? name, params string?[] others) => name is null || !others.Contains(name, StringComparer.OrdinalIgnoreCase);
}
