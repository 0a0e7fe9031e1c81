using Declarations.Data;
using Declarations.Reporting.Statistics;
using Declarations.Reports;
using Declarations.Sheets;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Sheets;

/// <summary>Sheets that wait for their head: everybody has filed or is excused, or the day to hand in has passed, and nothing is confirmed.</summary>
public sealed class SheetWork(DeclarationsDb db, StatisticsQuery statistics, CaseFiles files, Viewer viewer, OfficeClock clock) : IWork
{
    public bool Concerns => viewer.UnitsHeaded().Count > 0;

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        var headed = viewer.UnitsHeaded();
        var sheets = db.UnitSheets.Where(sheet => headed.Contains(sheet.UnitId));
        var confirmed = sheets.Where(sheet => sheet.Kind == SheetKind.Confirmed
            && !sheets.Any(later => later.CampaignId == sheet.CampaignId && later.UnitId == sheet.UnitId && later.Number > sheet.Number));
        var waiting = await db.HeadCounts.Where(count => headed.Contains(count.UnitId) && count.By == CountedBy.Stage
                && !confirmed.Any(sheet => sheet.CampaignId == count.CampaignId && sheet.UnitId == count.UnitId))
            .GroupBy(count => new { count.CampaignId, count.UnitId }).Select(group => new
            {
                group.Key.CampaignId,
                group.Key.UnitId,
                Due = group.Sum(count => count.All),
                Missing = (int)group.Sum(count => count.Code == nameof(ReportStage.Missing) ? count.All : 0),
            }).Where(each => each.Due > 0)
            .Join(db.Units.AsNoTracking(), each => each.UnitId, unit => unit.Id, (each, Unit) => new { each.CampaignId, Unit, each.Missing }).ToListAsync();
        var ids = waiting.ConvertAll(each => each.CampaignId);
        var campaigns = await db.Campaigns.AsNoTracking().Include(each => each.Unit).Where(each => ids.Contains(each.Id) && each.ErasedOn == null)
            .Select(Campaign => new { Campaign, Receives = db.UnitSheets.Any(sheet => sheet.CampaignId == Campaign.Id && sheet.Numbers != null) })
            .ToListAsync();
        var deadlines = await files.DeadlinesOfAsync(campaigns.ConvertAll(each => each.Campaign));
        var items = new List<WorkItem>();
        foreach (var (campaign, receives) in campaigns.Select(each => (each.Campaign, each.Receives)))
        {
            var received = !receives ? [] : await statistics.ReceivedAsync(new(campaign, campaign.Unit, Own: false, AsOf: null));
            var today = campaign.Today(clock.Now);
            var over = today > deadlines[campaign.Id].For(cityManaged: false, []);
            items.AddRange(from each in waiting
                           where each.CampaignId == campaign.Id
                           let missing = each.Missing + received.Where(sheet => sheet.Path.StartsWith(each.Unit.Path, StringComparison.Ordinal))
                               .Sum(sheet => sheet.Numbers.Filing.Missing)
                           where over || missing == 0
                           select new WorkItem("sheet", null, today, "table", "now", Routes.To<SheetModel>(campaign.Code, each.Unit.Code))
                           {
                               Campaign = campaign,
                               Count = missing,
                               Name = each.Unit.Name,
                           });
        }
        return items;
    }
}
