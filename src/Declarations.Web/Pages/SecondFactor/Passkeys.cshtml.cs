using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.SignIn;
using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.SecondFactor;

/// <summary>My passkeys: add one, remove one, once it is proved anew who is there.</summary>
public sealed class PasskeysModel(DeclarationsDb db, Passkeys passkeys, SigningWindow window, SignInDesk desk, Viewer viewer, Words words)
    : PageModel, ILoaded, IShown
{
    [BindProperty] public NewPasskeyForm Form { get; set; } = new();

    public Account Account { get; private set; } = null!;
    public bool MayChange { get; private set; }
    public IReadOnlyList<UserPasskeyInfo> Keys { get; private set; } = [];
    /// <summary>What the browser asks the device.</summary>
    public string Question { get; private set; } = "";

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayChange)
            return Redirect(Links.Passkeys);
        if (!await passkeys.AddAsync(Account, Form.Name!, Form.Answer ?? ""))
        {
            return this.BadForm("Form.Name", words["passkey.failed"]);
        }
        return await DoneAsync(words["passkeys.added", Form.Name]);
    }

    [WithoutForm]
    public async Task<IActionResult> OnPostRemoveAsync(string? key)
    {
        if (!MayChange)
            return Redirect(Links.Passkeys);
        if (Keys.SingleOrDefault(each => Convert.ToHexStringLower(each.CredentialId) == key) is not { } found
            || !await passkeys.RemoveAsync(Account, found.CredentialId))
            return NotFound();
        return await DoneAsync(words["passkeys.removed", found.Name]);
    }

    /// <summary>Whoever is signed in elsewhere has to show anew who they are.</summary>
    private async Task<RedirectResult> DoneAsync(string said)
    {
        await desk.EndOthersAsync(Account);
        TempData["Flash"] = said;
        return Redirect(Links.Passkeys);
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        Account = await db.Users.SingleAsync(a => a.Id == viewer.AccountId);
        MayChange = window.IsOpen(Account);
        Keys = await passkeys.OfAsync(Account);
        return true;
    }

    public async Task ShowAsync() => Question = MayChange ? await passkeys.OfferAsync(Account) : "";
}

public sealed record NewPasskeyForm
{
    public string? Name { get; set; }
    /// <summary>What the device answered, as JSON.</summary>
    public string? Answer { get; set; }
}

public sealed class NewPasskeyFormValidator : AbstractValidator<NewPasskeyForm>
{
    public NewPasskeyFormValidator()
    {
        RuleFor(form => form.Name).NotEmpty().MaximumLength(Passkeys.LongestName);
        RuleFor(form => form.Answer).MaximumLength(Passkeys.LongestAnswer);
    }
}
