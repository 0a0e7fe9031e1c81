using Declarations.Data;
using Declarations.Integrity;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Pledges;
using Declarations.Web.SignIn;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.MyIntegrity;

/// <summary>Somebody reads a pledge and signs it for themselves, as a report is signed; afterwards it can be printed with its digest.</summary>
public sealed class MyPledgeModel(DeclarationsDb db, Viewer viewer, SigningWindow window, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public MyPledgeForm Form { get; set; } = new();

    public PledgeText Text { get; private set; } = null!;
    /// <summary>Null: not signed yet.</summary>
    public IntegrityEntry? Signed { get; private set; }
    public string Name => viewer.Official!.Name;
    public bool WindowOpen => window.IsOpen(viewer.Account!);

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await window.OpenAsync(viewer.Account!, Form.Password))
            return this.NotProven(words, Form.Password);
        var me = await db.Officials.SingleAsync(official => official.Id == viewer.Official!.Id);
        db.IntegrityEntries.Add(IntegrityEntry.Pledge(clock.ActOf(viewer.AccountId), me, Text, await db.EarlierPledgesAsync(Id, me.Id),
            (await window.RestOfAsync(viewer.Account!))?.Proof));
        await db.SaveChangesAsync();
        TempData["Flash"] = words["my-pledge.done"];
        return Redirect(Routes.To<MyPledgeModel>(Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.PledgesOfMine().AsNoTracking().Include(text => text.Unit).SingleOrDefaultAsync(text => text.Id == Id) is not { } text)
            return false;
        Text = text;
        Signed = await db.PledgesStanding().AsNoTracking().SingleOrDefaultAsync(entry => entry.PledgeTextId == Id && entry.OfficialId == viewer.Official!.Id);
        return true;
    }
}

public sealed record MyPledgeForm
{
    public string? Password { get; set; }
}

public sealed class MyPledgeFormValidator : AbstractValidator<MyPledgeForm>
{
    public MyPledgeFormValidator() => RuleFor(form => form.Password).MaximumLength(200);
}
