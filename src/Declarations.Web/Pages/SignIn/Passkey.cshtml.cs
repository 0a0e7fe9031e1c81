using Declarations.Data.Accounts;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.SignIn;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.SignIn;

/// <summary>A passkey instead of name, password and code.</summary>
public sealed class PasskeyModel(SignInDesk desk, Passkeys passkeys, Words words) : PageModel, IShown
{
    [BindProperty] public PasskeyForm Form { get; set; } = new();

    /// <summary>What the browser asks the device.</summary>
    public string Question { get; private set; } = "";

    public void OnGet(string? next) => Form.Next = next;

    public async Task<IActionResult> OnPostAsync()
    {
        if (await passkeys.ProvenByAsync(Form.Answer) is not { } account)
        {
            return this.BadForm("Form.Answer", words["passkey.failed"]);
        }
        await desk.EnterAsync(account, SignInMethod.Passkey);
        return LocalRedirect(await desk.LandingAsync(account, Url.IsLocalUrl(Form.Next) ? Form.Next : null));
    }

    public async Task ShowAsync() => Question = await passkeys.AskAsync();
}

public sealed record PasskeyForm
{
    /// <summary>What the device answered, as JSON.</summary>
    public string? Answer { get; set; }
    public string? Next { get; set; }
}

public sealed class PasskeyFormValidator : AbstractValidator<PasskeyForm>
{
    public PasskeyFormValidator()
    {
        RuleFor(form => form.Answer).MaximumLength(Passkeys.LongestAnswer);
        RuleFor(form => form.Next).MaximumLength(500);
    }
}
