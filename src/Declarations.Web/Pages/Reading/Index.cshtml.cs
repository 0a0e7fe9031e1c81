using Declarations.Data;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.SignIn;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Reading;

/// <summary>A report that the viewer has signed, newest first.</summary>
public sealed record SignedByMe(Guid ReportId, string Name, string UnitName, int Number, DateOnly SignedOn);

/// <summary>What waits to be read: overdue first, positive apart from nil. Nil returns are signed here, each by its own act.</summary>
public sealed class QueueModel(ReadingDesk reading, OwnMatters own, DeclarationsDb db, Viewer viewer, SigningWindow window, Words words) : PageModel, IShown
{
    private const int SignedShown = 20;

    [BindProperty] public SignForm Form { get; set; } = new();

    public ReadingQueue Queue { get; private set; } = null!;
    public IReadOnlyList<SignedByMe> Signed { get; private set; } = [];
    public bool WindowOpen { get; private set; }
    /// <summary>A report whose signature waits for the proof.</summary>
    public Guid? Pending { get; private set; }

    public async Task<IActionResult> OnPostOpenAsync() => await window.OpenAsync(viewer.Account!, Form.Password) ? Redirect(Links.Queue)
        : this.NotProven(words, Form.Password);

    public async Task<IActionResult> OnPostSignAsync(Guid report)
    {
        if (await reading.OpenAsync(report) is not { } filing)
            return NotFound();
        await own.EnsureNoneAsync(filing.Official.Id);
        if (!await window.OpenAsync(viewer.Account!, Form.Password))
        {
            Pending = report;
            return this.NotProven(words, Form.Password);
        }
        var next = (await reading.QueueAsync()).NextInList(report);
        await reading.SignAsync(filing, Form.Version);
        TempData["Flash"] = words["reading.signed", filing.Official.Name];
        return Redirect(Links.Queue + (next is null ? "" : "#r-" + next.ReportId));
    }

    public async Task ShowAsync()
    {
        Queue = await reading.QueueAsync();
        WindowOpen = window.IsOpen(viewer.Account!);
        ViewData["Campaign"] = Queue.All.Select(w => w.Campaign).FirstOrDefault(c => c.IsPractice);
        var mine = viewer.Official!.Id;
        Signed = await db.Signatures.Where(s => s.OfficialId == mine && s.Kind == SignatureKind.Reader).OrderByDescending(s => s.SignedAt)
            .Join(viewer.ReportsToRead(), s => s.ReportId, r => r.Id, (s, r) => new { s, r })
            .Join(db.Submissions, pair => pair.s.SubmissionId, v => v.Id, (pair, v) => new
            { pair.s.SignedAt, Row = new SignedByMe(pair.r.Id, pair.r.Official.Name, pair.r.Unit.Name, v.Number, pair.s.SignedOn) })
            .OrderByDescending(pair => pair.SignedAt).Take(SignedShown).Select(pair => pair.Row).ToListAsync();
    }
}

public sealed record SignForm
{
    public string? Password { get; set; }
    public int Version { get; set; }
}

public sealed class SignFormValidator : AbstractValidator<SignForm>
{
    public SignFormValidator() => RuleFor(form => form.Password).MaximumLength(200);
}
