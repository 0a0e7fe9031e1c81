using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.SignIn;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.MyAccount;

/// <summary>A new password for the old one. Every other session of the account is over with it.</summary>
public sealed class PasswordModel(DeclarationsDb db, SignInDesk desk, Passwords passwords, Viewer viewer, OfficeClock clock, Words words) : PageModel
{
    [BindProperty] public PasswordForm Form { get; set; } = new();

    public string UserName => viewer.Account!.UserName!;

    public bool IsStale => User.HasClaim(claim => claim.Type == StalePassword.Claim);

    public async Task<IActionResult> OnPostAsync()
    {
        var account = await db.Users.SingleAsync(a => a.Id == viewer.AccountId);
        if (!await passwords.ConfirmAsync(account, Form.Current!))
            return this.BadForm("Form.Current", words["error.current-password"]);
        if (!await passwords.AcceptAsync(this, "Form.Password", account, Form.Password!))
            return this.BadForm();
        passwords.Set(account, await passwords.HashAsync(Form.Password!, HashingLine.Known));
        db.Record(clock.ActOf(account.Id), AuditAction.PasswordChanged, account);
        await db.SaveChangesAsync();
        await desk.EnterAsync(account, SignInMethod.Password);
        TempData["Flash"] = words["account.password-changed"];
        return Redirect(IsStale ? Links.MyWork : Links.Account);
    }

}

public sealed record PasswordForm
{
    public string? Current { get; set; }
    public string? Password { get; set; }
    public string? Again { get; set; }
}

public sealed class PasswordFormValidator : AbstractValidator<PasswordForm>
{
    public PasswordFormValidator()
    {
        RuleFor(form => form.Current).NotEmpty().MaximumLength(PasswordRules.MaxLength);
        RuleFor(form => form.Password).NotEmpty().MaximumLength(PasswordRules.MaxLength);
        RuleFor(form => form.Password).NotEqual(form => form.Current).WithErrorCode("password-same").When(form => form.Password is not null);
        RuleFor(form => form.Again).Equal(form => form.Password).WithErrorCode("password-again").When(form => form.Password is not null);
    }
}
