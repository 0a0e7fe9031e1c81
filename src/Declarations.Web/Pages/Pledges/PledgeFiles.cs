using Declarations.Auditing;
using Declarations.Data;
using Declarations.Evidence;
using Declarations.Integrity;
using Declarations.Web.Access;
using Declarations.Web.Pages.Files;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Pledges;

/// <summary>The scan of a pledge is for who signed it and for the office that asked.</summary>
public sealed class PledgeFiles(DeclarationsDb db, Viewer viewer, OfficeClock clock) : IFileRule
{
    public async Task<Func<EvidenceFile, Task>?> OpenAsync(FileHead file)
    {
        await viewer.LoadAsync();
        if (await db.IntegrityEntries.Include(entry => entry.Official).SingleOrDefaultAsync(entry => entry.Id == file.OwnerId) is not { } entry)
            return null;
        if (entry.OfficialId == viewer.Official?.Id)
            return _ => Task.CompletedTask;
        return await viewer.PledgesKept().AnyAsync(text => text.Id == entry.PledgeTextId) ? copy => RecordAsync(entry, copy) : null;
    }

    private Task RecordAsync(IntegrityEntry entry, EvidenceFile copy)
    {
        entry.Official.Note(clock.ActOf(viewer.AccountId), AuditAction.FileDownloaded, detail: $"digest {copy.Digest}");
        return db.SaveChangesAsync();
    }
}
