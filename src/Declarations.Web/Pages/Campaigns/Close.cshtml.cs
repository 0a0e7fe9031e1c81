using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Registers;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Campaigns;

/// <summary>五(四): closes a campaign against its checklist; what is still open is written down with what becomes of it.</summary>
[KeepsStatements]
public sealed class CloseModel(ClosingList list, GapsDraft gaps, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public string Code { get; set; } = "";
    [BindProperty] public CloseForm Form { get; set; } = new();

    public Campaign Campaign { get; private set; } = null!;
    public IReadOnlyList<ClosingLine> Lines { get; private set; } = [];
    /// <summary>The register of gaps that came of it.</summary>
    public Guid? Gaps { get; private set; }
    public int Open => Lines.Count(line => line.Open > 0);

    public async Task<IActionResult> OnPostAsync()
    {
        await ShowAsync();
        if (Open > 0 && Form.Reason is null)
            return this.BadForm("Form.Reason", words["error.close-reason"]);
        db.Expect(Campaign, Form.Version);
        Campaign.Close(clock.ActOf(viewer.AccountId, Campaign), Open, Form.Reason);
        await db.SaveChangesAsync();
        TempData["Flash"] = words["close.done"];
        return Redirect(Links.Campaign(Code));
    }

    /// <summary>Once: whoever asks again is shown what there is.</summary>
    public async Task<IActionResult> OnPostGapsAsync()
    {
        if (await gaps.ExistingAsync(Campaign) is { } there)
            return Redirect(Routes.To<RegisterModel>(there));
        var register = await gaps.ProposeAsync(Campaign, clock.ActOf(viewer.AccountId, Campaign));
        await db.SaveChangesAsync();
        TempData["Flash"] = words["gaps.done", register.Problems.Count];
        return Redirect(Routes.To<RegisterModel>(register.Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.CampaignsRun().Include(c => c.Unit).SingleOrDefaultAsync(c => c.Code == Code) is not { } campaign)
            return false;
        Campaign = campaign;
        ViewData["Campaign"] = campaign;
        if (HttpContext.Request.Method == HttpMethods.Get)
            Form = new CloseForm { Version = campaign.Version };
        return true;
    }

    public async Task ShowAsync() => (Lines, Gaps) = (Lines.Count > 0 ? Lines : await list.OfAsync(Campaign), await gaps.ExistingAsync(Campaign));
}

public sealed record CloseForm
{
    public string? Reason { get; set; }
    public int Version { get; set; }
}

public sealed class CloseFormValidator : AbstractValidator<CloseForm>
{
    public CloseFormValidator() => RuleFor(form => form.Reason).MaximumLength(1000);
}
