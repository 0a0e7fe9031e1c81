using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.SignIn;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.SecondFactor;

/// <summary>Proves anew who is there, by whatever the account has, and opens the signing window; then back to where one was.</summary>
public sealed class ConfirmModel(
    DeclarationsDb db, SigningWindow window, AuthenticatorCodes codes, Passkeys passkeys, SingleSignOn singleSignOn, Viewer viewer, Words words)
    : PageModel, ILoaded, IShown
{
    [BindProperty] public ConfirmForm Form { get; set; } = new();

    public Account Account { get; private set; } = null!;
    public bool HasPasskey { get; private set; }
    public bool HasSingleSignOn => singleSignOn.IsConfigured;
    /// <summary>What the browser asks the device.</summary>
    public string Question { get; private set; } = "";

    public void OnGet(string? next) => Form.Next = next;

    public async Task<IActionResult> OnPostAsync()
    {
        return await window.OpenAsync(Account, Form.Password) ? Back() : this.BadForm("Form.Password", words["error.password"]);
    }

    public async Task<IActionResult> OnPostCodeAsync()
    {
        if (!Account.TwoFactorEnabled || !await codes.CheckAsync(Account, Form.Code))
            return this.BadForm("Form.Code", words["error.code"]);
        window.Open(Account, SigningProof.Code);
        return Back();
    }

    public async Task<IActionResult> OnPostPasskeyAsync()
    {
        var proven = await passkeys.ProvenByAsync(Form.Answer);
        if (proven?.Id != Account.Id)
            return this.BadForm("Form.Answer", words["passkey.failed"]);
        window.Open(Account, SigningProof.Passkey);
        return Back();
    }

    private LocalRedirectResult Back() => LocalRedirect(Url.IsLocalUrl(Form.Next) ? Form.Next! : Links.MyWork);

    private PageResult Wrong(string field, string message)
    {
        ModelState.AddModelError("Form." + field, message);
        return this.BadForm();
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        Account = await db.Users.SingleAsync(a => a.Id == viewer.AccountId);
        return true;
    }

    public async Task ShowAsync()
    {
        HasPasskey = (await passkeys.OfAsync(Account)).Count > 0;
        Question = HasPasskey ? await passkeys.AskAsync(Account) : "";
    }
}

public sealed record ConfirmForm
{
    public string? Password { get; set; }
    public string? Code { get; set; }
    /// <summary>What the device answered, as JSON.</summary>
    public string? Answer { get; set; }
    public string? Next { get; set; }
}

public sealed class ConfirmFormValidator : AbstractValidator<ConfirmForm>
{
    public ConfirmFormValidator()
    {
        RuleFor(form => form.Password).MaximumLength(PasswordRules.MaxLength);
        RuleFor(form => form.Code).MaximumLength(20);
        RuleFor(form => form.Answer).MaximumLength(Passkeys.LongestAnswer);
        RuleFor(form => form.Next).MaximumLength(500);
    }
}
