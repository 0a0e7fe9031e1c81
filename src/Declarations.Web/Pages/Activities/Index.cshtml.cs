using Declarations.Campaigns;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Pages.Clues;
using Declarations.Web.Pages.InHand;
using Declarations.Web.Pages.Progress;
using Declarations.Web.Pages.Registers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Activities;

/// <summary>监督检查方案 (plan 五(三), 六(三)): what is planned where and when, what came of it, and which units are slow.</summary>
public sealed class SupervisionModel(ActivityDesk desk, Viewer viewer, CampaignChoice choice, OfficeClock clock) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public string? Campaign { get; set; }
    [BindProperty(SupportsGet = true)] public string? Unit { get; set; }
    [BindProperty(SupportsGet = true)] public ActivityStatus? Status { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public Campaign? Chosen { get; private set; }
    public DateOnly Today { get; private set; }
    public IReadOnlyList<Register> Registers { get; private set; } = [];
    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public IReadOnlyDictionary<ActivityStatus, int> Counts { get; private set; } = new Dictionary<ActivityStatus, int>();
    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<Activity> Rows { get; private set; } = [];
    public IReadOnlyList<SlowUnit> Slow { get; private set; } = [];

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        var campaigns = await viewer.CampaignsFollowed(viewer.PathsOfOffice()).AsNoTracking().ToListAsync();
        Chosen = Campaign is null ? choice.Of(campaigns) : campaigns.Find(each => each.Code == Campaign);
        if (Chosen is not { } campaign)
            return Campaign is null;
        (Today, ViewData["Campaign"]) = (campaign.Today(clock.Now), campaign);
        Registers = await viewer.RegistersKept().AsNoTracking().Include(register => register.Unit)
            .Where(register => register.CampaignId == campaign.Id).ToListAsync();
        var all = desk.Kept.AsNoTracking().Where(activity => activity.Register.CampaignId == campaign.Id);
        Counts = await all.GroupBy(activity => activity.Status).ToDictionaryAsync(group => group.Key, group => group.Count());
        Units = (await all.SelectMany(activity => activity.Units).Select(each => each.Unit).Distinct().ToListAsync())
            .OrderBy(unit => unit.Path, StringComparer.Ordinal).ToList();
        var found = all.Where(activity => (Status == null || activity.Status == Status)
            && (string.IsNullOrEmpty(Unit) || activity.Units.Any(each => each.Unit.Code == Unit)));
        Paging = await Paging.OfAsync(Asked, found);
        // What should have been held by now, and was not, stands first.
        Rows = await found.Include(activity => activity.Chair).Include(activity => activity.Units).ThenInclude(each => each.Unit).AsSplitQuery()
            .OrderBy(activity => activity.Status != ActivityStatus.Planned || activity.PlannedOn >= Today).ThenBy(activity => activity.PlannedOn)
            .ThenBy(activity => activity.Id).Skip(Paging.Skip).Take(Paging.Size).ToListAsync();
        Slow = await desk.SlowAsync(campaign, viewer.PathsOfOffice());
        return true;
    }

    public string Href(ActivityStatus? status) => $"{Routes.To<SupervisionModel>()}?campaign={Chosen!.Code}&unit={Unit}&status={status}";
}
