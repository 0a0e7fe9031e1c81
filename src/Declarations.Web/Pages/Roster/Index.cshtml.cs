using Declarations.Data;
using Declarations.Reporting.Uploads;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Door;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Roster;

public sealed record RecentImport(Guid Id, string FileName, DateTimeOffset UploadedAt, ImportStatus Status);

/// <summary>花名册: takes an uploaded file to its preview. Nothing of the roster changes here.</summary>
[Uploads((16 << 20) + Application.LargestForm)]
public sealed class RosterModel(DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded
{
    private const int LongestName = 120, MostRecent = 5;

    [BindProperty] public RosterUploadForm Form { get; set; } = new();

    public IReadOnlyList<SelectListItem> Campaigns { get; private set; } = [];
    public IReadOnlyList<RecentImport> Recent { get; private set; } = [];

    public void OnGet() => Form = new RosterUploadForm { Campaign = Campaigns.Count == 1 ? Campaigns[0].Value : null };

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var campaign = Form.Campaign is { Length: > 0 } code
            ? await viewer.CampaignsToRoster().AsNoTracking().SingleOrDefaultAsync(c => c.Code == code, cancellation) : null;
        if (Form.Campaign is { Length: > 0 } && campaign is null)
            return NotFound();
        var file = new MemoryStream();
        await Form.File!.CopyToAsync(file, cancellation);
        try
        {
            await RosterFile.ReadAsync(file.ToArray(), clock.Today, cancellation);
        }
        catch (WorkbookException refused)
        {
            return this.BadForm("Form.File", words[Words.KeyOf(refused.Fault), [.. refused.Arguments]]);
        }
        var name = Path.GetFileName(Form.File.FileName.Replace('\\', '/'));
        var import = RosterImport.Upload(clock.ActOf(viewer.AccountId, campaign), campaign?.Id, Form.Covers!.Value, name.Length > LongestName
            ? name[..LongestName] : name, file.ToArray());
        db.RosterImports.Add(import);
        await db.SaveChangesAsync(cancellation);
        return Redirect(Links.RosterImport(import.Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        Campaigns = [.. (await viewer.CampaignsToRoster().AsNoTracking().ToListAsync()).Select(campaign => new SelectListItem(campaign.Name, campaign.Code))];
        Recent = await db.RosterImports.Where(i => i.AccountId == viewer.AccountId).OrderByDescending(i => i.UploadedAt).Take(MostRecent)
            .Select(i => new RecentImport(i.Id, i.FileName, i.UploadedAt, i.Status)).ToListAsync();
        return true;
    }
}

public sealed record RosterUploadForm
{
    public IFormFile? File { get; set; }
    /// <summary>Code of the campaign in which reports are opened; null: in none.</summary>
    public string? Campaign { get; set; }
    public FileCovers? Covers { get; set; }
}

public sealed class RosterUploadFormValidator : AbstractValidator<RosterUploadForm>
{
    public RosterUploadFormValidator()
    {
        RuleFor(form => form.File).NotNull();
        RuleFor(form => form.Campaign).MaximumLength(40);
        RuleFor(form => form.Covers).NotNull().IsInEnum();
    }
}
