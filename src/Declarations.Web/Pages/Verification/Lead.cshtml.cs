using Declarations.Data;
using Declarations.Verification;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Checks;
using Declarations.Web.Pages.Reports;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Verification;

/// <summary>One lead: what speaks for and against it, the report beside the registry, and what two officers and the person concerned say.</summary>
public sealed class LeadModel(LeadDesk desk, CheckDesk checks, FilingDesk filing, DeclarationsDb db, Viewer viewer, Words words)
    : PageModel, ILoaded, IShown, IActOfOffice
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public LeadForm Form { get; set; } = new();
    [BindProperty] public LeadSecondForm Second { get; set; } = new();

    public OpenLead Open { get; private set; } = null!;
    public Lead Lead => Open.Lead;
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();
    /// <summary>The newest cross-check has not found it any more.</summary>
    public bool IsGone { get; private set; }
    public IReadOnlyCollection<Guid> About => [Lead.OfficialId];
    public bool MayAct => viewer.MayAct();
    public bool MaySecond => MayAct && Lead.State == LeadState.Proposed && Lead.ProposedById != viewer.AccountId;
    public bool MayPropose => MayAct && Lead.State is LeadState.Open or LeadState.SentBack;

    public async Task<IActionResult> OnGetAsync()
    {
        await checks.ViewedAsync(Open.Case);
        return Page();
    }

    [Takes(nameof(Form))]
    public Task<IActionResult> OnPostAsync() => DoneAsync(Form.Version, "leads.proposed", () =>
    {
        var act = filing.ActOn(Open.Case.Filing);
        if (Form.Outcome == LeadOutcome.Confirmed)
            Lead.ProposeConfirmed(act, Form.Reason!);
        else
            Lead.ProposeExcluded(act, Form.Exclusion!.Value, Form.Reason!);
    });

    [WithoutForm]
    public Task<IActionResult> OnPostDecideAsync() => DoneAsync(Second.Version, "leads.decided", () => Lead.Decide(filing.ActOn(Open.Case.Filing)));

    [Takes(nameof(Second))]
    public Task<IActionResult> OnPostSendBackAsync() =>
        DoneAsync(Second.Version, "leads.sent-back", () => Lead.SendBack(filing.ActOn(Open.Case.Filing), Second.Objection!));

    private async Task<IActionResult> DoneAsync(int version, string said, Action act)
    {
        db.Expect(Lead, version);
        act();
        await db.SaveChangesAsync();
        TempData["Flash"] = words[said];
        return Redirect(Routes.To<LeadModel>(Id));
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.OpenAsync(Id, acts: !HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method)) is not { } open)
            return false;
        Open = open;
        ViewData["Campaign"] = open.Case.Filing.Campaign;
        return true;
    }

    public async Task ShowAsync()
    {
        (Form.Version, Second.Version) = (Lead.Version, Lead.Version);
        Guid?[] ids = [Lead.ProposedById, Lead.DecidedById];
        Names = await db.Users.Where(account => ids.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.DisplayName);
        IsGone = await db.CrossChecks.Where(check => check.CampaignId == Lead.CampaignId && check.Status == CrossCheckStatus.Done)
            .OrderByDescending(check => check.At).Select(check => check.Id).FirstOrDefaultAsync() != Lead.SeenInId;
    }
}

public sealed record LeadForm
{
    public LeadOutcome? Outcome { get; set; }
    /// <summary>Of what is excluded: why it is none.</summary>
    public ExclusionReason? Exclusion { get; set; }
    public string? Reason { get; set; }
    public int Version { get; set; }
}

public sealed class LeadFormValidator : AbstractValidator<LeadForm>
{
    public LeadFormValidator()
    {
        RuleFor(form => form.Outcome).NotNull().IsInEnum();
        RuleFor(form => form.Exclusion).IsInEnum();
        RuleFor(form => form.Exclusion).NotNull().When(form => form.Outcome == LeadOutcome.Excluded);
        RuleFor(form => form.Reason).NotEmpty().MaximumLength(500);
    }
}

public sealed record LeadSecondForm
{
    public string? Objection { get; set; }
    public int Version { get; set; }
}

public sealed class LeadSecondFormValidator : AbstractValidator<LeadSecondForm>
{
    public LeadSecondFormValidator() => RuleFor(form => form.Objection).NotEmpty().MaximumLength(500);
}
