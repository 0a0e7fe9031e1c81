using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Slips;
using Declarations.Written;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.AdminAccounts;

/// <summary>An account for somebody without a place on the roster, with its slip. It may do nothing until two persons have granted it a role (0134).</summary>
public sealed class NewAccountModel(DeclarationsDb db, SlipDesk slips, Viewer viewer, OfficeClock clock, Words words) : PageModel
{
    [BindProperty] public NewAccountForm Form { get; set; } = new();

    public SlipSheet? Sheet { get; private set; }

    public async Task<IActionResult> OnPostAsync()
    {
        var name = WrittenKey.Upper(Form.UserName);
        // A staff number is the user name of its official, who may have no account yet.
        if (await db.Users.AnyAsync(user => user.NormalizedUserName == name) || await db.Officials.AnyAsync(official => official.StaffNumber == name))
            return this.BadForm("Form.UserName", words["error.user-name-taken"]);
        var account = Account.For(Form.Name!, Form.UserName!);
        db.Users.Add(account);
        db.Record(clock.ActOf(viewer.AccountId), AuditAction.AccountCreated, account);
        var slip = slips.Print(account, account.DisplayName, unit: null, SlipPurpose.Activation);
        await db.SaveChangesAsync();
        Sheet = SlipSheet.For(Request, [slip]);
        return Page();
    }
}

public sealed record NewAccountForm
{
    [PersonName] public string? Name { get; set; }
    [Key] public string? UserName { get; set; }
}

public sealed class NewAccountFormValidator : AbstractValidator<NewAccountForm>
{
    public NewAccountFormValidator()
    {
        RuleFor(form => form.Name).NotEmpty().MaximumLength(60);
        RuleFor(form => form.UserName).NotEmpty().MaximumLength(40);
    }
}
