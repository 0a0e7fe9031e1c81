using Declarations.Evidence;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Door;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Reports;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Campaigns;

/// <summary>Begins to key in a report on paper, from its scan; or shows the one that is open.</summary>
[Uploads(Upload.OneFile)]
public sealed class PaperModel(PaperDesk papers, FilingDesk desk, Words words) : PageModel, ILoaded, IActOfOffice
{
    [BindProperty(SupportsGet = true)] public string Code { get; set; } = "";
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public PaperForm Form { get; set; } = new();

    public OpenCase Filing { get; private set; } = null!;
    public IReadOnlyCollection<Guid> About => [Filing.Official.Id];
    public PaperOriginal? Paper => Filing.Report.PaperBegunAt is null ? null : Filing.Report.Draft.Paper;
    public IReadOnlyList<Gap> Gaps { get; private set; } = [];
    public string? Objection { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        Form = new PaperForm { Version = Filing.Report.Version };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var fault = Upload.FaultOf(Form.Scan!, out var bytes);
        if (fault is not null)
            ModelState.AddModelError("Form.Scan", words[fault]);
        if (Form.ReceivedOn > Filing.Today)
            ModelState.AddModelError("Form.ReceivedOn", words["error.not-yet"]);
        if (!ModelState.IsValid)
            return this.BadForm();
        var scan = EvidenceFile.Of(Filing.Report, desk.ActOn(Filing), FilePurpose.PaperScan, Form.Scan!.FileName, bytes);
        await papers.BeginAsync(Filing, Form.Version, Form.SignedOn!.Value, Form.ReceivedOn!.Value, scan);
        return Redirect(Links.Details(Id.ToString()));
    }

    [WithoutForm]
    public async Task<IActionResult> OnPostCancelAsync()
    {
        await papers.CancelAsync(Filing, Form.Version);
        TempData["Flash"] = words["paper.cancelled", Filing.Official.Name];
        return Redirect(Links.People(Code, nameof(PeopleState.Missing)));
    }

    public async Task<bool> LoadAsync()
    {
        if (await papers.OpenAsync(Code, Id) is not { } filing)
            return false;
        Filing = filing;
        ViewData["Campaign"] = filing.Campaign;
        if (Paper is not null)
            (Gaps, Objection) = ([.. filing.Gaps(filing.Report.Draft)], filing.Report.Draft.Paper?.Objection);
        return true;
    }
}

public sealed record PaperForm
{
    public DateOnly? SignedOn { get; set; }
    public DateOnly? ReceivedOn { get; set; }
    public IFormFile? Scan { get; set; }
    public int Version { get; set; }
}

public sealed class PaperFormValidator : AbstractValidator<PaperForm>
{
    private static readonly DateOnly Earliest = new(2000, 1, 1);

    public PaperFormValidator()
    {
        RuleFor(form => form.SignedOn).NotNull();
        RuleFor(form => form.SignedOn).GreaterThanOrEqualTo(Earliest).WithErrorCode("too-early");
        RuleFor(form => form.ReceivedOn).NotNull();
        RuleFor(form => form.ReceivedOn).GreaterThanOrEqualTo(form => form.SignedOn).WithErrorCode("received-before-signed");
        RuleFor(form => form.Scan).NotNull();
    }
}
