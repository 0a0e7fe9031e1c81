using Declarations.Data.Accounts;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Security;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.SignIn;

/// <summary>After the right password: the code of the authenticator app, for accounts that have one.</summary>
public sealed class CodeModel(SignInDesk desk, PendingSignIn pending, AuthenticatorCodes codes, Words words) : PageModel, IShowAgain
{
    [BindProperty] public CodeForm Form { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string? next)
    {
        Form.Next = next;
        return await pending.FindAsync() is null ? Redirect(Links.SignIn) : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await pending.FindAsync() is not { } account)
            return Redirect(Links.SignIn);
        if (!await codes.CheckAsync(account, Form.Code))
        {
            ModelState.AddModelError("Form.Code", words["error.code"]);
            return this.BadForm();
        }
        await pending.EndAsync();
        await desk.EnterAsync(account, SignInMethod.PasswordAndCode);
        return LocalRedirect(Url.IsLocalUrl(Form.Next) ? Form.Next! : Links.MyWork);
    }

    public async Task<IActionResult> ShowAgainAsync() => await pending.FindAsync() is null ? Redirect(Links.SignIn) : this.BadForm();
}

public sealed record CodeForm
{
    public string? Code { get; set; }
    public string? Next { get; set; }
}

public sealed class CodeFormValidator : AbstractValidator<CodeForm>
{
    public CodeFormValidator()
    {
        RuleFor(form => form.Code).NotEmpty().MaximumLength(20);
        RuleFor(form => form.Next).MaximumLength(500);
    }
}
