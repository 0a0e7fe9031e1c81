using System.Text;
using Declarations.Bulletins;
using Declarations.Data;
using Declarations.Reporting.Statistics;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Bulletins;

/// <summary>One bulletin: edited paragraph by paragraph, its numbers checked before it is issued, then as it was frozen.</summary>
public sealed class BulletinModel(BulletinDesk desk, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public BulletinForm Form { get; set; } = new();

    public Bulletin Bulletin { get; private set; } = null!;
    public bool IsDraft => Bulletin.Status == BulletinStatus.Draft;

    public IActionResult OnGet()
    {
        Form = new BulletinForm
        {
            Title = Bulletin.Title,
            Paragraphs = [.. Bulletin.Paragraphs.Select(text => new BulletinFormRow { Text = text })],
            Version = Bulletin.Version
        };
        return Page();
    }

    public IActionResult OnGetDocx()
    {
        var file = new MemoryStream();
        BulletinDesk.Document(Bulletin).Write(file);
        file.Position = 0;
        return File(file, MediaTypes.Docx, $"{Bulletin.Title}.docx");
    }

    public IActionResult OnGetText() => File(Encoding.UTF8.GetBytes(Bulletin.Text), "text/plain; charset=utf-8", $"{Bulletin.Title}.txt");

    public Task<IActionResult> OnPostAsync() => SaveAsync(issue: false);
    public Task<IActionResult> OnPostIssueAsync() => SaveAsync(issue: true);

    private async Task<IActionResult> SaveAsync(bool issue)
    {
        db.Expect(Bulletin, Form.Version);
        var figures = BulletinDesk.FiguresOf(Bulletin);
        if (issue && (Bulletin.Kind == BulletinKind.TypicalCases ? await RefuseNamesAsync() : await RefuseAsync(figures)) is { } bad)
            return bad;
        var texts = Form.Paragraphs.Select(row => row.Text).Where(text => !string.IsNullOrWhiteSpace(text)).ToList();
        if (!issue || !texts.SequenceEqual(Bulletin.Paragraphs) || Form.Title != Bulletin.Title)
            Bulletin.Edit(clock.ActOf(viewer.AccountId, Bulletin.Campaign), Form.Title!, texts!);
        if (issue)
            await desk.IssueAsync(Bulletin);
        await db.SaveChangesAsync();
        TempData["Flash"] = words[issue ? "bulletins.issued" : "bulletins.saved"];
        return Redirect(Routes.To<BulletinModel>(Id));
    }

    /// <summary>What keeps it from being issued: figures that do not add up or no longer hold, and numbers of persons that are none of them.</summary>
    private async Task<IActionResult?> RefuseAsync(IReadOnlyDictionary<string, int> figures)
    {
        if (!BulletinText.AddsUp(figures) || !await desk.StillHoldsAsync(Bulletin))
            return this.BadForm("Form.Title", words["error.bulletin-stale", Bulletin.AsOf]);
        foreach (var (place, row) in Form.Paragraphs.Index())
            if (BulletinText.Strangers(row.Text ?? "", figures) is { Count: > 0 } strangers)
                ModelState.AddModelError($"Form.Paragraphs[{place}].Text", words["error.bulletin-number", string.Join(words["list.separator"], strangers)]);
        return ModelState.IsValid ? null : this.BadForm();
    }

    /// <summary>A notice of typical cases names none of the people whose cases it tells.</summary>
    private async Task<IActionResult?> RefuseNamesAsync()
    {
        var names = await desk.NamesAsync(Bulletin);
        foreach (var (place, row) in Form.Paragraphs.Index())
            if (names.FirstOrDefault(name => row.Text?.Contains(name, StringComparison.Ordinal) == true) is { } name)
                ModelState.AddModelError($"Form.Paragraphs[{place}].Text", words["error.bulletin-name", name]);
        return ModelState.IsValid ? null : this.BadForm();
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await desk.InCharge.SingleOrDefaultAsync(b => b.Id == Id) is not { } bulletin)
            return false;
        Bulletin = bulletin;
        ViewData["Campaign"] = bulletin.Campaign;
        return true;
    }
}

public sealed record BulletinForm
{
    public string? Title { get; set; }
    public List<BulletinFormRow> Paragraphs { get; set; } = [];
    public int Version { get; set; }
}

public sealed record BulletinFormRow
{
    public string? Text { get; set; }
}

public sealed class BulletinFormValidator : AbstractValidator<BulletinForm>
{
    public BulletinFormValidator()
    {
        RuleFor(form => form.Title).NotEmpty().MaximumLength(120);
        RuleFor(form => form.Paragraphs).Must(paragraphs => paragraphs.Count <= Bulletin.MostParagraphs && paragraphs.Any(row =>
            !string.IsNullOrWhiteSpace(row.Text)))
            .WithErrorCode("bulletin-empty");
        RuleForEach(form => form.Paragraphs).SetValidator(new BulletinFormRowValidator());
    }
}

public sealed class BulletinFormRowValidator : AbstractValidator<BulletinFormRow>
{
    public BulletinFormRowValidator() => RuleFor(row => row.Text).MaximumLength(2000);
}
