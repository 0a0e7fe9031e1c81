using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Jobs;
using Declarations.Reports;
using Declarations.Verification;
using Declarations.Web.Access;
using Declarations.Web.Jobs;
using Declarations.Web.Pages.Checks;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Verification;

/// <summary>A lead with the report it is about.</summary>
public sealed record OpenLead(Lead Lead, CheckedCase Case);

/// <summary>Asks for cross-checks and opens leads.</summary>
public sealed class LeadDesk(DeclarationsDb db, CheckDesk checks, Viewer viewer, JobRunner jobs)
{
    /// <summary>Queues a cross-check; one that runs already is that one.</summary>
    /// <exception cref="RefusedException">There is no import.</exception>
    public async Task<Job?> AskAsync(Auditing.Act act, Campaign campaign, CancellationToken cancellation)
    {
        if ((await CrossChecker.NewestAsync(db, cancellation)).Count == 0)
            throw new RefusedException(Refusal.CrossCheckNoImport);
        if (await db.CrossChecks.AnyAsync(check => check.CampaignId == campaign.Id && check.Status == CrossCheckStatus.Running, cancellation))
            return null;
        var asked = CrossCheck.Ask(act, campaign);
        var job = Job.About(asked, act);
        db.AddRange(asked, job);
        await db.SaveChangesAsync(cancellation);
        jobs.Wake();
        return job;
    }

    /// <param name="acts">To decide it, and not only to read.</param>
    /// <returns>Null: not the viewer's business.</returns>
    public async Task<OpenLead?> OpenAsync(Guid id, bool acts)
    {
        await viewer.LoadAsync();
        var scope = acts ? viewer.LeadsInCharge() : viewer.LeadsToRead();
        return await scope.SingleOrDefaultAsync(lead => lead.Id == id) is { Content: not null } lead && await checks.OpenAsync(lead.ReportId) is { } opened
            ? new(lead, opened) : null;
    }

    public IQueryable<Lead> In(IQueryable<PersonalSituationReport> reports, Campaign campaign, LeadKind? kind)
    {
        var leads = viewer.LeadsToRead().Where(lead => lead.CampaignId == campaign.Id && reports.Select(report => report.Id).Contains(lead.ReportId));
        return kind is null ? leads : leads.Where(lead => lead.Kind == kind);
    }
}
