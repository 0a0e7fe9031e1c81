using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Pages.Registers;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // this comparison runs in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Activities;

/// <summary>A unit in which many have not filed, proposed for supervision.</summary>
public sealed record SlowUnit(Unit Unit, int Missing, int Due);

/// <summary>The supervision plan of a campaign: its activities, and what may be done with each now.</summary>
public sealed class ActivityDesk(DeclarationsDb db, Viewer viewer)
{
    private const int Proposed = 5;

    /// <summary>Of registers in the viewer's charge.</summary>
    public IQueryable<Activity> Kept =>
        db.Activities.Where(activity => activity.Register.CampaignId != null && viewer.RegistersKept()
            .Select(register => register.Id).Contains(activity.RegisterId));

    public async Task<Activity?> FindAsync(Guid id)
    {
        await viewer.LoadAsync();
        return await Kept.Include(activity => activity.Register).ThenInclude(register => register.Campaign).Include(activity => activity.Register.Unit)
            .Include(activity => activity.Chair).Include(activity => activity.Units).ThenInclude(unit => unit.Unit)
            .SingleOrDefaultAsync(activity => activity.Id == id);
    }

    /// <summary>Units with the most people who have not filed, as far as nothing is planned there that lies ahead.</summary>
    public async Task<IReadOnlyList<SlowUnit>> SlowAsync(Campaign campaign, IReadOnlyList<string> paths)
    {
        var planned = Kept.Where(activity => activity.Register.CampaignId == campaign.Id && activity.Status == ActivityStatus.Planned
            && activity.Kind != ActivityKind.Circular).Select(activity => activity.Id);
        var counts = await db.HeadCounts.Where(count => count.CampaignId == campaign.Id && count.By == CountedBy.Stage).GroupBy(count => count.UnitId)
            .Select(group => new
            {
                Unit = group.Key,
                Due = (int)group.Sum(each => each.Own),
                Missing = (int)group.Sum(each => each.Code == nameof(ReportStage.Missing) ? each.Own : 0)
            })
            .Where(each => each.Missing > 0).ToListAsync();
        var units = await db.Units.AsNoTracking().Where(unit => paths.Any(path => unit.Path.StartsWith(path))
            && !db.ActivityUnits.Where(each => planned.Contains(each.ActivityId)).Select(each => each.UnitId).Contains(unit.Id))
            .ToDictionaryAsync(unit => unit.Id);
        return [.. counts.Where(each => units.ContainsKey(each.Unit)).OrderByDescending(each => each.Missing)
            .ThenBy(each => units[each.Unit].Path, StringComparer.Ordinal).Take(Proposed)
            .Select(each => new SlowUnit(units[each.Unit], each.Missing, each.Due))];
    }

    public static IReadOnlyList<RegisterAct> ActsOn(Activity activity) =>
        activity.Status == ActivityStatus.Planned ? [RegisterAct.Hold, RegisterAct.Move, RegisterAct.Drop] : [];

    public static void Do(Activity activity, RegisterAct act, ActForm form, Act by)
    {
        switch (act)
        {
            case RegisterAct.Hold: activity.Hold(by, form.HeldOn!.Value, form.Attendance!, form.Conclusion!); break;
            case RegisterAct.Move: activity.Move(by, form.DueOn!.Value, form.Reason!); break;
            case RegisterAct.Drop: activity.Drop(by, form.Reason!); break;
        }
    }
}
