using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Campaigns;

/// <summary>Takes a campaign back in which nobody has filed, with its empty reports. The ledger keeps that it was there.</summary>
public sealed class GiveUpModel(DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public string Code { get; set; } = "";
    [BindProperty] public GiveUpForm Form { get; set; } = new();

    public Campaign Campaign { get; private set; } = null!;
    public FilingCount Count { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        Form = new GiveUpForm { Version = Campaign.Version };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        db.Expect(Campaign, Form.Version);
        if (await db.DeadlineChanges.AnyAsync(change => change.CampaignId == Campaign.Id))
            throw new RefusedException(Refusal.CampaignDeadlinesChanged);
        if (await db.Bulletins.AnyAsync(bulletin => bulletin.CampaignId == Campaign.Id)
            || await db.UnitSheets.AnyAsync(sheet => sheet.CampaignId == Campaign.Id)
            || await db.Checks.AnyAsync(check => check.CampaignId == Campaign.Id) || await db.SpotChecks.AnyAsync(draw => draw.CampaignId == Campaign.Id)
            || await db.Leads.AnyAsync(lead => lead.CampaignId == Campaign.Id) || await db.CrossChecks.AnyAsync(check => check.CampaignId == Campaign.Id)
            || await db.Questions.AnyAsync(question => question.CampaignId == Campaign.Id)
            || await db.Registers.AnyAsync(register => register.CampaignId == Campaign.Id)
            || await db.Disposals.AnyAsync(disposal => disposal.CampaignId == Campaign.Id))
            throw new RefusedException(Refusal.CampaignHasPapers);
        var reports = db.Reports.Where(report => report.CampaignId == Campaign.Id);
        Campaign.Withdraw(clock.ActOf(viewer.AccountId, Campaign),
            await reports.CountAsync(report => report.SubmissionCount > 0 || report.PaperBegunAt != null), Form.Reason!);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.SaveChangesAsync();
        await db.EvidenceFiles.Where(file => file.OwnerKind == nameof(PersonalSituationReport) && reports.Any(report => report.Id == file.OwnerId))
            .ExecuteDeleteAsync();
        await db.Reminders.Where(reminder => reminder.CampaignId == Campaign.Id).ExecuteDeleteAsync();
        await db.Messages.Where(message => message.CampaignId == Campaign.Id).ExecuteDeleteAsync();
        await db.HeadCounts.Where(count => count.CampaignId == Campaign.Id).ExecuteDeleteAsync();
        await db.StageChanges.Where(change => change.CampaignId == Campaign.Id).ExecuteDeleteAsync();
        await reports.Where(report => report.SubmissionCount == 0).ExecuteDeleteAsync();
        await db.RosterImports.Where(import => import.CampaignId == Campaign.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(import => import.CampaignId, (Guid?)null));
        await db.Campaigns.Where(campaign => campaign.Id == Campaign.Id).ExecuteDeleteAsync();
        await transaction.CommitAsync();
        TempData["Flash"] = words["give-up.done", Campaign.Name];
        return Redirect(Links.Campaigns);
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.CampaignsRun().SingleOrDefaultAsync(c => c.Code == Code) is not { } campaign)
            return false;
        Campaign = campaign;
        ViewData["Campaign"] = campaign;
        Count = await FilingCount.OfAsync(db.HeadCounts.Where(count => count.UnitId == campaign.UnitId), campaign);
        return true;
    }
}

public sealed record GiveUpForm
{
    public string? Reason { get; set; }
    public int Version { get; set; }
}

public sealed class GiveUpFormValidator : AbstractValidator<GiveUpForm>
{
    public GiveUpFormValidator() => RuleFor(form => form.Reason).NotEmpty().MaximumLength(200);
}
