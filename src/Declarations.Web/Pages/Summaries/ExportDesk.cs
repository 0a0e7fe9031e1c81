using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Jobs;
using Declarations.Organisation;
using Declarations.Reporting.Summaries;
using Declarations.Summaries;
using Declarations.Web.Access;
using Declarations.Web.Jobs;
using Declarations.Web.Language;
using Declarations.Web.Pages.Custody;
using Declarations.Web.Pages.Roster;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Summaries;

/// <summary>An export as its owner sees it.</summary>
public sealed record OpenExport(SummaryExport Export, Campaign Campaign, Unit Unit)
{
    public SummaryRequest RequestOn(DateOnly asOf) => new(Campaign, Unit, Export.WithSubordinates, asOf, new(Export.Sector, Export.Exit));
    public SummaryPart Part => RequestOn(default).Part;

    /// <summary>The address of the same table.</summary>
    public string Query => $"?campaign={Campaign.Code}&unit={Unit.Code}&scope={(Export.WithSubordinates ? SummaryScope.WithSubordinates : SummaryScope.Own)}"
        + $"&sector={Export.Sector}&exit={Export.Exit}";
}

/// <summary>Long workbooks of the viewer: asked for, followed, fetched. Nobody sees another's, or one of a unit no longer in their charge.</summary>
public sealed class ExportDesk(DeclarationsDb db, Viewer viewer, AtOnce atOnce, JobRunner jobs, OfficeClock clock, Words words)
{
    /// <summary>Rows up to which a file is answered at once.</summary>
    public int AtOnce => atOnce.Rows;

    public bool IsLong(OpenSummary summary, bool byUnit) => SummaryMaker.RowsIn(summary.Request, summary.Rows, byUnit) > atOnce.Rows;

    /// <summary>Queues a file; the same one that is being made already is made once.</summary>
    /// <exception cref="RefusedException">Another one of the viewer's is being made.</exception>
    public async Task<SummaryExport> QueueAsync(OpenSummary summary, bool byUnit, string purpose, CancellationToken cancellation)
    {
        var (request, act) = (summary.Request, clock.ActOf(viewer.AccountId, summary.Campaign));
        var table = new ExportedTable(request.Campaign.Id, request.Unit.Id, request.WithSubordinates, request.Filter.Sector, request.Filter.Exit,
            byUnit && request.WithSubordinates, words.IsChinese ? Words.Chinese : Words.English);
        var asked = SummaryExport.Ask(act, table, purpose, SummaryDesk.Said(request));
        if (await SameAsync(asked, cancellation) is { } same)
            return same;
        db.AddRange(asked, Job.About(asked, act));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Pressed twice at once: the other one was first.
            db.ChangeTracker.Clear();
            if (await SameAsync(asked, cancellation) is { } first)
                return first;
            throw;
        }
        jobs.Wake();
        return asked;
    }

    /// <summary>What the viewer has had made of a campaign lately, newest first.</summary>
    public async Task<IReadOnlyList<(SummaryExport Export, string UnitName)>> MineAsync(Campaign campaign)
    {
        var since = clock.Now - 2 * SummaryExport.KeptFor;
        return [.. (await db.SummaryExports.AsNoTracking().Where(e => e.AccountId == viewer.AccountId && e.AskedAt > since && e.CampaignId == campaign.Id)
            .OrderByDescending(e => e.AskedAt).Take(10).Join(db.Units, e => e.UnitId, unit => unit.Id, (e, unit) => new { Export = e, unit.Name })
            .ToListAsync()).OrderByDescending(each => each.Export.AskedAt).Select(each => (each.Export, each.Name))];
    }

    /// <returns>Null: there is none, or it is not the viewer's.</returns>
    public async Task<OpenExport?> FindAsync(Guid id)
    {
        await viewer.LoadAsync();
        return await db.SummaryExports.SingleOrDefaultAsync(e => e.Id == id && e.AccountId == viewer.AccountId) is { } export
            && await viewer.CampaignsInReach().SingleOrDefaultAsync(c => c.Id == export.CampaignId) is { } campaign
            && await viewer.UnitsInCharge().SingleOrDefaultAsync(u => u.Id == export.UnitId) is { } unit
            ? new(export, campaign, unit) : null;
    }

    public async Task<Job?> JobAsync(SummaryExport export) => await db.Jobs.AsNoTracking().SingleOrDefaultAsync(job => job.SubjectId == export.Id);

    public async Task CancelAsync(SummaryExport export)
    {
        if (await JobAsync(export) is { EndedAt: null } job)
            await jobs.CancelAsync(db, job);
    }

    /// <summary>The file, after its first part has been opened and the ledger says that it leaves the product.</summary>
    /// <exception cref="RefusedException">There is no file, or not any more, or it cannot be opened.</exception>
    public async Task<ExportFile> OpenAsync(OpenExport open)
    {
        var (export, campaign) = (open.Export, open.Campaign);
        if (campaign.ErasedOn is { } erasedOn)
            throw new RefusedException(Refusal.CampaignErased(erasedOn));
        var request = open.RequestOn(export.AsOf ?? default);
        export.Download(clock.ActOf(viewer.AccountId, campaign), SummaryDesk.Said(request));
        var file = new ExportFile(db, export, SummaryDesk.FileNameOf(request, new Words(export.Language)));
        if (await file.PartAsync(0, default) is null)
            throw new RefusedException(Refusal.FileUnreadable);
        await db.SaveChangesAsync();
        return file;
    }

    private async Task<SummaryExport?> SameAsync(SummaryExport asked, CancellationToken cancellation) =>
        await db.SummaryExports.AsNoTracking().SingleOrDefaultAsync(e => e.AccountId == asked.AccountId && e.Status == ExportStatus.Running, cancellation)
            is not { } running ? null
        : running.Table == asked.Table && running.Purpose == asked.Purpose ? running : throw new RefusedException(Refusal.ExportRunning);
}
