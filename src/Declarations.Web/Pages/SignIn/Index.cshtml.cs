using Declarations.Data.Accounts;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.SignIn;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.SignIn;

/// <summary>Name and password. An unknown name costs the same work as a wrong password, and answers the same.</summary>
public sealed class SignInModel(SignInDesk desk, PendingSignIn pending, SignInAttempts attempts, SingleSignOn singleSignOn, Words words) : PageModel
{
    [BindProperty] public SignInForm Form { get; set; } = new();

    public bool HasSingleSignOn => singleSignOn.IsConfigured;

    public void OnGet(string? next, string? single)
    {
        Form.Next = next;
        if (single == "failed")
            ModelState.AddModelError("", words["sign-in.single-failed"]);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await attempts.TryAsync(Form.UserName!, Form.Password!) is not { } account)
            return this.BadForm("Form.UserName", words["error.sign-in"]);
        if (account.TwoFactorEnabled)
        {
            await pending.BeginAsync(account);
            return Redirect(Links.SignInCodeFor(Form.Next));
        }
        await desk.EnterAsync(account, SignInMethod.Password);
        return LocalRedirect(await desk.LandingAsync(account, Url.IsLocalUrl(Form.Next) ? Form.Next : null));
    }

}

public sealed record SignInForm
{
    [Key] public string? UserName { get; set; }
    public string? Password { get; set; }
    public string? Next { get; set; }
}

public sealed class SignInFormValidator : AbstractValidator<SignInForm>
{
    public SignInFormValidator()
    {
        RuleFor(form => form.UserName).NotEmpty().MaximumLength(100);
        RuleFor(form => form.Password).NotEmpty().MaximumLength(PasswordRules.MaxLength);
        RuleFor(form => form.Next).MaximumLength(500);
    }
}
