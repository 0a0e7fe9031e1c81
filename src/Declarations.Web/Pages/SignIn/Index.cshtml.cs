using Declarations.Data.Accounts;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.SignIn;

/// <summary>Name and password. An unknown name costs the same work as a wrong password, and answers the same.</summary>
public sealed class SignInModel(SignInManager<Account> signIn, UserManager<Account> accounts, IPasswordHasher<Account> hasher, Words words) : PageModel, IShowAgain
{
    private static string? unknownHash;

    [BindProperty] public SignInForm Form { get; set; } = new();

    public void OnGet(string? next) => Form.Next = next;

    public async Task<IActionResult> OnPostAsync()
    {
        var account = await accounts.FindByNameAsync(Form.UserName!);
        if (account is null)
            WorkAsHard();
        else if (await accounts.CheckPasswordAsync(account, Form.Password!))
        {
            await signIn.SignInAsync(account, isPersistent: false);
            return LocalRedirect(Url.IsLocalUrl(Form.Next) ? Form.Next! : Links.MyWork);
        }
        ModelState.AddModelError("Form.UserName", words["error.sign-in"]);
        return this.BadForm();
    }

    private void WorkAsHard()
    {
        var nobody = new Account { DisplayName = "" };
        unknownHash ??= hasher.HashPassword(nobody, Guid.NewGuid().ToString());
        hasher.VerifyHashedPassword(nobody, unknownHash, Form.Password!);
    }

    public Task<IActionResult> ShowAgainAsync() => Task.FromResult<IActionResult>(this.BadForm());
}

public sealed record SignInForm
{
    public string? UserName { get; set; }
    public string? Password { get; set; }
    public string? Next { get; set; }
}

public sealed class SignInFormValidator : AbstractValidator<SignInForm>
{
    public SignInFormValidator()
    {
        RuleFor(form => form.UserName).NotEmpty().MaximumLength(100);
        RuleFor(form => form.Password).NotEmpty().MaximumLength(200);
        RuleFor(form => form.Next).MaximumLength(500);
    }
}
