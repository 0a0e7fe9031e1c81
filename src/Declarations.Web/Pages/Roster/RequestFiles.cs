using Declarations.Auditing;
using Declarations.Data;
using Declarations.Evidence;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Pages.Files;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Roster;

/// <summary>What proves a request is for those who asked and for the office that answers.</summary>
public sealed class RequestFiles(DeclarationsDb db, Viewer viewer, OfficeClock clock) : IFileRule
{
    public async Task<Func<EvidenceFile, Task>?> OpenAsync(FileHead file)
    {
        await viewer.LoadAsync();
        var me = viewer.Official?.Id;
        if (await db.RosterRequests.AnyAsync(r => r.Id == file.OwnerId && r.OfficialId == me))
            return _ => Task.CompletedTask;
        return await viewer.RequestsInCharge().SingleOrDefaultAsync(r => r.Id == file.OwnerId) is { } request ? copy => RecordAsync(request, copy) : null;
    }

    private Task RecordAsync(RosterRequest request, EvidenceFile copy)
    {
        request.Note(clock.ActOf(viewer.AccountId), AuditAction.FileDownloaded, detail: $"digest {copy.Digest}");
        return db.SaveChangesAsync();
    }
}
