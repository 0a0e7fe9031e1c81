using Declarations.Data;
using Declarations.Evidence;
using Declarations.Reports;
using Declarations.Rules;
using Declarations.Web.Access;
using Declarations.Web.Door;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Campaigns;

/// <summary>Excuses a person who has not filed from filing, or takes that back.</summary>
[Uploads(Upload.OneFile)]
public sealed class PersonModel(DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded, IActOfOffice
{
    [BindProperty(SupportsGet = true)] public string Code { get; set; } = "";
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public ExcuseForm Form { get; set; } = new();

    public PersonalSituationReport Report { get; private set; } = null!;
    public IReadOnlyCollection<Guid> About => [Report.OfficialId];

    public async Task<IActionResult> OnGetAsync()
    {
        Form = new ExcuseForm { Version = Report.Version, Readmit = Report.Status == ReportStatus.Excused };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var act = clock.ActOf(viewer.AccountId, Report.Campaign);
        EvidenceFile? proof = null;
        if (Form is { Readmit: false, Evidence: { } file })
        {
            if (Upload.FaultOf(file, out var bytes) is { } fault)
                return this.BadForm("Form.Evidence", words[fault]);
            db.EvidenceFiles.Add(proof = EvidenceFile.Of(Report, act, FilePurpose.Excuse, file.FileName, bytes));
        }
        db.Expect(Report, Form.Version);
        if (Form.Readmit)
            Report.Readmit(act, Form.Why!);
        else
            Report.ExcuseFor(act, new Excuse(Form.Reason!.Value, Form.Text, Form.Basis), proof?.Reference);
        await db.SaveChangesAsync();
        TempData["Flash"] = words[Form.Readmit ? "people.readmitted" : "people.excused", Report.Official.Name];
        return Redirect(Links.People(Code, nameof(PeopleState.Excused)));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.CampaignsInCharge().SingleOrDefaultAsync(c => c.Code == Code) is not { } campaign
            || await viewer.ReportsInCharge().Include(r => r.Official).Include(r => r.Unit)
            .SingleOrDefaultAsync(r => r.Id == Id && r.CampaignId == campaign.Id) is not { } report)
            return false;
        Report = report;
        ViewData["Campaign"] = campaign;
        return true;
    }
}

public sealed record ExcuseForm
{
    /// <summary>Takes an excuse back instead of giving one.</summary>
    public bool Readmit { get; set; }
    public NotSubmittedReason? Reason { get; set; }
    public string? Text { get; set; }
    public string? Document { get; set; }
    public string? Number { get; set; }
    public DateOnly? DocumentOn { get; set; }
    public IFormFile? Evidence { get; set; }
    /// <summary>Why the excuse no longer holds.</summary>
    public string? Why { get; set; }
    public int Version { get; set; }

    /// <summary>A free reason rests on a decision; for the others one may be named, and then whole.</summary>
    public bool NeedsBasis => !Readmit && (Reason == NotSubmittedReason.Other || Document is not null || Number is not null || DocumentOn is not null);
    public LegalBasis? Basis => Document is { } document && Number is { } number && DocumentOn is { } on ? new(document, number, on) : null;
}

public sealed class ExcuseFormValidator : AbstractValidator<ExcuseForm>
{
    public ExcuseFormValidator()
    {
        RuleFor(form => form.Reason).NotNull().IsInEnum().When(form => !form.Readmit);
        RuleFor(form => form.Text).NotEmpty().When(form => form is { Readmit: false, Reason: NotSubmittedReason.Other });
        RuleFor(form => form.Text).MaximumLength(200);
        RuleFor(form => form.Document).NotEmpty().When(form => form.NeedsBasis);
        RuleFor(form => form.Document).MaximumLength(120);
        RuleFor(form => form.Number).NotEmpty().When(form => form.NeedsBasis);
        RuleFor(form => form.Number).MaximumLength(60);
        RuleFor(form => form.DocumentOn).NotNull().When(form => form.NeedsBasis);
        RuleFor(form => form.DocumentOn).GreaterThanOrEqualTo(new DateOnly(2000, 1, 1)).WithErrorCode("too-early");
        RuleFor(form => form.DocumentOn).LessThanOrEqualTo(new DateOnly(2100, 12, 31)).WithErrorCode("too-late");
        RuleFor(form => form.Why).NotEmpty().When(form => form.Readmit);
        RuleFor(form => form.Why).MaximumLength(200);
    }
}
