using Declarations.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Files;

/// <summary>A file, as a download only, to those whom the rule of its owner lets open it. Every copy taken by another is recorded.</summary>
public sealed class FileModel(DeclarationsDb db, IServiceProvider services) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var found = await db.EvidenceFiles.Where(f => f.Id == id).Select(f => new { f.OwnerKind, Head = new FileHead(f.Id, f.OwnerId, f.Purpose) })
            .SingleOrDefaultAsync();
        if (found is null || services.GetKeyedService<IFileRule>(found.OwnerKind) is not { } rule || await rule.OpenAsync(found.Head) is not { } recordAsync)
            return NotFound();
        var file = await db.EvidenceFiles.AsNoTracking().SingleAsync(f => f.Id == id);
        if (file.IsUnreadable)
            throw new RefusedException(Refusal.FileUnreadable);
        if (file.IsErased)
            throw new RefusedException(Refusal.ReportErased);
        await recordAsync(file);
        return File(file.Bytes, "application/octet-stream", file.Name);
    }
}
