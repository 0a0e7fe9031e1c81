using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Reports;
using Declarations.Web.SignIn;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Campaigns;

/// <summary>Another officer compares what was keyed in with the scan, and files it or gives it back.</summary>
[Kept]
public sealed class PaperCheckModel(PaperDesk papers, ReadingLog log, Viewer viewer, SigningWindow window, Words words)
    : PageModel, ILoaded, IActOfOffice
{
    [BindProperty(SupportsGet = true)] public string Code { get; set; } = "";
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public ComparedForm Form { get; set; } = new();
    [BindProperty] public DifferenceForm Difference { get; set; } = new();

    public OpenCase Filing { get; private set; } = null!;
    public IReadOnlyCollection<Guid> About => [Filing.Official.Id];
    public PaperOriginal Paper => Filing.Report.Draft.Paper!;
    /// <summary>Names of those who keyed it in.</summary>
    public IReadOnlyDictionary<Guid, string> Keyers { get; private set; } = new Dictionary<Guid, string>();
    public bool MayConfirm => !Keyers.ContainsKey(viewer.AccountId);
    public bool WindowOpen => window.IsOpen(viewer.Account!);

    public async Task<IActionResult> OnGetAsync()
    {
        await log.AddDraftReadingAsync(Filing);
        return Page();
    }

    [Takes(nameof(Form))]
    public async Task<IActionResult> OnPostAsync()
    {
        if (!await window.OpenAsync(viewer.Account!, Form.Password))
            return this.NotProven(words, Form.Password);
        var submission = await papers.ConfirmAsync(Filing, Form.Version);
        TempData["Flash"] = words["paper.filed", Filing.Official.Name, submission.ReceiptNumber];
        return Redirect(Links.People(Code, nameof(PeopleState.Filed)));
    }

    [Takes(nameof(Difference))]
    public async Task<IActionResult> OnPostObjectAsync()
    {
        await papers.ObjectAsync(Filing, Difference.Version, Difference.What!);
        TempData["Flash"] = words["paper.given-back", Filing.Official.Name];
        return Redirect(Links.People(Code, nameof(PeopleState.Missing)));
    }

    public async Task<bool> LoadAsync()
    {
        if (await papers.OpenAsync(Code, Id) is not { Report.PaperBegunAt: not null } filing)
            return false;
        Filing = filing;
        ViewData["Campaign"] = filing.Campaign;
        if (filing.Gaps(filing.Report.Draft).Any())
            throw new RefusedException(Refusal.PaperIncomplete);
        Keyers = await papers.KeyersAsync(filing.Report);
        return true;
    }
}

public sealed record ComparedForm
{
    public bool Compared { get; set; }
    public string? Password { get; set; }
    public int Version { get; set; }
}

public sealed class ComparedFormValidator : AbstractValidator<ComparedForm>
{
    public ComparedFormValidator()
    {
        RuleFor(form => form.Compared).Equal(true).WithErrorCode("compared");
        RuleFor(form => form.Password).MaximumLength(200);
    }
}

public sealed record DifferenceForm
{
    public string? What { get; set; }
    public int Version { get; set; }
}

public sealed class DifferenceFormValidator : AbstractValidator<DifferenceForm>
{
    public DifferenceFormValidator() => RuleFor(form => form.What).NotEmpty().MaximumLength(300);
}
