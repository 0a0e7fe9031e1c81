using System.ComponentModel.DataAnnotations;
using Declarations.Access;
using Declarations.Data;
using Declarations.Integrity;
using Declarations.Organisation;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Clues;
using Declarations.Web.Pages.Registers;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.KeyPosts;

/// <summary>The office takes a post for a key one; a proposal fills in whose it is.</summary>
public sealed class NewKeyPostModel(PersonField people, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty] public NewKeyPostForm Form { get; set; } = new();

    public IReadOnlyList<Unit> Units { get; private set; } = [];

    public void OnGet([StringLength(40)] string? unit, [StringLength(40)] string? holder, [StringLength(120)] string? title) =>
        Form = new NewKeyPostForm { Unit = unit, Holder = holder, Title = title };

    public async Task<IActionResult> OnPostAsync()
    {
        if (Units.FirstOrDefault(each => each.Code == Form.Unit) is not { } unit)
            return NotFound();
        var holder = string.IsNullOrWhiteSpace(Form.Holder) ? null : await people.FindAsync(ModelState, "Form.Holder", Form.Holder, withSignIn: false);
        if (!ModelState.IsValid)
            return this.BadForm();
        if (await db.KeyPosts.AnyAsync(post => post.UnitId == unit.Id && post.Title == Form.Title && post.EndedOn == null))
            return this.BadForm("Form.Title", words["error.key-post-taken"]);
        var post = KeyPost.Find(clock.ActOf(viewer.AccountId), unit, Form.Title!, Form.Powers!, holder);
        db.KeyPosts.Add(post);
        await db.SaveChangesAsync();
        TempData["Flash"] = words["key-posts.saved"];
        return Redirect(Routes.To<KeyPostModel>(post.Id));
    }

    public async Task<bool> LoadAsync()
    {
        var paths = (await viewer.LoadAsync()).PathsOfOffice();
        Units = await db.Units.Where(unit => paths.Any(path => unit.Path.StartsWith(path))).OrderBy(unit => unit.Path).ToListAsync();
        return await viewer.MayAsync(Permission.KeepRegisters);
    }
}

public sealed record NewKeyPostForm
{
    /// <summary>Code of the unit.</summary>
    public string? Unit { get; set; }
    public string? Title { get; set; }
    /// <summary>One a line.</summary>
    public string? Powers { get; set; }
    /// <summary>Staff number or whole name.</summary>
    public string? Holder { get; set; }
}

public sealed class NewKeyPostFormValidator : AbstractValidator<NewKeyPostForm>
{
    public NewKeyPostFormValidator()
    {
        RuleFor(form => form.Unit).NotEmpty().MaximumLength(40);
        RuleFor(form => form.Title).NotEmpty().MaximumLength(120);
        RuleFor(form => form.Powers).NotEmpty().MaximumLength(2000);
        RuleFor(form => form.Holder).MaximumLength(60);
    }
}
