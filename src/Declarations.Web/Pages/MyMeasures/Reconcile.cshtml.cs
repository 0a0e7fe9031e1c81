using Declarations.Data;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.MyMeasures;

/// <summary>对账: the open lines of a unit as its head confirms them for the month; what was confirmed stays as it was.</summary>
public sealed class ReconcileModel(ReconcileDesk desk, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public string? Unit { get; set; }

    public Register Register { get; private set; } = null!;
    public Unit Of { get; private set; } = null!;
    public DateOnly Today { get; private set; }
    public IReadOnlyList<Measure> Lines { get; private set; } = [];
    /// <summary>Newest first.</summary>
    public IReadOnlyList<RegisterEntry> Confirmed { get; private set; } = [];
    public bool IsDue => ReconcileDesk.IsDue(Confirmed, Today);

    [WithoutForm]
    public async Task<IActionResult> OnPostAsync()
    {
        if (!IsDue)
            throw new RefusedException(Refusal.RegisterReconciled(Confirmed[0].On));
        Register.Reconcile(clock.ActOf(viewer.AccountId, Register), Of.Id, string.Join('\n', Lines.Select(Line)));
        await db.SaveChangesAsync();
        TempData["Flash"] = words["reconcile.done"];
        return Redirect($"{Routes.To<ReconcileModel>(Id)}?unit={Of.Code}");
    }

    public string Line(Measure measure) => words["reconcile.line", measure.Problem.Number, measure.Number, measure.Text,
        measure.ClassOn(Today), measure.RunsTo];

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await desk.FindAsync(Id, Unit) is not { } found)
            return false;
        (Register, Of, Today) = (found.Register, found.Unit, found.Register.Today(clock.Now));
        Lines = await desk.LinesAsync(Id, Of.Id);
        Confirmed = await db.RegisterEntries.AsNoTracking().Where(entry => entry.RegisterId == Id && entry.Kind == EntryKind.Reconciled
            && entry.UnitId == Of.Id)
            .OrderByDescending(entry => entry.At).ToListAsync();
        return Lines.Count > 0 || Confirmed.Count > 0;
    }
}
