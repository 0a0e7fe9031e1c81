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

/// <summary>Says anew what a register is about: title, days of the inspection, leading group, contact.</summary>
public sealed class EditRegisterModel(DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded, IRegisterPage
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public RegisterForm Form { get; set; } = new();

    public Register Register { get; private set; } = null!;
    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Bodies => [];
    public IReadOnlyList<SelectListItem> Offices => [.. Units.Select(unit => new SelectListItem(unit.Name, unit.Code))];

    public void OnGet() => Form = RegisterForm.Of(Register);

    public async Task<IActionResult> OnPostAsync()
    {
        if (Units.FirstOrDefault(unit => unit.Code == Form.Checking) is not { } checking)
            return NotFound();
        db.Expect(Register, Form.Version);
        Register.Describe(clock.ActOf(viewer.AccountId, Register), Form.Facts(Register.Code!, checking));
        await db.SaveChangesAsync();
        TempData["Flash"] = words["registers.saved"];
        return Redirect(Routes.To<RegisterModel>(Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.RegistersKept().Include(register => register.Unit).Include(register => register.CheckingUnit)
            .SingleOrDefaultAsync(register => register.Id == Id && register.Code != null) is not { } register)
            return false;
        Register = register;
        Form.Kind = register.Kind;
        (Form.Category, Form.Year) = (register.Category, register.Year);
        var paths = viewer.PathsOfOffice();
        Units = await db.Units.Where(unit => paths.Any(path => unit.Path.StartsWith(path))).OrderBy(unit => unit.Path).ToListAsync();
        return true;
    }
}
