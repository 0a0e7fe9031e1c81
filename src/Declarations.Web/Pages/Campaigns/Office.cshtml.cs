using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Campaigns;

/// <summary>Who leads a campaign and whom to ask (plan, Annex 1): shown to everybody who files in it, changed by who runs all of it, with a reason.</summary>
public sealed class OfficeModel(DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public string Code { get; set; } = "";
    /// <summary>The line to change; null: a new one.</summary>
    [BindProperty(SupportsGet = true)] public Guid? Member { get; set; }
    [BindProperty] public OfficeForm Form { get; set; } = new();

    public Campaign Campaign { get; private set; } = null!;
    public OfficeMember? Changed { get; private set; }

    public void OnGet() => Form = new OfficeForm
    {
        Member = Changed?.Id,
        Role = Changed?.Role,
        Name = Changed?.Name,
        Unit = Changed?.Unit,
        Post = Changed?.Post,
        Duty = Changed?.Duty,
        Telephone = Changed?.Telephone,
        Version = Campaign.Version,
    };

    public Task<IActionResult> OnPostAsync() => SaveAsync("office.saved", () => Campaign.Appoint(clock.ActOf(viewer.AccountId, Campaign),
        new(Changed?.Id ?? Guid.CreateVersion7(), Form.Role!.Value, Form.Name!, Form.Unit, Form.Post, Form.Duty, Form.Telephone), Form.Reason!));

    public async Task<IActionResult> OnPostReleaseAsync() => Changed is null ? NotFound()
        : await SaveAsync("office.released", () => Campaign.Release(clock.ActOf(viewer.AccountId, Campaign), Changed, Form.Reason!));

    private async Task<IActionResult> SaveAsync(string said, Action change)
    {
        db.Expect(Campaign, Form.Version);
        change();
        await db.SaveChangesAsync();
        TempData["Flash"] = words[said, Form.Name];
        return Redirect(Links.OfficeOf(Code));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.CampaignsRun().SingleOrDefaultAsync(c => c.Code == Code) is not { } campaign)
            return false;
        Campaign = campaign;
        ViewData["Campaign"] = campaign;
        Changed = campaign.Office.Find(member => member.Id == (Member ?? Form.Member));
        return (Member ?? Form.Member) is null || Changed is not null;
    }
}

public sealed record OfficeForm
{
    public Guid? Member { get; set; }
    public OfficeRole? Role { get; set; }
    public string? Name { get; set; }
    public string? Unit { get; set; }
    public string? Post { get; set; }
    public string? Duty { get; set; }
    public string? Telephone { get; set; }
    public string? Reason { get; set; }
    public int Version { get; set; }
}

public sealed class OfficeFormValidator : AbstractValidator<OfficeForm>
{
    public OfficeFormValidator()
    {
        RuleFor(form => form.Role).NotNull().IsInEnum();
        RuleFor(form => form.Name).NotEmpty().MaximumLength(60);
        RuleFor(form => form.Unit).MaximumLength(120);
        RuleFor(form => form.Post).MaximumLength(120);
        RuleFor(form => form.Duty).MaximumLength(200);
        RuleFor(form => form.Telephone).NotEmpty().When(form => form.Role == OfficeRole.Contact);
        RuleFor(form => form.Telephone).MaximumLength(60);
        RuleFor(form => form.Reason).NotEmpty().MaximumLength(200);
    }
}
