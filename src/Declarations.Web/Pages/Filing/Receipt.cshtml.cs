using Declarations.Data;
using Declarations.Data.Trust;
using Declarations.Reports;
using Declarations.Rules;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Reports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Filing;

/// <summary>The receipt of one submitted version: number, time, digest, and a code that opens the verify page.</summary>
public sealed class ReceiptModel(DeclarationsDb db, FilingDesk desk, Testimony testimony, Viewer viewer) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public string Number { get; set; } = "";

    public Submission Submission { get; private set; } = null!;
    public OpenCase Filing { get; private set; } = null!;
    public IReadOnlyList<string> ReaderNames { get; private set; } = [];
    /// <summary>Where the tree holds it.</summary>
    public TreeCover? Cover { get; private set; }
    public string VerifyAddress => $"{Request.Scheme}://{Request.Host}{Links.Verify(Submission.ReceiptNumber, Submission.Digest)}";

    /// <summary>The rules as they stood when it was filed ask for an exit that was not made.</summary>
    public bool AsksForExit => Submission.Determinations.Select(said => said.ReadResult())
        .Any(said => said.Action is RequiredAction.ReportAndExit or RequiredAction.ReportAndRelativeExit && said.ExitEffective == false);
    public bool HasExitInQuestion => Submission.Determinations.Any(said => said.HasExitInQuestion);

    public string Summary(Words words) => Submission.IsErased ? words["receipt.erased", Filing.Report.ErasedOn]
        : Submission.Content is { Interests.Count: 0 } nil
            ? words[nil switch { { Relatives: null } => "receipt.nil", { RestsOnSilence: true } => "receipt.nil-silent", _ => "receipt.nil-family" }]
        : string.Join(words.IsChinese ? "；" : "; ", Submission.Content.Interests.Select(i =>
            $"{Reports.ReportLines.Holder(Submission.Content, i, words)}：{words.Of(i.Sector)}{(i.Exit is null ? "" : $"，{ExitOf(i, words)}")}"));

    private string ExitOf(Interest interest, Words words) => Submission.DeterminationOf(interest.Id).HasExitInQuestion
        ? words["receipt.exit-examined"] : words.Of(interest.Exit!.State);

    /// <summary>Of whom the report cannot say whether they take part.</summary>
    public string? Silence(Words words) => Submission.IsErased ? null : Reports.ReportLines.Silence(Submission.Content, words);

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        var mine = viewer.Official?.Id;
        if (await db.Submissions.AsNoTracking().Include(s => s.Withdrawal).Include(s => s.Determinations)
            .SingleOrDefaultAsync(s => s.ReceiptNumber == Number && s.Report.OfficialId == mine) is not { } submission
            || await desk.OpenAsync(db.Reports.Where(r => r.OfficialId == mine), submission.ReportId) is not { } filing)
            return false;
        (Submission, Filing) = (submission, filing);
        await testimony.EnsureAsync(filing.Report, [submission], []);
        Cover = await testimony.CoverAsync(submission);
        ViewData["Campaign"] = filing.Campaign;
        ReaderNames = await db.Readers(filing.Report).ToListAsync();
        return true;
    }
}
