using Declarations.Data;
using Declarations.Integrity;
using Declarations.Organisation;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Clues;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Pledges;

/// <summary>A text to be signed, or another edition of one, which is then signed anew by everybody.</summary>
public sealed class NewPledgeModel(DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded
{
    /// <summary>The edition that it replaces.</summary>
    [BindProperty(SupportsGet = true)] public Guid? After { get; set; }
    [BindProperty] public PledgeForm Form { get; set; } = new();

    public PledgeText? Before { get; private set; }
    public IReadOnlyList<Unit> Units { get; private set; } = [];

    public void OnGet() => Form = Before is null ? new PledgeForm { For = PledgeFor.Everybody }
        : new PledgeForm { Title = Before.Title, Text = Before.Text, Version = Before.Version };

    public async Task<IActionResult> OnPostAsync()
    {
        var act = clock.ActOf(viewer.AccountId);
        PledgeText text;
        if (Before is not null)
        {
            db.Expect(Before, Form.Version);
            text = Before.Revise(act, new(Before.For, Form.Title!, Form.Text!, Form.DueOn!.Value));
        }
        else if (Units.FirstOrDefault(unit => unit.Code == Form.Unit) is { } body)
            text = PledgeText.Issue(act, body, new(Form.For!.Value, Form.Title!, Form.Text!, Form.DueOn!.Value));
        else
            return NotFound();
        db.PledgeTexts.Add(text);
        await db.SaveChangesAsync();
        TempData["Flash"] = words["pledges.issued"];
        return Redirect(Routes.To<PledgeModel>(text.Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        var paths = viewer.PathsOfOffice();
        if (After is { } id)
            Before = await viewer.PledgesKept().Include(text => text.Unit).SingleOrDefaultAsync(text => text.Id == id);
        else
            Units = await db.Units.Where(unit => paths.Any(path => unit.Path.StartsWith(path))).OrderBy(unit => unit.Path).ToListAsync();
        Form.IsNew = Before is null;
        return After is null || Before is not null;
    }
}

public sealed record PledgeForm
{
    /// <summary>Code of the body whose people sign.</summary>
    public string? Unit { get; set; }
    public PledgeFor? For { get; set; }
    public string? Title { get; set; }
    public string? Text { get; set; }
    public DateOnly? DueOn { get; set; }
    public int Version { get; set; }

    internal bool IsNew { get; set; }
}

public sealed class PledgeFormValidator : AbstractValidator<PledgeForm>
{
    public PledgeFormValidator()
    {
        RuleFor(form => form.Unit).NotEmpty().When(form => form.IsNew);
        RuleFor(form => form.Unit).MaximumLength(40);
        RuleFor(form => form.For).NotNull().When(form => form.IsNew);
        RuleFor(form => form.For).IsInEnum();
        RuleFor(form => form.Title).NotEmpty().MaximumLength(120);
        RuleFor(form => form.Text).NotEmpty().MaximumLength(10_000);
        RuleFor(form => form.DueOn).NotNull().Plausible();
    }
}
