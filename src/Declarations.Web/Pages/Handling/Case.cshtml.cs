using Declarations.Data;
using Declarations.Handling;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Checks;
using Declarations.Web.Pages.Reports;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Handling;

/// <summary>What is decided about one person: one proposes kind, measure and reason, another confirms; or it is put off with a reason and a day.</summary>
public sealed class HandlingCaseModel(CheckDesk checks, HandlingDesk desk, FilingDesk filing, DeclarationsDb db, Viewer viewer, Words words)
    : PageModel, ILoaded, IShown, IActOfOffice
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public ProposalForm Form { get; set; } = new();
    [BindProperty] public DeferForm Defer { get; set; } = new();
    [BindProperty] public SecondForm Second { get; set; } = new();

    public CheckedCase Case { get; private set; } = null!;
    public IReadOnlyList<Disposal> Disposals { get; private set; } = [];
    public IReadOnlyList<LikeCase> Like { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();
    public DateOnly Today => Case.Filing.Today;
    public IReadOnlyCollection<Guid> About => [Case.Filing.Official.Id];
    public bool MaySecond(Disposal disposal) => disposal.State == DisposalState.Proposed && disposal.ProposedById != viewer.Account?.Id;

    public async Task<IActionResult> OnGetAsync()
    {
        await checks.ViewedAsync(Case);
        return Page();
    }

    /// <summary>另附页.</summary>
    public IActionResult OnGetPage(Guid disposal)
    {
        if (Disposals.FirstOrDefault(each => each.Id == disposal) is not { HasCasePage: true } decided)
            return NotFound();
        var file = new MemoryStream();
        HandlingDesk.CasePage(new(Case.Filing.Official, Case.Filing.Report.Unit.Name, decided), Case.Filing.Campaign.CityName).Write(file);
        file.Position = 0;
        return File(file, MediaTypes.Docx, $"{words["case.title"]}.docx");
    }

    [Takes(nameof(Form))]
    public async Task<IActionResult> OnPostAsync()
    {
        if (Form.DecidedOn > Today)
            return this.BadForm("Form.DecidedOn", words["error.not-yet"]);
        if (Form.Interest is not null && Case.Items.All(item => item.Id != Form.Interest))
            return NotFound();
        var said = Case.Items.Where(item => item.Id is not null && (Form.Interest ?? item.Id) == item.Id).Select(item => item.Said).ToList();
        if (!Disposal.IsOffered(Form.Kind!.Value, Form.Ground!.Value, said))
            return this.BadForm("Form.Kind", words["refused.disposal.not-offered"]);
        Take(Form.Interest, Form.Ground.Value).Propose(filing.ActOn(Case.Filing), Form.Interest, Form.Proposal, said);
        return await DoneAsync("handling.proposed");
    }

    [Takes(nameof(Defer))]
    public async Task<IActionResult> OnPostDeferAsync()
    {
        if (Defer.Until <= Today)
            return this.BadForm("Defer.Until", words["error.already-past"]);
        Take(null, DisposalGround.Interest).Defer(filing.ActOn(Case.Filing), Defer.Reason!, Defer.Until!.Value);
        return await DoneAsync("handling.deferred");
    }

    [WithoutForm]
    public Task<IActionResult> OnPostConfirmAsync() => SecondAsync(disposal => disposal.Confirm(filing.ActOn(Case.Filing)), "handling.confirmed");

    [Takes(nameof(Second))]
    public Task<IActionResult> OnPostSendBackAsync() =>
        SecondAsync(disposal => disposal.SendBack(filing.ActOn(Case.Filing), Second.Objection!), "handling.sent-back");

    private async Task<IActionResult> SecondAsync(Action<Disposal> act, string said)
    {
        if (Disposals.FirstOrDefault(each => each.Id == Second.Disposal) is not { } disposal)
            return NotFound();
        db.Expect(disposal, Second.Version);
        act(disposal);
        return await DoneAsync(said);
    }

    /// <summary>The open one about the same thing goes on, also what was only put off; otherwise another begins.</summary>
    private Disposal Take(Guid? interest, DisposalGround ground)
    {
        if (Disposals.FirstOrDefault(each => each.IsOpen && each.Ground == ground
            && (each.State == DisposalState.Deferred || each.InterestId == interest)) is { } open)
            return open;
        var begun = Disposal.For(Case.Filing.Campaign.Id, Id, ground);
        db.Disposals.Add(begun);
        return begun;
    }

    private async Task<IActionResult> DoneAsync(string said)
    {
        await db.SaveChangesAsync();
        TempData["Flash"] = words[said];
        return Redirect(Routes.To<HandlingCaseModel>(Id));
    }

    public async Task<bool> LoadAsync()
    {
        if (await checks.OpenAsync(Id) is not { } opened)
            return false;
        Case = opened;
        ViewData["Campaign"] = opened.Filing.Campaign;
        Disposals = await db.Disposals.Where(each => each.ReportId == Id).OrderBy(each => each.Id).ToListAsync();
        return true;
    }

    public async Task ShowAsync()
    {
        Like = await desk.LikeAsync(Case.Filing.Report);
        var ids = Disposals.SelectMany(each => new[] { each.ProposedById, each.ConfirmedById }).ToList();
        Names = await db.Users.Where(account => ids.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.DisplayName);
    }
}
