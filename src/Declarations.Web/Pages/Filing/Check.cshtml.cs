using Declarations.Auditing;
using Declarations.Data;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Reports;
using Declarations.Web.SignIn;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Filing;

/// <summary>The whole report as it will be filed, what the rules say about it, and the signature.</summary>
[InTheLastHour]
public sealed class CheckModel(FilingDesk desk, ReadingLog log, DeclarationsDb db, Viewer viewer, SigningWindow window, Words words)
    : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public string Campaign { get; set; } = "";
    [BindProperty] public PledgeForm Form { get; set; } = new();

    public OpenCase Filing { get; private set; } = null!;
    public IReadOnlyList<Gap> Gaps { get; private set; } = [];
    /// <summary>Gaps of a block that no line of it shows.</summary>
    public IEnumerable<Gap> GapsAt(Section block) => Gaps.Where(gap => gap.Line == block.Key
        || gap.Line.StartsWith(block.Key + '.', StringComparison.Ordinal) && block.Lines.All(line => line.Key != gap.Line)).DistinctBy(gap => gap.Code);
    public IReadOnlyList<ReturnNote> Notes { get; private set; } = [];
    /// <summary>Lines that the newest return points at.</summary>
    public IReadOnlySet<string> Noted => Notes.Where(note => note.At == Notes[0].At).Select(note => note.Line).ToHashSet();
    /// <summary>Nothing was saved since the report came back: signing it as it is takes a word that the comments were read.</summary>
    public bool IsAsReturned => Notes.Count > 0 && !(Filing.Report.DraftSavedAt > Notes[0].At);
    public bool WindowOpen => window.IsOpen(viewer.Account!);
    public bool MaySign => Gaps.Count == 0
        && (Filing.Report.Status is ReportStatus.Draft or ReportStatus.Returned or ReportStatus.Supplementing or ReportStatus.Withdrawn
        || Filing.Report is { Status: ReportStatus.Submitted, HasUnsubmittedChanges: true });

    /// <summary>Who else saved this draft last, and when; null: nobody did.</summary>
    public (string Name, DateOnly On)? PreparedBy { get; private set; }
    public bool MaySupplement => Filing.IsMine && ReportTransitions.After(Filing.Report.Status, ReportVerb.Supplement) is not null;
    public bool MayWithdraw => Filing.IsMine && ReportTransitions.After(Filing.Report.Status, ReportVerb.Withdraw) is not null;

    public async Task<IActionResult> OnGetAsync()
    {
        await log.AddDraftReadingAsync(Filing);
        Form = new PledgeForm { Version = Filing.Report.Version, DraftNumber = Filing.Report.DraftNumber };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Form.DraftNumber != Filing.Report.DraftNumber)
        {
            ModelState.Clear();
            Form = new PledgeForm { Version = Filing.Report.Version, DraftNumber = Filing.Report.DraftNumber };
            return this.BadForm("", words["error.newer-draft"], StatusCodes.Status409Conflict);
        }
        if (IsAsReturned && !Form.Heeded)
            return this.BadForm("Form.Heeded", words["error.heeded"]);
        if (!await window.OpenAsync(viewer.Account!, Form.Password))
            return this.NotProven(words, Form.Password);
        var submission = await desk.SubmitAsync(Filing, Form.Version, Form.DraftNumber);
        return Redirect(Links.Receipt(submission.ReceiptNumber));
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.OpenToPrepareAsync(Campaign) is not { } filing)
            return false;
        Filing = filing;
        Gaps = [.. filing.Gaps(filing.Report.Draft)];
        Notes = filing.Report.Status != ReportStatus.Returned ? []
            : await db.ReturnNotes.AsNoTracking().Where(n => n.ReportId == filing.Report.Id).OrderByDescending(n => n.At).ToListAsync();
        ViewData["Campaign"] = filing.Campaign;
        return true;
    }

    public async Task ShowAsync() => PreparedBy = await PreparerAsync(Filing);

    private async Task<(string, DateOnly)?> PreparerAsync(OpenCase filing)
    {
        var (me, id, since) = (viewer.AccountId, filing.Report.Id, filing.Report.LastSubmittedAt ?? DateTimeOffset.UnixEpoch);
        var saved = await db.AuditEntries.Where(e => e.SubjectId == id && e.Action == AuditAction.DraftSaved && e.AccountId != me && e.At > since)
            .Join(db.Users, e => e.AccountId, account => (Guid?)account.Id, (e, account) => new { e.At, e.LegalDay, account.DisplayName })
            .OrderByDescending(e => e.At).FirstOrDefaultAsync();
        return saved is null || !filing.IsMine ? null : (saved.DisplayName, saved.LegalDay);
    }
}

public sealed record PledgeForm
{
    public bool Pledged { get; set; }
    /// <summary>Of a report that came back and is not changed: the comments were read.</summary>
    public bool Heeded { get; set; }
    public string? Password { get; set; }
    public int Version { get; set; }
    public int DraftNumber { get; set; }
}

public sealed class PledgeFormValidator : AbstractValidator<PledgeForm>
{
    public PledgeFormValidator()
    {
        RuleFor(form => form.Pledged).Equal(true).WithErrorCode("pledge");
        RuleFor(form => form.Password).MaximumLength(200);
    }
}
