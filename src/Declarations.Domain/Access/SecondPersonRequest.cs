using Declarations.Auditing;

namespace Declarations.Access;

public enum AskedFor { GiveRole, TakeRole, ResetSignIn }

/// <summary>Why an account was reset.</summary>
public enum ResetReason { Forgotten, DeviceLost, Suspicion }

public enum SecondPersonAnswer { Open, Confirmed, Refused }

/// <summary>Somebody at a browser: two persons are two accounts, in two sessions, on two devices.</summary>
/// <param name="Browser">Name of the browser; null: not known.</param>
public sealed record Hand(Guid AccountId, Guid? Session, string? Browser)
{
    public bool IsOf(Hand other) => AccountId == other.AccountId || Session is not null && Session == other.Session || Browser is not null
        && Browser == other.Browser;
}

/// <summary>What takes two people: asked for by one, done once another has confirmed it, or refused, or over after a while. It is about one account.</summary>
public sealed class SecondPersonRequest : Aggregate
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    public required AskedFor AskedFor { get; init; }
    public required Guid AccountId { get; init; }
    /// <summary>The role that is to be given or taken.</summary>
    public Guid? GrantId { get; init; }
    public ResetReason? ResetReason { get; init; }
    public required Guid AskedByAccountId { get; init; }
    public Guid? AskedInSession { get; init; }
    public string? AskedInBrowser { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public SecondPersonAnswer Answer { get; private set; }
    public Guid? AnsweredByAccountId { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    private Hand AskedBy => new(AskedByAccountId, AskedInSession, AskedInBrowser);

    protected override (string Kind, Guid Id) Subject => ("Account", AccountId);

    public static SecondPersonRequest Ask(Act act, Hand by, AskedFor what, Guid accountId, Guid? grantId = null, ResetReason? reason = null)
    {
        if (by.AccountId == accountId)
            throw new RefusedException(Refusal.OwnMatter);
        var request = new SecondPersonRequest
        {
            AskedFor = what,
            AccountId = accountId,
            GrantId = grantId,
            ResetReason = reason,
            AskedByAccountId = by.AccountId,
            AskedInSession = by.Session,
            AskedInBrowser = by.Browser,
            AskedAt = act.At,
            ExpiresAt = act.At + Lifetime,
        };
        request.Record(act, AuditAction.SecondPersonAsked, detail: what.ToString());
        return request;
    }

    public bool IsOpen(DateTimeOffset now) => Answer == SecondPersonAnswer.Open && now < ExpiresAt;

    /// <summary>Whether this could be the second person: not the first, nor the one whom it is about.</summary>
    /// <param name="tookOver">The sign-in of one of the two rests on a slip that the other asked for or saw.</param>
    public bool MayConfirm(Hand by, bool tookOver) => !by.IsOf(AskedBy) && by.AccountId != AccountId && !tookOver;

    /// <exception cref="RefusedException">Over, or no second person.</exception>
    public void Confirm(Act act, Hand by, bool tookOver)
    {
        if (!MayConfirm(by, tookOver))
            throw new RefusedException(Refusal.SecondPersonSame);
        Close(act, SecondPersonAnswer.Confirmed, AuditAction.SecondPersonConfirmed);
    }

    /// <summary>Said no by another, or taken back by who asked.</summary>
    /// <exception cref="RefusedException">Over.</exception>
    public void Refuse(Act act) => Close(act, SecondPersonAnswer.Refused, AuditAction.SecondPersonRefused);

    private void Close(Act act, SecondPersonAnswer answer, AuditAction action)
    {
        if (!IsOpen(act.At))
            throw new RefusedException(Refusal.SecondPersonOver);
        (Answer, AnsweredByAccountId, AnsweredAt) = (answer, act.AccountId, act.At);
        Record(act, action, detail: AskedFor.ToString());
    }
}
