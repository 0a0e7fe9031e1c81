using Declarations.Data;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Pages.Campaigns;
using Declarations.Web.Pages.Filing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Files;

/// <summary>
/// A file of a report, as a download only, to those who may see the report. What is still a draft is seen by those
/// who prepare it. Every copy taken by another is recorded.
/// </summary>
public sealed class FileModel(FilingDesk desk, ReadingLog log, DeclarationsDb db, Viewer viewer) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var found = await db.EvidenceFiles.Where(f => f.Id == id).Select(f => new { f.ReportId, f.Purpose }).SingleOrDefaultAsync();
        if (found is null || (await desk.OpenVisibleAsync(found.ReportId) ?? await desk.OpenToPrepareAsync(found.ReportId.ToString())) is not { } filing || !await MaySeeAsync(filing, id, found.Purpose))
            return NotFound();
        var file = await db.EvidenceFiles.AsNoTracking().SingleAsync(f => f.Id == id);
        if (file.IsUnreadable)
            throw new RefusedException(Refusal.FileUnreadable);
        if (file.IsErased)
            throw new RefusedException(Refusal.ReportErased);
        await log.AddDownloadAsync(filing, file);
        return File(file.Bytes, "application/octet-stream", file.Name);
    }

    private async Task<bool> MaySeeAsync(Filing.OpenCase filing, Guid id, FilePurpose purpose) =>
        viewer.Official?.Id == filing.Official.Id
        || (purpose != FilePurpose.Excuse && await db.FiledFiles.AnyAsync(filed => filed.FileId == id))
        || (purpose != FilePurpose.Exit && await viewer.ReportsInCharge().AnyAsync(r => r.Id == filing.Report.Id))
        || (purpose == FilePurpose.Exit && await desk.OpenToPrepareAsync(filing.Report.Id.ToString()) is not null);
}
