using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Custody;
using Declarations.Web.Pages.Roster;
using Declarations.Web.Pages.Units;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Campaigns;

/// <summary>The hand-in days of a campaign: extended with a legal basis by its own office, set earlier by a unit; never changed silently.</summary>
public sealed class DeadlinesModel(DeclarationsDb db, CaseFiles files, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public string Code { get; set; } = "";
    [BindProperty] public DeadlineForm Form { get; set; } = new();

    public Deadlines Deadlines { get; private set; } = null!;
    public Campaign Campaign => Deadlines.Campaign;
    /// <summary>The office of the campaign's own unit may extend it.</summary>
    public bool MayExtend { get; private set; }
    public UnitField Units { get; private set; } = null!;
    private IQueryable<Unit> UnitsInCharge => viewer.UnitsInCharge().AsNoTracking().Under([Campaign.Unit.Path]);
    public IEnumerable<SelectListItem> Kinds => Enum.GetValues<DeadlineKind>().Where(kind => MayExtend || kind == DeadlineKind.Unit)
        .Select(kind => new SelectListItem(words.Of(kind), kind.ToString()));

    public async Task<IActionResult> OnGetAsync()
    {
        Form = new DeadlineForm { Version = Campaign.Version };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayExtend && Form.Kind != DeadlineKind.Unit)
            return BadRequest();
        var unit = Form.Kind == DeadlineKind.Unit ? await UnitsInCharge.TypedAsync(Form.Unit) : null;
        if (Form.Kind == DeadlineKind.Unit && unit is null)
            return this.BadForm("Form.Unit", words["error.unit-unknown"]);
        List<string> paths = Form.Kind == DeadlineKind.Unit ? [.. UnitTree.PathsUpFrom(unit!.Path)] : [];
        var chain = await db.Units.Where(u => paths.Contains(u.Path)).ToListAsync();
        db.Expect(Campaign, Form.Version);
        db.DeadlineChanges.Add(Deadlines.Change(clock.ActOf(viewer.AccountId, Campaign), Form.Kind!.Value, [.. chain.OrderByDescending(u => u.Path.Length)],
            Form.By!.Value, new LegalBasis(Form.Document!, Form.Number!, Form.DocumentOn!.Value)));
        db.Entry(Campaign).State = EntityState.Modified;
        await db.SaveChangesAsync();
        TempData["Flash"] = words["deadline.changed", Form.By];
        return Redirect(Links.Deadlines(Code));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.CampaignsInReach().SingleOrDefaultAsync(c => c.Code == Code) is not { } campaign)
            return false;
        Deadlines = await files.DeadlinesOfAsync(campaign);
        MayExtend = await viewer.CampaignsRun().AnyAsync(c => c.Id == campaign.Id);
        Units = await UnitsInCharge.FieldAsync();
        ViewData["Campaign"] = campaign;
        return true;
    }
}

public sealed record DeadlineForm
{
    public DeadlineKind? Kind { get; set; }
    /// <summary>Code of the unit whose own day it is.</summary>
    public string? Unit { get; set; }
    public DateOnly? By { get; set; }
    public string? Document { get; set; }
    public string? Number { get; set; }
    public DateOnly? DocumentOn { get; set; }
    public int Version { get; set; }
}

public sealed class DeadlineFormValidator : AbstractValidator<DeadlineForm>
{
    private static readonly DateOnly Earliest = new(2000, 1, 1), Latest = new(2100, 12, 31);

    public DeadlineFormValidator()
    {
        RuleFor(form => form.Kind).NotNull().IsInEnum();
        RuleFor(form => form.Unit).NotEmpty().When(form => form.Kind == DeadlineKind.Unit);
        RuleFor(form => form.Unit).MaximumLength(120);
        RuleFor(form => form.By).NotNull();
        RuleFor(form => form.By).GreaterThanOrEqualTo(Earliest).WithErrorCode("too-early");
        RuleFor(form => form.By).LessThanOrEqualTo(Latest).WithErrorCode("too-late");
        RuleFor(form => form.Document).NotEmpty().MaximumLength(120);
        RuleFor(form => form.Number).NotEmpty().MaximumLength(60);
        RuleFor(form => form.DocumentOn).NotNull();
        RuleFor(form => form.DocumentOn).GreaterThanOrEqualTo(Earliest).WithErrorCode("too-early");
        RuleFor(form => form.DocumentOn).LessThanOrEqualTo(Latest).WithErrorCode("too-late");
    }
}
