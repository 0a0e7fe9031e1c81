using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Organisation;

namespace Declarations.Questions;

/// <summary>
/// 政策咨询: what somebody asks the office about the plan, and what the office says. The answer goes to who asked; what is of use to others is explained
/// in general words, without a name, in editions that are never changed.
/// </summary>
public sealed class Question : Aggregate
{
    public required Guid CampaignId { get; init; }
    public Campaign Campaign { get; init; } = null!;
    /// <summary>Of who asked, at that time: its office answers.</summary>
    public required Guid UnitId { get; init; }
    public Unit Unit { get; init; } = null!;
    public required Guid AskedById { get; init; }
    public required DateOnly AskedOn { get; init; }
    /// <summary>Key of the clause that it is about; null: of none, or not known.</summary>
    public string? Clause { get; init; }
    /// <summary>Encrypted at rest, like the answer.</summary>
    public required string Text { get; set; }
    public string? Answer { get; private set; }
    public DateOnly? AnsweredOn { get; private set; }
    public Guid? AnsweredById { get; private set; }
    /// <summary>The editions for everybody, oldest first.</summary>
    public List<Explanation> Explanations { get; } = [];

    /// <summary>The edition that stands; null: nothing is published.</summary>
    public Explanation? Standing => Explanations.MaxBy(each => each.Number) is { Answer: not null } newest ? newest : null;

    public static Question Ask(Act act, Campaign campaign, Guid unitId, string? clause, string text)
    {
        var question = new Question
        {
            CampaignId = campaign.Id,
            UnitId = unitId,
            AskedById = act.AccountId ?? throw new ArgumentException("A question is somebody's.", nameof(act)),
            AskedOn = act.LegalDay,
            Clause = clause,
            Text = text,
        };
        question.Record(act, AuditAction.QuestionAsked);
        return question;
    }

    /// <summary>What the office says; a later answer takes the place of an earlier one.</summary>
    public void Reply(Act act, string answer)
    {
        (Answer, AnsweredOn, AnsweredById) = (answer, act.LegalDay < AskedOn ? AskedOn : act.LegalDay, act.AccountId);
        Record(act, AuditAction.QuestionAnswered);
    }

    /// <summary>Publishes another edition: the question and its answer in general words, and why it is written anew.</summary>
    public void Explain(Act act, string? clause, string text, string answer, string reason)
    {
        Add(act, clause, text, answer, reason);
        Record(act, AuditAction.ExplanationPublished, reason);
    }

    /// <summary>Takes the standing edition back; the earlier ones remain on record.</summary>
    /// <exception cref="RefusedException">Nothing is published.</exception>
    public void Withdraw(Act act, string reason)
    {
        if (Standing is not { } standing)
            throw new RefusedException(Refusal.NothingPublished);
        Add(act, standing.Clause, standing.Text, answer: null, reason);
        Record(act, AuditAction.ExplanationWithdrawn, reason);
    }

    private void Add(Act act, string? clause, string text, string? answer, string reason) => Explanations.Add(new Explanation
    {
        Id = Guid.CreateVersion7(),
        QuestionId = Id,
        Number = Explanations.Count + 1,
        Clause = clause,
        Text = text,
        Answer = answer,
        Reason = reason,
        On = act.LegalDay,
        ByAccountId = act.AccountId,
    });
}

/// <summary>解答: one edition of a published answer. Append-only; the newest of a question counts.</summary>
public sealed class Explanation
{
    public required Guid Id { get; init; }
    public required Guid QuestionId { get; init; }
    public Question Question { get; init; } = null!;
    /// <summary>From 1.</summary>
    public required int Number { get; init; }
    public string? Clause { get; init; }
    public required string Text { get; init; }
    /// <summary>Null: taken back.</summary>
    public string? Answer { get; init; }
    /// <summary>Why it was written, or written anew, or taken back.</summary>
    public required string Reason { get; init; }
    public required DateOnly On { get; init; }
    public required Guid? ByAccountId { get; init; }
}
