using Declarations.Data;
using Declarations.Integrity;
using Declarations.Registers;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Clues;
using Declarations.Web.Pages.Registers;
using Declarations.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Integrity;

/// <summary>Writes down a talk, an opinion, an appointment or whatever else belongs into somebody's integrity file. An opinion is signed.</summary>
public sealed class NewEntryModel(PersonField people, OwnMatters own, DeclarationsDb db, Viewer viewer, SigningWindow window, OfficeClock clock, Words words)
    : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true, Name = "kind")] public IntegrityKind? Kind { get; set; }
    [BindProperty] public EntryForm Form { get; set; } = new();

    public IReadOnlyList<Register> Registers { get; private set; } = [];
    public bool WindowOpen => window.IsOpen(viewer.Account!);

    public async Task<IActionResult> OnPostAsync()
    {
        if (Form.IsOpinion && !await window.OpenAsync(viewer.Account!, Form.Password))
            return this.NotProven(words, Form.Password);
        if (await people.FindAsync(ModelState, "Form.Person", Form.Person, withSignIn: false) is not { } person)
            return this.BadForm();
        if (!viewer.PathsOfOffice().Any(person.Unit.IsUnder))
            return this.BadForm("Form.Person", words["error.official-none"]);
        var signer = viewer.SignerFor(person);
        var register = Registers.FirstOrDefault(each => each.Code == Form.Register);
        if (!string.IsNullOrEmpty(Form.Register) && register is null)
            return NotFound();
        await own.EnsureNoneAsync(person.Id);
        var entry = IntegrityEntry.Note(clock.ActOf(viewer.AccountId), await AttachedAsync(person), Form.Noted(Kind!.Value, register?.Id), signer.Body,
            Form.IsOpinion ? (await window.RestOfAsync(viewer.Account!))?.Proof : null);
        db.IntegrityEntries.Add(entry);
        await db.SaveChangesAsync();
        TempData["Flash"] = words["integrity.saved", person.Name];
        return Redirect(Routes.To<EntryModel>(entry.Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (Kind is null && HttpMethods.IsPost(Request.Method))
            ModelState.AddModelError("Kind", words["error.entry-kind"]);
        Kind ??= IntegrityKind.Talk;
        if (!IntegrityKinds.Kept.Contains(Kind.Value))
            return false;
        (Form.IsOpinion, Form.IsAppointment) = (Kind.Value.NeedsTwo(), Kind == IntegrityKind.Appointment);
        Registers = await viewer.RegistersKept().AsNoTracking().Where(register => register.Code != null && register.Status == RegisterStatus.Issued)
            .OrderByDescending(register => register.Id).Take(50).ToListAsync();
        return true;
    }

    private Task<Official> AttachedAsync(Official person) => db.Officials.SingleAsync(official => official.Id == person.Id);
}
