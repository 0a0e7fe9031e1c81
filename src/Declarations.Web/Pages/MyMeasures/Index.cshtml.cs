using Declarations.Bulletins;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Pages.Registers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.MyMeasures;

/// <summary>The measures in the viewer's charge, the soonest due first, and the circulars that wait to be confirmed.</summary>
public sealed class MyMeasuresModel(
    CircularDesk circulars, ReconcileDesk lists, NoticeDesk notices, LettersToMe lettersToMe, Viewer viewer, OfficeClock clock) : PageModel
{
    [BindProperty(SupportsGet = true)] public bool Done { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<(Measure Measure, DateOnly Today)> Rows { get; private set; } = [];
    public IReadOnlyList<ActivityUnit> Waiting { get; private set; } = [];
    public IReadOnlyList<ToReconcile> Lists { get; private set; } = [];
    public IReadOnlyList<Bulletin> Notices { get; private set; } = [];
    /// <summary>Letters of urging to the viewer about what is still open, the newest first.</summary>
    public IReadOnlyList<LetterToMe> Letters { get; private set; } = [];
    public IReadOnlyDictionary<Guid, Activity> Circulars { get; private set; } = new Dictionary<Guid, Activity>();

    public async Task OnGetAsync()
    {
        await viewer.LoadAsync();
        MeasureStatus[] shown = Done ? [MeasureStatus.Cancelled, MeasureStatus.Withdrawn] : [MeasureStatus.Open, MeasureStatus.Claimed, MeasureStatus.Basic];
        var mine = viewer.MeasuresOwned().AsNoTracking().Where(measure => shown.Contains(measure.Status));
        Paging = await Paging.OfAsync(Asked, mine);
        var rows = await mine.Include(measure => measure.Problem.Register.Campaign).Include(measure => measure.LeadUnit).Include(measure => measure.Person)
            .OrderBy(measure => measure.DueOn).ThenBy(measure => measure.Id).Skip(Paging.Skip).Take(Paging.Size).ToListAsync();
        Rows = [.. rows.Select(measure => (measure, measure.Problem.Register.Today(clock.Now)))];
        Waiting = await circulars.Waiting.AsNoTracking().Include(each => each.Unit).OrderBy(each => each.Id).ToListAsync();
        Circulars = await circulars.OfAsync(Waiting);
        Lists = await lists.WaitingAsync();
        Letters = await lettersToMe.OpenAsync();
        Notices = await notices.ToApprove.AsNoTracking().Where(notice => notice.Status == BulletinStatus.Draft).OrderBy(notice => notice.Id).ToListAsync();
    }
}
