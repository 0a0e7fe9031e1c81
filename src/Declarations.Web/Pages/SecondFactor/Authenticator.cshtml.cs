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

namespace Declarations.Web.Pages.SecondFactor;

/// <summary>Sets up or removes the authenticator app, once it is proved anew who is there.</summary>
public sealed class AuthenticatorModel(DeclarationsDb db, AuthenticatorCodes codes, SigningWindow window, SignInDesk desk, Viewer viewer, Words words)
    : PageModel, ILoaded
{
    [BindProperty] public NewCodeForm Form { get; set; } = new();

    public Account Account { get; private set; } = null!;
    public bool MayChange { get; private set; }
    /// <summary>Secret of an app not yet confirmed.</summary>
    public string? Key { get; private set; }
    public string GroupedKey => string.Join(' ', (Key ?? "").Chunk(4).Select(four => new string(four)));
    public string AppAddress => AuthenticatorCodes.AddressOf(words["product"], Account, Key!);

    [WithoutForm]
    public async Task<IActionResult> OnPostBeginAsync()
    {
        if (MayChange && !Account.TwoFactorEnabled)
            await codes.BeginAsync(Account);
        return Redirect(Links.Authenticator);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Key is null)
            return Redirect(Links.Authenticator);
        if (!await codes.ConfirmAsync(Account, Form.Code))
            return this.BadForm("Form.Code", words["error.code"]);
        return await DoneAsync("authenticator.set", SignInMethod.PasswordAndCode);
    }

    [WithoutForm]
    public async Task<IActionResult> OnPostRemoveAsync()
    {
        if (!MayChange || !Account.TwoFactorEnabled)
            return Redirect(Links.Authenticator);
        await codes.RemoveAsync(Account);
        return await DoneAsync("authenticator.removed", SignInMethod.Password);
    }

    /// <summary>The stamp is new: every session is over, and this one begins again.</summary>
    private async Task<RedirectResult> DoneAsync(string said, SignInMethod method)
    {
        await desk.EnterAsync(Account, method);
        TempData["Flash"] = words[said];
        return Redirect(Links.Account);
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        Account = await db.Users.SingleAsync(a => a.Id == viewer.AccountId);
        MayChange = window.IsOpen(Account);
        Key = MayChange ? await codes.NewKeyAsync(Account) : null;
        return true;
    }
}

public sealed record NewCodeForm
{
    public string? Code { get; set; }
}

public sealed class NewCodeFormValidator : AbstractValidator<NewCodeForm>
{
    public NewCodeFormValidator() => RuleFor(form => form.Code).NotEmpty().MaximumLength(20);
}
