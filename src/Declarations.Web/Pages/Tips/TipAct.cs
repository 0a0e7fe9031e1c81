using Declarations.Data.Tips;
using Declarations.Tips;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Tips;

/// <summary>What an officer may do with a tip on its page, in the order in which it usually happens.</summary>
public enum TipAct
{
    Accept, Ask, SendToCheck, ReportCheck, Conclude, GiveFeedback, Decline, AgreeToDecline, HandUp, Forward,
    Tell, Note, AskForIdentity, AgreeToIdentity, TurnIntoTip, Hold, LetGo, Recuse,
}

public static class TipActs
{
    /// <summary>What it says goes to the tipster, not into the file of the desk.</summary>
    public static bool IsForTipster(this TipAct act) => act is TipAct.Accept or TipAct.Ask or TipAct.Tell or TipAct.Decline or TipAct.HandUp or TipAct.Forward
        or TipAct.Conclude or TipAct.GiveFeedback;

    /// <summary>A second officer only agrees to what the first has written.</summary>
    public static bool NeedsText(this TipAct act) => act is not (TipAct.AgreeToDecline or TipAct.AgreeToIdentity);

    /// <summary>Which are open now, to this officer.</summary>
    public static IReadOnlyList<TipAct> Of(OpenDesk desk, OpenTip open, bool isOwner)
    {
        var (tip, asked) = (open.Tip, open.Entries.LastOrDefault(entry => entry.Kind is TipEntryKind.IdentityAsked or TipEntryKind.IdentityOpened));
        bool Allows(TipVerb verb) => tip.Status.Allows(verb);
        return
        [
            .. new (TipAct Act, bool IsOpen)[]
            {
                (TipAct.Accept, Allows(TipVerb.Accept)), (TipAct.Ask, Allows(TipVerb.Ask)), (TipAct.SendToCheck, Allows(TipVerb.SendToCheck) && !isOwner),
                (TipAct.ReportCheck, Allows(TipVerb.ReportCheck) && !isOwner), (TipAct.Conclude, Allows(TipVerb.Conclude)),
                (TipAct.GiveFeedback, Allows(TipVerb.GiveFeedback)), (TipAct.Decline, Allows(TipVerb.Decline) && TipDesk.ProposedDecline(open) is null),
                (TipAct.AgreeToDecline, TipDesk.ProposedDecline(open) is { } proposed && proposed.ByAccountId != desk.AccountId),
                (TipAct.HandUp, Allows(TipVerb.HandUp) && !isOwner), (TipAct.Forward, Allows(TipVerb.Forward) && !isOwner),
                (TipAct.AskForIdentity, tip.Identity is not null && asked is not { Kind: TipEntryKind.IdentityAsked }
                    && TipDesk.IdentityFor(desk, open) is null && !isOwner),
                (TipAct.AgreeToIdentity, asked is { Kind: TipEntryKind.IdentityAsked } && asked.ByAccountId != desk.AccountId && !isOwner),
                (TipAct.TurnIntoTip, tip.Kind == TipKind.Service && !isOwner), (TipAct.Hold, !tip.IsHeld && !isOwner), (TipAct.LetGo, tip.IsHeld && !isOwner),
                (TipAct.Recuse, true),
            }.Where(each => each.IsOpen).Select(each => each.Act),
        ];
    }

    /// <exception cref="RefusedException">Not now, or not by this officer.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else was faster.</exception>
    /// <param name="problem">Of a register, to which a check leads.</param>
    /// <param name="home">The officer's own desk, which takes what turns out to be a tip.</param>
    public static Task DoAsync(this TipDesk tips, OpenDesk desk, OpenTip open, TipAct act, TipActForm form, Guid? problem, Guid home, TipDay day)
    {
        var text = form.Text ?? "";
        return act switch
        {
            TipAct.Accept => tips.ActAsync(desk, open, TipVerb.Accept, text, day),
            TipAct.Ask => tips.ActAsync(desk, open, TipVerb.Ask, text, day),
            TipAct.SendToCheck => tips.SendToCheckAsync(desk, open, text, problem, day),
            TipAct.ReportCheck => tips.ActAsync(desk, open, TipVerb.ReportCheck, text, day),
            TipAct.Conclude => tips.ConcludeAsync(desk, open, form.Result!.Value, text, day),
            TipAct.GiveFeedback => tips.GiveFeedbackAsync(desk, open, text, day),
            TipAct.Decline when form.Reason == DeclineReason.NoSubstance => tips.ProposeDeclineAsync(desk, open, text, day),
            TipAct.Decline => tips.DeclineAsync(desk, open, form.Reason!.Value, text, day),
            TipAct.AgreeToDecline => tips.AgreeToDeclineAsync(desk, open, day),
            TipAct.HandUp => tips.HandUpAsync(desk, open, text, day),
            TipAct.Forward => tips.ActAsync(desk, open, TipVerb.Forward, text, day),
            TipAct.Tell => tips.ActAsync(desk, open, TipVerb.Tell, text, day),
            TipAct.Note => tips.ActAsync(desk, open, TipVerb.Note, text, day),
            TipAct.AskForIdentity => tips.AskForIdentityAsync(desk, open, text, day),
            TipAct.AgreeToIdentity => tips.AgreeToIdentityAsync(desk, open, day),
            TipAct.TurnIntoTip => tips.TurnIntoTipAsync(desk, open, home, text, day),
            TipAct.Hold => tips.HoldAsync(desk, open, held: true, text, day),
            TipAct.LetGo => tips.HoldAsync(desk, open, held: false, text, day),
            _ => tips.RecuseAsync(desk, open, text, day),
        };
    }
}
