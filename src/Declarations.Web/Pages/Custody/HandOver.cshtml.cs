using Declarations.Custody;
using Declarations.Data;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Custody;

/// <summary>移送清单: printed, signed by both sides; the receiver confirms it here, or the signed paper is recorded.</summary>
public sealed class HandOverModel(HandOverDesk desk, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public HandOverForm Form { get; set; } = new();

    public HandOver HandOver { get; private set; } = null!;
    public IReadOnlyList<HandOverLine> Lines { get; private set; } = [];
    /// <summary>Names of the accounts that handed over and received.</summary>
    public string? SentBy { get; private set; }
    public string? ReceivedBy { get; private set; }
    public bool IsSender => HandOver.SentById == viewer.AccountId;

    public IActionResult OnGet()
    {
        Form = new HandOverForm { Version = HandOver.Version };
        return Page();
    }

    /// <summary>The receiver confirms; the one who handed over records the paper that the receiver signed.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        db.Expect(HandOver, Form.Version);
        var act = clock.ActOf(viewer.AccountId, HandOver.Campaign);
        if (!IsSender)
            HandOver.Receive(act);
        else if (string.IsNullOrWhiteSpace(Form.Receiver) || Form.On is not { } on)
            return this.BadForm(Form.On is null ? "Form.On" : "Form.Receiver", words["error.hand-over-paper"]);
        else
            HandOver.ReceiveOnPaper(act, Form.Receiver, on);
        await db.SaveChangesAsync();
        TempData["Flash"] = words["hand-over.received"];
        return Redirect(Routes.To<HandOverModel>(Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await desk.InReach.Include(h => h.Campaign).Include(h => h.Unit).SingleOrDefaultAsync(h => h.Id == Id) is not { } handOver)
            return false;
        HandOver = handOver;
        ViewData["Campaign"] = handOver.Campaign;
        Lines = await desk.LinesAsync(handOver);
        var names = await db.Users.Where(a => a.Id == handOver.SentById || a.Id == handOver.ReceivedById).ToDictionaryAsync(a => a.Id, a => a.DisplayName);
        SentBy = handOver.SentById is { } sender ? names.GetValueOrDefault(sender) : null;
        ReceivedBy = handOver.ReceivedById is { } receiver ? names.GetValueOrDefault(receiver) : handOver.Receiver;
        return true;
    }
}

public sealed record HandOverForm
{
    public string? Receiver { get; set; }
    public DateOnly? On { get; set; }
    public int Version { get; set; }
}

public sealed class HandOverFormValidator : AbstractValidator<HandOverForm>
{
    public HandOverFormValidator() => RuleFor(form => form.Receiver).MaximumLength(60);
}
