using Declarations.Data;
using Declarations.Organisation;
using Declarations.Participation;
using Declarations.Verification;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Roster;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Verification;

/// <summary>Writes down what the posts of one unit have to do with.</summary>
public sealed class SectorsOfModel(DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public string Code { get; set; } = "";
    [BindProperty] public SectorsForm Form { get; set; } = new();

    public Unit Unit { get; private set; } = null!;
    public SupervisedSectors? Kept { get; private set; }

    public void OnGet() => Form = SectorsForm.Of(Kept);

    public async Task<IActionResult> OnPostAsync()
    {
        var sectors = Kept;
        if (Form.Version != (sectors?.Version ?? 0))
            throw new RefusedException(Refusal.ChangedMeanwhile);
        if (sectors is null)
            db.SupervisedSectors.Add(sectors = SupervisedSectors.Of(Unit.Id));
        sectors.Set(clock.ActOf(viewer.AccountId), Form.Chosen, Form.Basis!);
        await db.SaveChangesAsync();
        TempData["Flash"] = words["sectors.saved", Unit.Name];
        return Redirect(Routes.To<SectorsModel>());
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.UnitsInCharge().AsNoTracking().SingleOrDefaultAsync(unit => unit.Code == Code) is not { } unit)
            return false;
        (Unit, Kept) = (unit, await db.SupervisedSectors.SingleOrDefaultAsync(each => each.UnitId == unit.Id));
        return true;
    }
}

public sealed record SectorsForm
{
    public bool Mining { get; set; }
    public bool Sand { get; set; }
    public bool Fishery { get; set; }
    public bool SmallHydro { get; set; }
    public bool Fireworks { get; set; }
    public bool Hazchem { get; set; }
    public string? Basis { get; set; }
    public int Version { get; set; }

    internal IEnumerable<Sector> Chosen => new (bool Is, Sector Sector)[]
    {
        (Mining, Sector.Mining), (Sand, Sector.Sand), (Fishery, Sector.Fishery), (SmallHydro, Sector.SmallHydro), (Fireworks, Sector.Fireworks),
        (Hazchem, Sector.Hazchem),
    }.Where(each => each.Is).Select(each => each.Sector);

    internal static SectorsForm Of(SupervisedSectors? kept) => kept is null ? new() : new()
    {
        Mining = kept.Sectors.Contains(Sector.Mining),
        Sand = kept.Sectors.Contains(Sector.Sand),
        Fishery = kept.Sectors.Contains(Sector.Fishery),
        SmallHydro = kept.Sectors.Contains(Sector.SmallHydro),
        Fireworks = kept.Sectors.Contains(Sector.Fireworks),
        Hazchem = kept.Sectors.Contains(Sector.Hazchem),
        Basis = kept.Basis,
        Version = kept.Version,
    };
}

public sealed class SectorsFormValidator : AbstractValidator<SectorsForm>
{
    public SectorsFormValidator() => RuleFor(form => form.Basis).NotEmpty().MaximumLength(300);
}
