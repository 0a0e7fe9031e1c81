using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.SelfCheck;

/// <summary>What is known of the person who asks: roster, units, and the campaign whose day and policy count.</summary>
/// <param name="DueOn">The person's hand-in day after all changes; null without a campaign.</param>
/// <param name="Campaign">Null: no campaign is running for this person; then the calendar's day counts, and the plan of 2017.</param>
public sealed record Standing(OfficialFile Person, Campaign? Campaign, DateOnly? SubmittedOn, DateOnly? DueOn, DateOnly Today)
{
    public Official Official => Person.Official;
    public Policy Policy => Person.Policy;
    public SubjectFacts Subject => Person.Subject;
}

/// <summary>Reads what the questions of the viewer are answered from. Keeps nothing.</summary>
public sealed class SelfCheckDesk(DeclarationsDb db, CaseFiles files, Viewer viewer, OfficeClock clock)
{
    public async Task<Standing> OpenAsync()
    {
        await viewer.LoadAsync();
        var me = viewer.Official!;
        var reports = await db.Reports.AsNoTracking().Include(r => r.Campaign).Where(r => r.OfficialId == me.Id).OrderBy(r => r.Campaign.Code).ToListAsync();
        var report = reports.FirstOrDefault(r => r.Campaign.StageOn(r.Campaign.Today(clock.Now)) is not null);
        var policy = report is null ? Policy.Zhuzhou2017 : CaseFiles.PolicyOf(report.Campaign);
        var person = await files.OfAsync(me, me.Unit.Path, policy);
        var due = report is null ? (DateOnly?)null
            : (await files.DeadlinesOfAsync(report.Campaign)).For(me.CityManaged == true, person.Chain.Select(unit => unit.Id));
        return new(person, report?.Campaign, report?.FirstSubmittedOn, due, report?.Campaign.Today(clock.Now) ?? clock.Today);
    }
}
