using Declarations.Data;
using Declarations.Reports;
using Declarations.Rules;
using Declarations.Web.Pages.Filing;
using Declarations.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Reports;

/// <summary>A submitted report, for those in whose scope it is: its filer, its reader, the campaign officer. Every opening by another is recorded.</summary>
public sealed class ReportModel(FilingDesk desk, ReadingLog log, CaseFiles files, DeclarationsDb db, Viewer viewer) : PageModel
{
    public Filing.OpenCase Filing { get; private set; } = null!;
    public IReadOnlyList<Submission> Versions { get; private set; } = [];
    public Submission? Shown { get; private set; }
    public IReadOnlyList<Signature> Signatures { get; private set; } = [];
    /// <summary>The officer in charge may set the stored determinations beside another policy version.</summary>
    public bool MayReassess { get; private set; }
    public Reassessment? Again { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, int? version, string? policy)
    {
        if (await desk.OpenVisibleAsync(id) is not { } filing)
            return NotFound();
        Filing = filing;
        ViewData["Campaign"] = filing.Campaign;
        Versions = await files.VersionsOf(id).Include(s => s.Determinations).ToListAsync();
        Shown = version is null ? Versions.Standing() : Versions.SingleOrDefault(s => s.Number == version);
        if (Shown is null)
            return version is null ? Page() : NotFound();
        Signatures = await db.Signatures.AsNoTracking().Where(s => s.SubmissionId == Shown.Id).OrderBy(s => s.SignedAt).ToListAsync();
        if (Shown.IsErased)
            return Page();
        MayReassess = await viewer.ReportsInCharge().AnyAsync(r => r.Id == id);
        if (policy is not null)
        {
            if (!MayReassess || Policies.Find(policy) is not { } other)
                return NotFound();
            Again = Reassessment.Of(Shown.Determinations, other);
        }
        await log.AddReadingAsync(filing, Shown);
        return Page();
    }
}
