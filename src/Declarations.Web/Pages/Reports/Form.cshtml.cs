using Declarations.Data;
using Declarations.Data.Trust;
using Declarations.Reports;
using Declarations.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Reports;

/// <summary>The personal situation report form (Annex 2) to print: a reconstruction, and it says so.</summary>
public sealed class FormModel(FilingDesk desk, ReadingLog log, CaseFiles files, DeclarationsDb db, Testimony testimony) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    public OpenCase Filing { get; private set; } = null!;
    public Submission Shown { get; private set; } = null!;
    public IReadOnlyList<Signature> Signatures { get; private set; } = [];

    public Signature? SignatureOf(SignatureKind kind) => Signatures.SingleOrDefault(s => s.Kind == kind);

    public async Task<bool> LoadAsync()
    {
        if (await desk.OpenVisibleAsync(Id) is not { } filing
            || (await files.VersionsOf(Id).ToListAsync()).Standing() is not { } shown)
            return false;
        (Filing, Shown) = (filing, shown);
        ViewData["Campaign"] = filing.Campaign;
        Signatures = await db.Signatures.AsNoTracking().Where(s => s.SubmissionId == shown.Id).ToListAsync();
        await testimony.EnsureAsync(filing.Report, [shown], Signatures);
        return true;
    }

    public Task OnGetAsync() => log.AddReadingAsync(Filing, Shown);
}
