using Declarations.Data;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Clues;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Registers;

/// <summary>A page with the form of a register.</summary>
public interface IRegisterPage
{
    RegisterForm Form { get; }
    IReadOnlyList<SelectListItem> Bodies { get; }
    IReadOnlyList<SelectListItem> Offices { get; }
}

/// <summary>Sets a register up from a preset: what it is about, whose it is, who checks.</summary>
public sealed class NewRegisterModel(DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded, IRegisterPage
{
    [BindProperty] public RegisterForm Form { get; set; } = new();

    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Bodies => [.. Units.Select(unit => new SelectListItem(unit.Name, unit.Code))];
    public IReadOnlyList<SelectListItem> Offices => Bodies;

    public void OnGet() => Form = new RegisterForm { Kind = RegisterKind.Rectification, IsNew = true };

    public async Task<IActionResult> OnPostAsync()
    {
        if (Units.FirstOrDefault(unit => unit.Code == Form.Unit) is not { } body || Units.FirstOrDefault(unit =>
            unit.Code == Form.Checking) is not { } checking)
            return NotFound();
        if (await db.Registers.AnyAsync(register => register.Code == Form.Code))
            return this.BadForm("Form.Code", words["error.register-code-taken"]);
        var register = Register.Draft(clock.ActOf(viewer.AccountId), Form.Kind!.Value, body, null, Form.Facts(Form.Code!, checking));
        if (register.Category is { } category)
        {
            if (await db.Registers.AnyAsync(each => each.UnitId == body.Id && each.Year == Form.Year && each.Category != null))
                return this.BadForm("Form.Year", words["error.clean-year-taken"]);
            foreach (var (index, task) in CleanTasks.Of(category).Index())
                register.Add(clock.ActOf(viewer.AccountId), new(Origin.SelfCheck, task, body.Id, Aspect: new(index + 1, words.Of(category))));
        }
        db.Registers.Add(register);
        await db.SaveChangesAsync();
        TempData["Flash"] = words["registers.drafted"];
        return Redirect(Routes.To<RegisterModel>(register.Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        var paths = viewer.PathsOfOffice();
        Units = await db.Units.Where(unit => paths.Any(path => unit.Path.StartsWith(path))).OrderBy(unit => unit.Path).ToListAsync();
        Form.IsNew = true;
        return true;
    }
}
