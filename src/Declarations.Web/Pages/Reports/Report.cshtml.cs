using Declarations.Data;
using Declarations.Data.Trust;
using Declarations.Reports;
using Declarations.Rules;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Pages.Campaigns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Reports;

/// <summary>A submitted report, for those in whose scope it is: its filer, its reader, the campaign officer. Every opening by another is recorded.</summary>
public sealed class ReportModel(FilingDesk desk, ReadingLog log, CaseFiles files, DeclarationsDb db, Testimony testimony, Viewer viewer) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public int? Version { get; set; }
    [BindProperty(SupportsGet = true)] public string? Policy { get; set; }

    public OpenCase Filing { get; private set; } = null!;
    public IReadOnlyList<Submission> Versions { get; private set; } = [];
    public Submission? Shown { get; private set; }
    public IReadOnlyList<Signature> Signatures { get; private set; } = [];
    /// <summary>The officer in charge may set the stored determinations beside another policy version.</summary>
    public bool MayReassess { get; private set; }
    public Reassessment? Again { get; private set; }

    public async Task<bool> LoadAsync()
    {
        if (await desk.OpenVisibleAsync(Id) is not { } filing)
            return false;
        Filing = filing;
        ViewData["Campaign"] = filing.Campaign;
        Versions = await files.VersionsOf(Id).Include(s => s.Determinations).ToListAsync();
        Shown = Version is null ? Versions.Standing() : Versions.SingleOrDefault(s => s.Number == Version);
        return Shown is not null || Version is null;
    }

    public async Task<IActionResult> OnGetAsync()
    {
        if (Shown is null)
            return Page();
        Signatures = await db.Signatures.AsNoTracking().Where(s => s.SubmissionId == Shown.Id).OrderBy(s => s.SignedAt).ToListAsync();
        await testimony.EnsureAsync(Filing.Report, Versions, Signatures);
        if (Shown.IsErased)
            return Page();
        MayReassess = await viewer.ReportsInCharge().AnyAsync(r => r.Id == Id);
        if (Policy is not null)
        {
            if (!MayReassess || Policies.Find(Policy) is not { } other)
                return NotFound();
            Again = Reassessment.Of(Shown.Determinations, Filing.Campaign.Under(other));
        }
        await log.AddReadingAsync(Filing, Shown);
        return Page();
    }
}
