using Declarations.Data;
using Declarations.Data.Trust;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Reports;
using Declarations.Web.SignIn;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Reading;

/// <summary>One report beside what the rules say of it, with its changes since the version before: sign, or return with comments on lines.</summary>
[Kept]
public sealed class ReadModel(
    ReadingDesk reading, CaseFiles files, ReadingLog log, DeclarationsDb db, Testimony testimony, Viewer viewer, SigningWindow window, Words words)
    : PageModel, ILoaded, IActOfOffice
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public SignForm Form { get; set; } = new();
    [BindProperty] public ReturnForm Return { get; set; } = new();

    public OpenCase Filing { get; private set; } = null!;
    public IReadOnlyCollection<Guid> About => [Filing.Official.Id];
    public IReadOnlyList<Submission> Versions { get; private set; } = [];
    public Submission Shown => Versions.Standing()!;
    /// <summary>What the shown version is compared with: the newest before it that was not taken back.</summary>
    public Submission? Before => Versions.LastOrDefault(version => version.Number < Shown.Number && version.Withdrawal is null);
    public ReportContent Stated { get; private set; } = null!;
    public IReadOnlyList<(string Key, LineChange Change)> Changes { get; private set; } = [];
    public IReadOnlyList<ReturnNote> Notes { get; private set; } = [];
    public IReadOnlyList<Signature> Signatures { get; private set; } = [];
    public ReadingQueue Queue { get; private set; } = null!;
    /// <summary>What a comment may point at: a block, or a line of an interest.</summary>
    public IReadOnlyList<SelectListItem> Lines { get; private set; } = [];
    public DateOnly DueOn => reading.DueOn(Shown);
    public bool WindowOpen => window.IsOpen(viewer.Account!);
    public bool MayAct => Filing.Report.Status == ReportStatus.Submitted && Filing.Report.MaySign(viewer.Official!.Id, viewer.PostsFor(Filing.Report).Posts);

    public async Task<IActionResult> OnGetAsync()
    {
        await log.AddReadingAsync(Filing, Shown);
        return Page();
    }

    [Takes(nameof(Form))]
    public async Task<IActionResult> OnPostSignAsync()
    {
        if (!await window.OpenAsync(viewer.Account!, Form.Password))
            return this.NotProven(words, Form.Password);
        await reading.SignAsync(Filing, Form.Version);
        return GoOn("reading.signed");
    }

    [Takes(nameof(Return))]
    public async Task<IActionResult> OnPostReturnAsync()
    {
        var comments = Return.Comments().ToList();
        if (comments.Any(comment => !Lines.Any(line => line.Value == comment.Line)))
            return BadRequest();
        await reading.ReturnAsync(Filing, Return.Version, comments);
        return GoOn("reading.returned");
    }

    private RedirectResult GoOn(string said)
    {
        TempData["Flash"] = words[said, Filing.Official.Name];
        return Redirect(Queue.After(Id) is { } next ? Links.Reading(next.ReportId) : Links.Queue);
    }

    public async Task<bool> LoadAsync()
    {
        if (await reading.OpenAsync(Id) is not { } filing)
            return false;
        Filing = filing;
        ViewData["Campaign"] = filing.Campaign;
        Versions = await files.VersionsOf(Id).Include(s => s.Determinations).ToListAsync();
        Notes = await db.ReturnNotes.AsNoTracking().Where(n => n.ReportId == Id).OrderByDescending(n => n.At).ToListAsync();
        Signatures = await db.Signatures.AsNoTracking().Where(s => s.SubmissionId == Shown.Id).OrderBy(s => s.SignedAt).ToListAsync();
        await testimony.EnsureAsync(filing.Report, Versions, Signatures);
        Queue = await reading.QueueAsync();
        Stated = Shown.Content;
        Changes = Before is null ? [] : LineChange.Between(Before.Content, Stated, words);
        Lines = [.. ReportLines.Of(Stated, words).SelectMany(section => section.Interest is null
            ? [new SelectListItem(section.Title, section.Key)]
            : section.Lines.Select(line => new SelectListItem($"{section.Title} · {line.Label}", line.Key)))];
        return true;
    }
}
