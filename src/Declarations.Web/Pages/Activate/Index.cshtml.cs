using Declarations.Data.Accounts;
using Declarations.References;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.SignIn;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Activate;

/// <summary>The code of a slip and a password of one's own: signed in. A code that was used, is void or never was answers the same.</summary>
public sealed class ActivateModel(ActivationDesk activation, SignInDesk desk, Words words, ILogger<ActivateModel> log) : PageModel
{
    [BindProperty] public ActivateForm Form { get; set; } = new();

    public async Task<IActionResult> OnPostAsync()
    {
        var account = SlipCode.TryParse(Form.Code, out var code) ? await activation.ActivateAsync(this, "Form.Password", code, Form.Password!) : null;
        if (account is null && ModelState.IsValid)
        {
            log.LogWarning("The code of a slip was wrong, used or void.");
            ModelState.AddModelError("Form.Code", words["error.slip-void"]);
        }
        if (account is null)
            return this.BadForm();
        await desk.EnterAsync(account, SignInMethod.Activation);
        TempData["Flash"] = words["activate.done", account.UserName];
        return Redirect(Links.MyWork);
    }

}

public sealed record ActivateForm
{
    public string? Code { get; set; }
    public string? Password { get; set; }
    public string? Again { get; set; }
}

public sealed class ActivateFormValidator : AbstractValidator<ActivateForm>
{
    public ActivateFormValidator()
    {
        RuleFor(form => form.Code).NotEmpty().MaximumLength(60);
        RuleFor(form => form.Code).Must(code => SlipCode.TryParse(code, out _)).WithErrorCode("slip-mistyped")
            .When(form => form.Code is { Length: > 0 and <= 60 });
        RuleFor(form => form.Password).NotEmpty().MaximumLength(PasswordRules.MaxLength);
        RuleFor(form => form.Again).Equal(form => form.Password).WithErrorCode("password-again").When(form => form.Password is not null);
    }
}
