using Declarations.Auditing;
using Declarations.Data;
using Declarations.Evidence;
using Declarations.Web.Access;
using Declarations.Web.Pages.Files;
using Declarations.Web.Pages.Registers;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Project;

/// <summary>The scan of a party's pledge is for the office that keeps the register.</summary>
public sealed class PartyPledgeFiles(DeclarationsDb db, Viewer viewer, OfficeClock clock) : IFileRule
{
    public async Task<Func<EvidenceFile, Task>?> OpenAsync(FileHead file)
    {
        await viewer.LoadAsync();
        if (file.Purpose != FilePurpose.Pledge
            || await viewer.RegistersKept().Include(register => register.Campaign)
                .SingleOrDefaultAsync(register => register.Id == file.OwnerId) is not { } register)
            return null;
        return async copy =>
        {
            register.Note(clock.ActOf(viewer.AccountId, register), AuditAction.FileDownloaded, detail: $"digest {copy.Digest}");
            await db.SaveChangesAsync();
        };
    }
}
