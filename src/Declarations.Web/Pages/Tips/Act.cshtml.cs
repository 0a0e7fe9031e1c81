using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Data.Tips;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Tips;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Clues;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Tips;

/// <summary>The form of one act on a tip.</summary>
public sealed class TipActModel(TipRoom room, TipDesk desk, ClueDesk clues, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words)
    : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public TipAct? Do { get; set; }
    [BindProperty] public TipActForm Form { get; set; } = new();

    public OpenTip Open { get; private set; } = null!;
    public TipAct Act { get; private set; }
    /// <summary>In whose register of clues a check may begin.</summary>
    public IReadOnlyList<Campaign> Campaigns { get; private set; } = [];
    private Unit? DeskUnit { get; set; }
    public string? Proposed => TipDesk.ProposedDecline(Open)?.Text;

    public async Task<IActionResult> OnPostAsync()
    {
        var campaign = Campaigns.FirstOrDefault(each => each.Code == Form.Campaign);
        if (Act == TipAct.SendToCheck && Form.Campaign is not null && campaign is null)
            return this.BadForm("Form.Campaign", words["error.tips-campaign"]);
        desk.Expect(Open, Form.Version);
        // Saved with the note, after the tip: what another officer was faster to do begins no check.
        var clue = Act == TipAct.SendToCheck && campaign is not null ? await clues.RegisterAsync(clock.ActOf(viewer.AccountId, campaign), campaign,
            DeskUnit!, new(Origin.Tip, Form.Text!, null)) : null;
        await desk.DoAsync(room.Open!, Open, Act, Form, clue?.Id, room.Desks.FirstOrDefault(), room.Day);
        await room.NoteAsync(AuditAction.TipHandled, Id, $"{Act}");
        TempData["Flash"] = words["tips.done", Act];
        return Redirect(Act is TipAct.Recuse or TipAct.HandUp or TipAct.TurnIntoTip ? Routes.To<TipsModel>() : Routes.To<TipModel>(Id));
    }

    /// <exception cref="RefusedException">The act is not open now.</exception>
    public async Task<bool> LoadAsync()
    {
        if (await room.FindAsync(Id) is not { } found)
            return false;
        Open = found;
        var open = TipActs.Of(room.Open!, found, room.IsOwnerOf(found.Tip));
        if (Do is { } asked && !open.Contains(asked))
            throw new RefusedException(Refusal.ActNotNow(asked));
        Act = Do ?? open[0];
        if (HttpMethods.IsPost(Request.Method) && Do is null)
            ModelState.AddModelError("Do", words["error.act"]);
        if (Act == TipAct.SendToCheck)
        {
            DeskUnit = await db.Units.SingleOrDefaultAsync(unit => unit.Id == found.Tip.DeskId);
            var above = DeskUnit is null ? [] : UnitTree.PathsUpFrom(DeskUnit.Path).ToList();
            Campaigns = await db.Campaigns.Where(campaign => campaign.ClosedOn == null && campaign.ErasedOn == null && above.Contains(campaign.Unit.Path))
                .OrderBy(campaign => campaign.Code).ToListAsync();
        }
        Form.Act = Act;
        if (HttpMethods.IsGet(Request.Method))
            Form.Version = found.Tip.Version;
        return true;
    }
}

public sealed record TipActForm
{
    public DeclineReason? Reason { get; set; }
    public TipResult? Result { get; set; }
    public string? Text { get; set; }
    public string? Campaign { get; set; }
    public int Version { get; set; }

    internal TipAct Act { get; set; }
}

public sealed class TipActFormValidator : AbstractValidator<TipActForm>
{
    public TipActFormValidator()
    {
        RuleFor(form => form.Reason).IsInEnum();
        RuleFor(form => form.Reason).NotNull().When(form => form.Act == TipAct.Decline);
        RuleFor(form => form.Result).IsInEnum();
        RuleFor(form => form.Result).NotNull().When(form => form.Act == TipAct.Conclude);
        RuleFor(form => form.Text).MaximumLength(4000);
        RuleFor(form => form.Text).NotEmpty().When(form => form.Act.NeedsText());
        RuleFor(form => form.Campaign).MaximumLength(40);
    }
}
