using Declarations.Data;
using Declarations.Evidence;
using Declarations.Web.Access;
using Declarations.Web.Pages.Campaigns;
using Declarations.Web.Pages.Files;
using Declarations.Web.Pages.Reports;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Filing;

/// <summary>
/// Files of a report are for those who may see the report; what is still a draft, for those who prepare it; proof of an excuse, for the office.
/// </summary>
public sealed class ReportFiles(FilingDesk desk, ReadingLog log, DeclarationsDb db, Viewer viewer) : IFileRule
{
    public async Task<Func<EvidenceFile, Task>?> OpenAsync(FileHead file) =>
        (await desk.OpenVisibleAsync(file.OwnerId) ?? await desk.OpenToPrepareAsync(file.OwnerId.ToString())) is { } filing && await MaySeeAsync(filing, file)
            ? copy => log.AddDownloadAsync(filing, copy) : null;

    private async Task<bool> MaySeeAsync(OpenCase filing, FileHead file) =>
        viewer.Official?.Id == filing.Official.Id
        || (file.Purpose != FilePurpose.Excuse && await db.FiledFiles.AnyAsync(filed => filed.FileId == file.Id))
        || (file.Purpose != FilePurpose.Exit && await viewer.ReportsInCharge().AnyAsync(r => r.Id == filing.Report.Id))
        || (file.Purpose == FilePurpose.Exit && await desk.OpenToPrepareAsync(filing.Report.Id.ToString()) is not null);
}
