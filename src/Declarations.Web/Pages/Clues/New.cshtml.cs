using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.InHand;
using Declarations.Web.Pages.Progress;
using Declarations.Web.Pages.Registers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Clues;

/// <summary>登记线索: the office writes down what it has learnt. From a report, the address names it.</summary>
public sealed class NewClueModel(
    ClueDesk desk, RegisterDesk registers, PersonField people, OwnMatters own, DeclarationsDb db, Viewer viewer, CampaignChoice choice, OfficeClock clock,
    Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public string? Campaign { get; set; }
    /// <summary>Report, and interest in it, that it is about.</summary>
    [BindProperty(SupportsGet = true)] public Guid? Report { get; set; }
    [BindProperty(SupportsGet = true)] public Guid? Interest { get; set; }
    [BindProperty] public ClueForm Form { get; set; } = new();

    public IReadOnlyList<Campaign> Campaigns { get; private set; } = [];
    public PersonalSituationReport? About { get; private set; }

    public void OnGet() => Form = Form with { Campaign = Campaign ?? choice.Of(Campaigns)?.Code, Person = About?.Official.StaffNumber };

    public async Task<IActionResult> OnPostAsync()
    {
        if (Campaigns.FirstOrDefault(each => each.Code == Form.Campaign) is not { } campaign)
            return NotFound();
        Official? person = About?.Official;
        if (person is null && !string.IsNullOrWhiteSpace(Form.Person)
            && (person = await people.FindAsync(ModelState, "Form.Person", Form.Person, withSignIn: false)) is null)
            return this.BadForm();
        if (person is not null)
            await own.EnsureNoneAsync([person.Id]);
        var body = registers.BodyFor(campaign, person?.Unit);
        var clue = await desk.RegisterAsync(clock.ActOf(viewer.AccountId, campaign), campaign, body,
            new(Form.Origin!.Value, Form.Text!, person?.UnitId, person?.Id, Form.Named, About?.Id, About is null ? null : Interest));
        await db.SaveChangesAsync();
        TempData["Flash"] = words["clues.registered", clue.Reference];
        return Redirect(Routes.To<ClueModel>(clue.Id));
    }

    public async Task<bool> LoadAsync()
    {
        if (!(await viewer.LoadAsync()).IsOffice())
            return false;
        Campaigns = await viewer.CampaignsFollowed(viewer.PathsOfOffice()).ToListAsync();
        Form.FromOffice = true;
        if (Report is not { } report)
            return true;
        var ids = Campaigns.Select(each => each.Id).ToList();
        About = await db.Reports.Under(viewer.PathsOfOffice()).Include(each => each.Official.Unit)
            .SingleOrDefaultAsync(each => each.Id == report && ids.Contains(each.CampaignId));
        return About is not null;
    }
}
