using Declarations.Data;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Registers;

/// <summary>The form of one act on a register as a whole: set it in force, or close it. Both are signed.</summary>
public sealed class RegisterActModel(MeasureDesk desk, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded, IActPage
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public RegisterAct? Do { get; set; }
    [BindProperty] public ActForm Form { get; set; } = new();

    public Register Register { get; private set; } = null!;
    public RegisterAct Act { get; private set; }
    public bool WindowOpen => desk.WindowOpen;

    public void OnGet() => Form = Form with { Version = Register.Version };

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await desk.IsProvenAsync(Form))
            return this.NotProven(words, Form.Password);
        db.Expect(Register, Form.Version);
        var by = clock.ActOf(viewer.AccountId, Register);
        if (Act == RegisterAct.Issue)
            Register.Issue(by, Form.Basis());
        else if (Act == RegisterAct.Award)
            Register.Award(by, Form.Awarded!.Value, Form.Basis());
        else
            Register.Close(by);
        await db.SaveChangesAsync();
        TempData["Flash"] = words["act.done", Act];
        return Redirect(Routes.To<RegisterModel>(Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.RegistersKept().Include(register => register.Problems).ThenInclude(problem => problem.Measures).AsSplitQuery()
            .SingleOrDefaultAsync(register => register.Id == Id && register.Code != null) is not { } register)
            return false;
        IReadOnlyList<RegisterAct> open = register.Status == RegisterStatus.Drafting ? [RegisterAct.Issue]
            : [.. register.Status == RegisterStatus.Issued ? [RegisterAct.Close] : Array.Empty<RegisterAct>(),
                .. register.Grade is null or CleanGrade.Revoked ? Array.Empty<RegisterAct>() : [RegisterAct.Award]];
        if (this.Choose(Do, open, words) is not { } act)
            return false;
        (Register, Act) = (register, act);
        Form.For(act.Asks().Signed(act, register.Kind), register.Today(clock.Now));
        return true;
    }
}
