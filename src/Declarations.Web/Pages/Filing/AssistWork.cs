using Declarations.Data;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Pages.Reports;

namespace Declarations.Web.Pages.Filing;

/// <summary>Drafts filled in for a colleague.</summary>
public sealed class AssistWork(DeclarationsDb db, FilingDesk desk, Viewer viewer) : IWork
{
    private IQueryable<PersonalSituationReport> Assisted
    {
        get
        {
            var me = viewer.Official!.Id;
            return db.Reports.Where(r => r.AssistantId == me && r.PaperBegunAt == null && r.ErasedOn == null);
        }
    }

    public bool Concerns => viewer.Official is not null;
    public IQueryable<object>? Signs => Assisted;

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync() => [.. (await desk.OpenAllAsync(Assisted))
        .Where(filing => filing.MayEdit && (filing.Report.HasUnsubmittedChanges || filing.Report.SubmissionCount == 0))
        .Select(filing => FilingWork.Of(filing, "assist", "circle-half", "now", Links.Check(filing.Key)) with { Name = filing.Official.Name })];
}
