using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.SelfCheck;

/// <summary>What is known of the person who asks: roster, units, and the campaign whose day and policy count.</summary>
/// <param name="Campaign">Null: no campaign is running for this person; then the calendar's day counts, and the plan of 2017.</param>
public sealed record Standing(Official Official, IReadOnlyList<Unit> Chain, Campaign? Campaign, DateOnly? SubmittedOn, DateOnly Today, Policy Policy)
{
    public SubjectFacts Subject => ReportFacts.Subject(Official, Chain);
}

/// <summary>Reads what the questions of the viewer are answered from. Keeps nothing.</summary>
public sealed class SelfCheckDesk(DeclarationsDb db, Viewer viewer, OfficeClock clock)
{
    public async Task<Standing> OpenAsync()
    {
        await viewer.LoadAsync();
        var me = viewer.Official!;
        var path = me.Unit.Path;
        var chain = await db.Units.AsNoTracking().Include(u => u.Posts).Where(u => path.StartsWith(u.Path)).ToListAsync();
        var reports = await db.Reports.AsNoTracking().Include(r => r.Campaign).Where(r => r.OfficialId == me.Id).OrderBy(r => r.Campaign.Code).ToListAsync();
        var report = reports.FirstOrDefault(r => r.Campaign.StageOn(r.Campaign.Today(clock.Now)) is not null);
        return new(me, [.. chain.OrderByDescending(u => u.Path.Length)], report?.Campaign, report?.FirstSubmittedOn, report?.Campaign.Today(clock.Now) ?? clock.Today,
            report is null ? Policy.Zhuzhou2017 : Policies.Find(report.Campaign.PolicyVersion) ?? throw new RefusedException(Refusal.PolicyUnknown(report.Campaign.PolicyVersion)));
    }
}
