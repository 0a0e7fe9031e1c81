using Declarations.Data;
using Declarations.Reports;
using Declarations.Web.Pages.Filing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Reports;

/// <summary>The personal situation report form (Annex 2) to print: a reconstruction, and it says so.</summary>
public sealed class FormModel(FilingDesk desk, ReadingLog log, CaseFiles files, DeclarationsDb db) : PageModel
{
    public Filing.OpenCase Filing { get; private set; } = null!;
    public Submission Shown { get; private set; } = null!;
    public IReadOnlyList<Signature> Signatures { get; private set; } = [];

    public Signature? SignatureOf(SignatureKind kind) => Signatures.SingleOrDefault(s => s.Kind == kind);

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await desk.OpenVisibleAsync(id) is not { } filing
            || (await files.VersionsOf(id).ToListAsync()).Standing() is not { } shown)
            return NotFound();
        (Filing, Shown) = (filing, shown);
        ViewData["Campaign"] = filing.Campaign;
        Signatures = await db.Signatures.AsNoTracking().Where(s => s.SubmissionId == shown.Id).ToListAsync();
        await log.AddReadingAsync(filing, shown);
        return Page();
    }
}
