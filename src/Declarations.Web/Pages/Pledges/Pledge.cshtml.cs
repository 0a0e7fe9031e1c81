using Declarations.Data;
using Declarations.Integrity;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Door;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Registers;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Pledges;

public enum PledgeList { Missing, Signed }

/// <summary>One edition: who has signed, who has not, and the scans of what was signed on paper.</summary>
[Uploads(Upload.OneFile)]
public sealed class PledgeModel(PersonField people, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public PledgeList List { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;
    [BindProperty] public PledgePaperForm Form { get; set; } = new();
    [BindProperty] public PledgeEndForm End { get; set; } = new();

    public PledgeText Text { get; private set; } = null!;
    public int SignedCount { get; private set; }
    public int AskedCount { get; private set; }
    public Paging Paging { get; private set; } = new(1, 0);
    /// <summary>Entry: what the person signed; null: nothing yet.</summary>
    public IReadOnlyList<(Official Person, IntegrityEntry? Entry)> Rows { get; private set; } = [];

    public void OnGet() => End = new PledgeEndForm { Version = Text.Version };

    /// <summary>Scan of a paper that somebody has signed by hand.</summary>
    [Takes(nameof(Form))]
    public async Task<IActionResult> OnPostAsync()
    {
        if (Upload.FaultOf(Form.File!, out var bytes) is { } fault)
            return this.BadForm("Form.File", words[fault]);
        if (await people.FindAsync(ModelState, "Form.Person", Form.Person, withSignIn: false) is not { } person)
            return this.BadForm();
        if (!await db.AskedToSign(Text).AnyAsync(official => official.Id == person.Id))
            return this.BadForm("Form.Person", words["error.pledge-not-asked"]);
        var act = clock.ActOf(viewer.AccountId);
        var entry = IntegrityEntry.PledgeOnPaper(act, person, Text, await db.EarlierPledgesAsync(Text.Id, person.Id), Form.On!.Value);
        db.EvidenceFiles.Add(entry.Scan(act, Form.File!.FileName, bytes));
        db.IntegrityEntries.Add(entry);
        await db.SaveChangesAsync();
        TempData["Flash"] = words["pledges.paper-kept", person.Name];
        return Redirect(Routes.To<PledgeModel>(Id));
    }

    [Takes(nameof(End))]
    public async Task<IActionResult> OnPostEndAsync()
    {
        db.Expect(Text, End.Version);
        Text.End(clock.ActOf(viewer.AccountId), End.Reason!);
        await db.SaveChangesAsync();
        TempData["Flash"] = words["pledges.is-ended"];
        return Redirect(Routes.To<PledgeModel>(Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        Text = (await viewer.PledgesKept().Include(text => text.Unit).SingleOrDefaultAsync(text => text.Id == Id))!;
        return Text is not null;
    }

    public async Task ShowAsync()
    {
        var signed = db.PledgesStanding().Where(entry => entry.PledgeTextId == Id);
        var asked = db.AskedToSign(Text);
        var missing = asked.Where(official => !signed.Any(entry => entry.OfficialId == official.Id));
        (SignedCount, AskedCount) = (await signed.CountAsync(), await asked.CountAsync());
        Paging = new Paging(Asked, List == PledgeList.Signed ? SignedCount : await missing.CountAsync());
        Rows = List == PledgeList.Signed
            ? [.. (await signed.AsNoTracking().Include(entry => entry.Official.Unit).OrderByDescending(entry => entry.On).ThenBy(entry => entry.Id)
                .Skip(Paging.Skip).Take(Paging.Size).ToListAsync()).Select(entry => (entry.Official, (IntegrityEntry?)entry))]
            : [.. (await missing.AsNoTracking().Include(official => official.Unit).OrderBy(official => official.Unit.Path)
                .ThenBy(official => official.StaffNumber).Skip(Paging.Skip).Take(Paging.Size).ToListAsync())
                .Select(official => (official, (IntegrityEntry?)null))];
    }
}

public sealed record PledgePaperForm
{
    /// <summary>Staff number or whole name.</summary>
    public string? Person { get; set; }
    public DateOnly? On { get; set; }
    public IFormFile? File { get; set; }
}

public sealed class PledgePaperFormValidator : AbstractValidator<PledgePaperForm>
{
    public PledgePaperFormValidator()
    {
        RuleFor(form => form.Person).NotEmpty().MaximumLength(60);
        RuleFor(form => form.On).NotNull().Plausible();
        RuleFor(form => form.File).NotNull();
    }
}

public sealed record PledgeEndForm
{
    public string? Reason { get; set; }
    public int Version { get; set; }
}

public sealed class PledgeEndFormValidator : AbstractValidator<PledgeEndForm>
{
    public PledgeEndFormValidator() => RuleFor(form => form.Reason).NotEmpty().MaximumLength(300);
}
