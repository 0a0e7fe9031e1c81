using Declarations.Data;
using Declarations.Evidence;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Door;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Registers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.MyMeasures;

/// <summary>The form of one act of those in whose charge a measure is: acknowledge, report with a file, claim, take back.</summary>
[Uploads(Upload.OneFile)]
public sealed class MyMeasureActModel(MeasureDesk desk, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded, IActPage
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public RegisterAct? Do { get; set; }
    [BindProperty] public ActForm Form { get; set; } = new();

    public Measure Measure { get; private set; } = null!;
    public RegisterAct Act { get; private set; }

    public void OnGet() => Form = Form with { Version = Measure.Version };

    public async Task<IActionResult> OnPostAsync()
    {
        var (by, file) = (clock.ActOf(viewer.AccountId, Measure.Problem.Register), (EvidenceFile?)null);
        if (Form is { File: { } sent } && Form.Asks.HasFlag(Ask.File))
        {
            var fault = Upload.FaultOf(sent, out var bytes);
            if (await db.EvidenceFiles.CountAsync(each => each.OwnerId == Id) >= EvidenceFile.Most)
                fault = "error.file-many";
            if (fault is not null)
            {
                ModelState.AddModelError("Form.File", words[fault]);
                return this.BadForm();
            }
            file = EvidenceFile.Of(Measure, by, FilePurpose.Measure, sent.FileName, bytes);
        }
        db.Expect(Measure, Form.Version);
        desk.Do(Measure, Act, Form, by, person: null);
        if (file is not null)
        {
            db.EvidenceFiles.Add(file);
            Measure.Attach(by, file.Reference);
        }
        await db.SaveChangesAsync();
        TempData["Flash"] = words["act.done", Act];
        return Redirect(Routes.To<MyMeasureModel>(Id));
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.MeasureAsync(Id, owned: true) is not { } measure)
            return false;
        if (this.Choose(Do, desk.OwnActsOn(measure), words) is not { } act)
            return false;
        (Measure, Act) = (measure, act);
        Form.For(Act.Asks(ofMeasure: true).Shown(Act), measure.Problem.Register.Today(clock.Now));
        return true;
    }
}
