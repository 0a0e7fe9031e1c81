using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Jobs;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Jobs;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Roster;

/// <summary>One upload: what it would do to the roster now, then how far it has come, then what it did. Its uploader's alone.</summary>
public sealed class ImportModel(DeclarationsDb db, Viewer viewer, RosterDesk desk, JobRunner jobs, OfficeClock clock) : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public PlanList List { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;
    [BindProperty] public ImportForm Form { get; set; } = new();

    public RosterImport Import { get; private set; } = null!;
    public Campaign? Campaign { get; private set; }
    /// <summary>Null: not waiting any more.</summary>
    public RosterPlan? Plan { get; private set; }
    public Paging Paging { get; private set; } = null!;
    public IReadOnlyList<PlanLine> Lines { get; private set; } = [];
    /// <summary>Null: not agreed to yet.</summary>
    public Job? Job { get; private set; }
    public (int Done, int Total)? Progress => Job is null ? null : jobs.ProgressOf(Job);
    public ImportCounts Counts => new(Import.Joins, Import.Changes, Import.Leavers, Import.Missing, Import.Units, Import.Unchanged);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        // Pressed twice: it is on its way already.
        if (Import.Status != ImportStatus.Uploaded)
            return Redirect(Links.RosterImport(Id));
        await LookAsync();
        var agreed = Plan!.Digest == Form.Preview && Plan.MayBeAgreedTo;
        if (!agreed && !IsWaiting())
            return Redirect(Links.RosterImport(Id));
        if (Plan.Digest != Form.Preview)
            throw new RefusedException(Refusal.ImportStale);
        if (!agreed)
            throw new RefusedException(Refusal.ImportErrors);
        db.Expect(Import, Form.Version);
        var act = clock.ActOf(viewer.AccountId, Campaign);
        Import.Start(act, Plan.Digest);
        db.Jobs.Add(Job.About(Import, act));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException) when (!IsWaiting())
        {
            // Pressed twice at once: the other one was first.
            return Redirect(Links.RosterImport(Id));
        }
        jobs.Wake();
        return Redirect(Links.RosterImport(Id));
    }

    [WithoutForm]
    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancellation)
    {
        if (Import.Status != ImportStatus.Uploaded)
            return Redirect(Links.RosterImport(Id));
        db.Expect(Import, Form.Version);
        Import.Stop(clock.ActOf(viewer.AccountId, Campaign), Refusal.ImportDiscarded.Code);
        await db.SaveChangesAsync(cancellation);
        return Redirect(Links.Roster);
    }

    /// <summary>As long as it is not done.</summary>
    [WithoutForm]
    public async Task<IActionResult> OnPostCancelAsync()
    {
        if (Job is { EndedAt: null } job)
            await jobs.CancelAsync(db, job);
        return Redirect(Links.RosterImport(Id));
    }

    private bool IsWaiting() => db.RosterImports.AsNoTracking().Any(i => i.Id == Id && i.Status == ImportStatus.Uploaded);

    public async Task<bool> LoadAsync()
    {
        var cancellation = HttpContext.RequestAborted;
        await viewer.LoadAsync();
        if (await db.RosterImports.SingleOrDefaultAsync(i => i.Id == Id && i.AccountId == viewer.AccountId, cancellation) is not { } import)
            return false;
        Import = import;
        Campaign = import.CampaignId is { } campaign ? await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == campaign, cancellation) : null;
        Job = await db.Jobs.AsNoTracking().SingleOrDefaultAsync(j => j.SubjectId == Id, cancellation);
        ViewData["Campaign"] = Campaign;
        return true;
    }

    public async Task ShowAsync()
    {
        await LookAsync();
        Form = new ImportForm { Version = Import.Version, Preview = Plan?.Digest };
    }

    private async Task LookAsync()
    {
        var cancellation = HttpContext.RequestAborted;
        if (Import is not { Status: ImportStatus.Uploaded, File: { } file })
            return;
        Plan = await desk.PlanAsync(file, await desk.PathsOfAsync(viewer.AccountId, cancellation), Import.Covers, cancellation, viewer.AccountId,
            Campaign is null ? Policy.Zhuzhou2017 : CaseFiles.PolicyOf(Campaign));
        var asked = Request.Query.ContainsKey("list") ? List : Enum.GetValues<PlanList>().FirstOrDefault(list => Plan.Count(list) > 0);
        List = asked;
        Paging = new Paging(Asked, Plan.File.Errors.Count > 0 ? Plan.File.Errors.Count : Plan.Count(asked));
        Lines = [.. Plan.Lines.Where(line => line.List == asked).OrderBy(line => line.Effects.Count == 0).Skip(Paging.Skip).Take(Paging.Size)];
    }
}

public sealed record ImportForm
{
    /// <summary>Digest of the preview that the form was made from.</summary>
    public string? Preview { get; set; }
    public int Version { get; set; }
}

public sealed class ImportFormValidator : AbstractValidator<ImportForm>
{
    public ImportFormValidator()
    {
        RuleFor(form => form.Preview).NotEmpty();
        RuleFor(form => form.Preview).MaximumLength(64);
    }
}
