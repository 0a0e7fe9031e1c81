using Declarations.Auditing;
using Declarations.Data;
using Declarations.Evidence;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Pages.Files;

namespace Declarations.Web.Pages.Registers;

/// <summary>What shows that a measure was done is for those whose measure it is, and for the office and discipline team of its register.</summary>
public sealed class MeasureFiles(MeasureDesk desk, DeclarationsDb db, Viewer viewer, OfficeClock clock) : IFileRule
{
    public async Task<Func<EvidenceFile, Task>?> OpenAsync(FileHead file) =>
        (await desk.MeasureAsync(file.OwnerId, owned: true) ?? await desk.MeasureAsync(file.OwnerId, owned: false)) is { } measure
            ? copy => RecordAsync(measure, copy) : null;

    private Task RecordAsync(Measure measure, EvidenceFile copy)
    {
        measure.Note(clock.ActOf(viewer.AccountId, measure.Problem.Register), AuditAction.FileDownloaded, detail: $"digest {copy.Digest}");
        return db.SaveChangesAsync();
    }
}
