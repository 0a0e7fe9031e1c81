using Declarations.Data.Accounts;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.SignIn;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.SignIn;

/// <summary>After the right password: the code of the authenticator app, for accounts that have one.</summary>
public sealed class CodeModel(SignInDesk desk, PendingSignIn pending, AuthenticatorCodes codes, Words words) : PageModel, ILoaded
{
    [BindProperty] public CodeForm Form { get; set; } = new();

    public IActionResult Missing => Redirect(Links.SignIn);
    private Account account = null!;

    public void OnGet(string? next) => Form.Next = next;

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await codes.CheckAsync(account, Form.Code))
            return this.BadForm("Form.Code", words["error.code"]);
        await pending.EndAsync();
        await desk.EnterAsync(account, SignInMethod.PasswordAndCode);
        return LocalRedirect(await desk.LandingAsync(account, Url.IsLocalUrl(Form.Next) ? Form.Next : null));
    }

    public async Task<bool> LoadAsync()
    {
        if (await pending.FindAsync() is not { } found)
            return false;
        account = found;
        return true;
    }
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
