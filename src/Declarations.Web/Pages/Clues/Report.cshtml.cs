using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Progress;
using Declarations.Web.Pages.Registers;
using Declarations.Web.Pages.Sheets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Clues;

/// <summary>单位上报线索 (plan 五(三)): the head of a unit reports one upward, and afterwards sees that it was received, no more.</summary>
public sealed class ReportClueModel(
    ClueDesk desk, RegisterDesk registers, PersonField people, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words)
    : PageModel, ILoaded, IShown
{
    [BindProperty] public ClueForm Form { get; set; } = new();

    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public IReadOnlyList<Campaign> Campaigns { get; private set; } = [];
    /// <summary>Days on which the viewer reported one, newest first.</summary>
    public IReadOnlyList<DateOnly> Received { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync()
    {
        if (Campaigns.FirstOrDefault(each => each.Code == Form.Campaign) is not { } campaign
            || Units.FirstOrDefault(each => each.Code == Form.Unit) is not { } unit)
            return NotFound();
        Official? person = null;
        if (!string.IsNullOrWhiteSpace(Form.Person)
            && (person = await people.FindAsync(ModelState, "Form.Person", Form.Person, withSignIn: false)) is null)
            return this.BadForm();
        await desk.RegisterAsync(clock.ActOf(viewer.AccountId, campaign), campaign, await registers.OfficeAboveAsync(unit, campaign),
            new(Origin.Unit, Form.Text!, unit.Id, person?.Id, Form.Named));
        await db.SaveChangesAsync();
        TempData["Flash"] = words["clues.reported"];
        return Redirect(Routes.To<ReportClueModel>());
    }

    public async Task<bool> LoadAsync()
    {
        var headed = (await viewer.LoadAsync()).UnitsHeaded();
        Units = await db.Units.Where(unit => headed.Contains(unit.Id)).OrderBy(unit => unit.Path).ToListAsync();
        Campaigns = await viewer.CampaignsFollowed([.. Units.Select(unit => unit.Path)]).ToListAsync();
        return Units.Count > 0 && Campaigns.Count > 0;
    }

    public async Task ShowAsync() => Received = await db.RegisterEntries
        .Where(entry => entry.ByAccountId == viewer.AccountId && entry.Kind == EntryKind.Amended && entry.MeasureId == null
            && db.Problems.Any(clue => clue.Id == entry.ProblemId && clue.Origin == Origin.Unit))
        .OrderByDescending(entry => entry.At).Take(50).Select(entry => entry.On).ToListAsync();
}
