using Declarations.Data;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Door;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Correction;

/// <summary>"My unit or head is wrong": asks the office to correct the roster, and shows what it answered.</summary>
[Kept]
[Uploads(Upload.OneFile)]
public sealed class CorrectionModel(DeclarationsDb db, Viewer viewer, OfficeClock clock, WorkingDays calendar, Words words) : PageModel, IShown
{
    private const int MostOpen = 5, MostShown = 10;

    [BindProperty] public CorrectionForm Form { get; set; } = new();

    public Official Official => viewer.Official!;
    /// <summary>Names of those who read and sign for the unit.</summary>
    public IReadOnlyList<string> Readers { get; private set; } = [];
    public IReadOnlyList<RosterRequest> Mine { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync()
    {
        if (await db.RosterRequests.CountAsync(request => request.OfficialId == Official.Id && request.Status == RequestStatus.Open) >= MostOpen)
            throw new RefusedException(Refusal.RequestTooMany(MostOpen));
        byte[] proof = [];
        if (Form.File is { } file && Upload.FaultOf(file, out proof) is { } fault)
            return this.BadForm("Form.File", words[fault]);
        var act = clock.ActOf(viewer.AccountId);
        var request = RosterRequest.Ask(act, calendar, Official, Form.Kind!.Value, Form.Text!);
        if (Form.File is not null)
            db.EvidenceFiles.Add(request.Prove(act, Form.File.FileName, proof));
        db.RosterRequests.Add(request);
        await db.SaveChangesAsync();
        TempData["Flash"] = words["correction.sent"];
        return Redirect(Links.Correction);
    }

    public async Task ShowAsync()
    {
        Readers = [.. (await db.UnitPosts.Where(post => post.UnitId == Official.UnitId)
            .Join(db.Officials, post => post.OfficialId, official => official.Id, (post, official) => new { post.Kind, official.Name }).ToListAsync())
            .Select(post => $"{post.Name} {words.Of(post.Kind)}")];
        Mine = await db.RosterRequests.AsNoTracking().Where(request => request.OfficialId == Official.Id).OrderByDescending(request => request.AskedAt)
            .Take(MostShown).ToListAsync();
    }
}

public sealed record CorrectionForm
{
    public RequestKind? Kind { get; set; }
    public string? Text { get; set; }
    /// <summary>Proves what the roster should say.</summary>
    public IFormFile? File { get; set; }
}

public sealed class CorrectionFormValidator : AbstractValidator<CorrectionForm>
{
    public CorrectionFormValidator()
    {
        RuleFor(form => form.Kind).NotNull().IsInEnum();
        RuleFor(form => form.Text).NotEmpty();
        RuleFor(form => form.Text).MaximumLength(500);
    }
}
