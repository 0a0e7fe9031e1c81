using Declarations.Access;
using Declarations.Data;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Written;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Deputies;

/// <summary>Who signs while I am away: named for a period, taken back at any time.</summary>
public sealed class DeputiesModel(DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, IShown
{
    /// <summary>Part of a name to look for.</summary>
    [FromQuery] public string? Name { get; set; }
    [BindProperty] public DeputyForm Form { get; set; } = new();

    public DateOnly Today => clock.Today;
    public IReadOnlyList<Deputation> Named { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Colleagues { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync()
    {
        if (await Candidates().SingleOrDefaultAsync(o => o.Id == Form.Deputy) is not { } deputy)
            return NotFound();
        db.Deputations.Add(Deputation.Name(clock.ActOf(viewer.AccountId), viewer.Official!, deputy, Form.FromOn!.Value, Form.ToOn!.Value));
        await db.SaveChangesAsync();
        TempData["Flash"] = words["deputy.named", deputy.Name];
        return Redirect(Links.Deputies);
    }

    [WithoutForm]
    public async Task<IActionResult> OnPostRevokeAsync(Guid deputation)
    {
        var mine = viewer.Official!.Id;
        if (await db.Deputations.SingleOrDefaultAsync(d => d.Id == deputation && d.HolderId == mine) is not { } named)
            return NotFound();
        named.Revoke(clock.ActOf(viewer.AccountId));
        await db.SaveChangesAsync();
        TempData["Flash"] = words["deputy.revoked"];
        return Redirect(Links.Deputies);
    }

    public async Task ShowAsync()
    {
        var me = viewer.Official!;
        Named = await db.Deputations.AsNoTracking().Include(d => d.Deputy).Where(d => d.HolderId == me.Id).OrderByDescending(d => d.FromOn).Take(50)
            .ToListAsync();
        var name = WrittenName.Normal(Name);
        var colleagues = await Candidates().AsNoTracking().Where(o => string.IsNullOrEmpty(name) || o.Name.Contains(name)).OrderBy(o => o.StaffNumber).Take(50)
            .ToListAsync();
        Colleagues = [.. colleagues.Select(o => new SelectListItem($"{o.Name} {o.Post}", o.Id.ToString()))];
    }

    /// <summary>负责人 and 分管负责人 of my unit, as the plan names them.</summary>
    private IQueryable<Official> Candidates()
    {
        var (me, posts, kinds) = (viewer.Official!, db.ActivePosts(), Deputation.DeputyPosts);
        return db.Serving().Where(o => o.UnitId == me.UnitId && o.Id != me.Id && posts.Any(post => post.OfficialId == o.Id && kinds.Contains(post.Kind)));
    }
}

public sealed record DeputyForm
{
    public Guid? Deputy { get; set; }
    public DateOnly? FromOn { get; set; }
    public DateOnly? ToOn { get; set; }
}

public sealed class DeputyFormValidator : AbstractValidator<DeputyForm>
{
    public DeputyFormValidator()
    {
        RuleFor(form => form.Deputy).NotEmpty();
        RuleFor(form => form.FromOn).NotEmpty();
        RuleFor(form => form.FromOn).Must(day => day!.Value.Year is >= 2000 and < 2100).WithErrorCode("deputy-day").When(form => form.FromOn is not null);
        RuleFor(form => form.ToOn).NotEmpty();
        RuleFor(form => form.ToOn).Must((form, to) => to >= form.FromOn && to <= form.FromOn!.Value.AddDays(366)).WithErrorCode("deputy-period")
            .When(form => form.ToOn is not null && form.FromOn is { Year: >= 2000 and < 2100 });
    }
}
