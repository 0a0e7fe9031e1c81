using Declarations.Access;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Campaigns;
using Declarations.Web.Pages.Roster;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Units;

/// <summary>One unit of the tree.</summary>
/// <param name="Depth">0 for the topmost that the viewer is in charge of.</param>
public sealed record UnitLine(Unit Unit, int Depth, int People, ILookup<UnitPostKind, string> Readers);

/// <summary>The tree of units with those who read there, and whom nobody would read.</summary>
[KeepsStatements]
public sealed class UnitsModel(DeclarationsDb db, Viewer viewer, RouteCheck routes, OfficeClock clock, Words words) : PageModel, ILoaded, IShown
{
    [BindProperty] public UnitForm Form { get; set; } = new();
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public Paging Paging { get; private set; } = null!;
    public IReadOnlyList<UnitLine> Units { get; private set; } = [];
    /// <summary>Of the people of those units.</summary>
    public IReadOnlyList<RouteGap> Gaps { get; private set; } = [];
    /// <summary>Of the units on this page.</summary>
    private IReadOnlyList<Guid> shown = [];
    /// <summary>Filed reports that wait for somebody to be found who reads them.</summary>
    public int Waiting { get; private set; }
    public IEnumerable<SelectListItem> Parents => Units.Select(line => new SelectListItem(line.Unit.Name, line.Unit.Code));

    public async Task<IActionResult> OnPostAsync()
    {
        if (await viewer.UnitsInCharge().AsNoTracking().SingleOrDefaultAsync(unit => unit.Code == Form.Parent) is not { } parent)
            return NotFound();
        if (await db.Units.AnyAsync(unit => unit.Code == Form.Code))
            return this.BadForm("Form.Code", words["error.unit-exists"]);
        if (Form.Kind < parent.Kind)
            return this.BadForm("Form.Kind", words["error.unit-kind", parent.Kind]);
        db.Units.Add(Unit.Create(clock.ActOf(viewer.AccountId), Form.Code!, Form.Name!, Form.Kind!.Value, parent));
        await db.SaveChangesAsync();
        TempData["Flash"] = words["units.added", Form.Name];
        return Redirect(Links.Units);
    }

    /// <summary>After the roster was completed: finds readers for what was filed before.</summary>
    [WithoutForm]
    public async Task<IActionResult> OnPostFindAsync()
    {
        var found = await routes.FindReadersAsync(viewer.ReportsInCharge(), report => clock.ActOf(viewer.AccountId, report.Campaign));
        await db.SaveChangesAsync();
        TempData["Flash"] = words["units.found", found];
        return Redirect(Links.Units);
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        Paging = await Paging.OfAsync(Asked, viewer.UnitsInCharge());
        var units = await viewer.UnitsInCharge().AsNoTracking().Include(unit => unit.Posts).OrderBy(unit => unit.Path).Skip(Paging.Skip).Take(Paging.Size)
            .ToListAsync();
        shown = units.ConvertAll(unit => unit.Id);
        var people = await Living.GroupBy(o => o.UnitId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count);
        var names = await db.Officials.Where(o => db.UnitPosts.Any(post => post.OfficialId == o.Id && shown.Contains(post.UnitId)))
            .Select(o => new { o.Id, o.Name }).ToDictionaryAsync(o => o.Id, o => o.Name);
        var top = viewer.PathsOf(Role.CampaignOfficer).Select(path => path.Count(c => c == '/')).DefaultIfEmpty().Min();
        Units = [.. units.Select(unit => new UnitLine(unit, unit.Path.Count(c => c == '/') - top, people.GetValueOrDefault(unit.Id),
            unit.Posts.ToLookup(post => post.Kind, post => names[post.OfficialId])))];
        return true;
    }

    public async Task ShowAsync()
    {
        Gaps = await routes.GapsAsync(Living, Policy.Zhuzhou2017, clock.Today);
        Waiting = await routes.Waiting(viewer.ReportsInCharge()).CountAsync();
    }

    private IQueryable<Official> Living => db.Officials.Where(o => shown.Contains(o.UnitId) && o.DiedOn == null);
}

public sealed record UnitForm
{
    public string? Name { get; set; }
    [Key] public string? Code { get; set; }
    public UnitKind? Kind { get; set; }
    /// <summary>Code of the unit above.</summary>
    public string? Parent { get; set; }
}

public sealed class UnitFormValidator : AbstractValidator<UnitForm>
{
    public UnitFormValidator()
    {
        RuleFor(form => form.Name).NotEmpty().MaximumLength(120);
        RuleFor(form => form.Code).IsUnitCode();
        RuleFor(form => form.Kind).NotNull().IsInEnum();
        RuleFor(form => form.Parent).NotEmpty().MaximumLength(60);
    }
}
