using Declarations.Data;
using Declarations.Organisation;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Roster;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Units;

/// <summary>A level above the topmost unit: where the party-group secretary's own report is read. Roles stay for the units that they were given for.</summary>
public sealed class AboveModel(DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public string Code { get; set; } = "";
    [BindProperty] public AboveForm Form { get; set; } = new();

    public Unit Unit { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        Form = new AboveForm { Version = Unit.Version };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await db.Units.AnyAsync(unit => unit.Code == Form.Code))
            return this.BadForm("Form.Code", words["error.unit-exists"]);
        if (Form.Kind > Unit.Kind)
            return this.BadForm("Form.Kind", words["error.unit-kind-above", Unit.Kind]);
        db.Expect(Unit, Form.Version);
        var act = clock.ActOf(viewer.AccountId);
        var above = Unit.Create(act, Form.Code!, Form.Name!, Form.Kind!.Value, parent: null);
        db.Units.Add(above);
        var from = Unit.Path;
        var below = await db.Units.Where(unit => unit.Path.StartsWith(from) && unit.Id != Unit.Id).ToListAsync();
        Unit.PutUnder(act, above, below, Form.Reason!);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.SaveChangesAsync();
        // Reports are listed by the path of their unit.
        var prefix = above.Path[..^1];
        await db.Reports.Where(report => report.ListKey.StartsWith(from))
            .ExecuteUpdateAsync(set => set.SetProperty(report => report.ListKey, report => prefix + report.ListKey));
        await db.InterestRows.Where(row => row.ListKey.StartsWith(from))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ListKey, row => prefix + row.ListKey));
        await db.RecountAsync();
        await transaction.CommitAsync();
        TempData["Flash"] = words["units.put-under", Unit.Name, above.Name];
        return Redirect(Links.Units);
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.UnitsInCharge().SingleOrDefaultAsync(u => u.Code == Code && u.ParentId == null) is not { } unit)
            return false;
        Unit = unit;
        return true;
    }
}

public sealed record AboveForm
{
    public string? Name { get; set; }
    [Key] public string? Code { get; set; }
    public UnitKind? Kind { get; set; }
    public string? Reason { get; set; }
    public int Version { get; set; }
}

public sealed class AboveFormValidator : AbstractValidator<AboveForm>
{
    public AboveFormValidator()
    {
        RuleFor(form => form.Name).NotEmpty().MaximumLength(120);
        RuleFor(form => form.Code).IsUnitCode();
        RuleFor(form => form.Kind).NotNull().IsInEnum();
        RuleFor(form => form.Reason).NotEmpty().MaximumLength(200);
    }
}
