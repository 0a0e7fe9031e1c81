using System.Linq.Expressions;
using Declarations.Rules;

namespace Declarations.Reports;

/// <summary>How an interest counts (E34), from the best to the worst: a person counts by the worst of theirs.</summary>
public enum Outcome { NoExitRequired, Exited, Agreed, AwaitingPolicy, AwaitingReview, Open }

public static class Outcomes
{
    /// <summary>
    /// How a row counts on a day, and whether a question about it is open then, as the number of its <see cref="Outcome"/>. An exit that is claimed and in
    /// question awaits review (E18, E48), as does whatever the rules leave to a person; a day fixed in writing counts until it has passed (E21).
    /// </summary>
    private static readonly Expression<Func<InterestRow, DateOnly, bool, int>> Rule = (row, day, asked) =>
        row.Verdict != Verdict.Review && row.Action != RequiredAction.ReportAndExit && row.Action != RequiredAction.ReportAndRelativeExit
            ? (int)Outcome.NoExitRequired
        : row.ExitedOn != null && row.ExitedOn <= day ? (int)Outcome.Exited
        : asked ? (int)Outcome.AwaitingPolicy
        : row.Verdict == Verdict.Review || row.ExitInQuestion ? (int)Outcome.AwaitingReview
        : row.AgreedExitOn != null && row.AgreedExitOn >= day ? (int)Outcome.Agreed
        : (int)Outcome.Open;

    private static readonly Lazy<Func<InterestRow, DateOnly, bool, int>> Compiled = new(Rule.Compile);

    public static Outcome Of(InterestRow row, DateOnly day, bool asked) => (Outcome)Compiled.Value(row, day, asked);

    /// <summary>The same for the database, as a number.</summary>
    /// <param name="questions">Questions to which no answer was known on that day.</param>
    public static Expression<Func<InterestRow, int>> On(DateOnly day, IQueryable<PolicyQuestion> questions)
    {
        Expression<Func<InterestRow, bool>> asked =
            row => questions.Any(question => question.ReportId == row.ReportId && question.InterestId == row.InterestId);
        Expression<Func<DateOnly>> on = () => day;
        var given = new Dictionary<Expression, Expression>
        {
            [Rule.Parameters[0]] = asked.Parameters[0],
            [Rule.Parameters[1]] = on.Body,
            [Rule.Parameters[2]] = asked.Body,
        };
        return Expression.Lambda<Func<InterestRow, int>>(new Given(given).Visit(Rule.Body), asked.Parameters);
    }

    /// <summary>Questions that were open at the end of a day.</summary>
    public static IQueryable<PolicyQuestion> OpenOn(this IQueryable<PolicyQuestion> questions, DateOnly day) =>
        questions.Where(question => question.AskedOn <= day && (question.AnsweredOn == null || question.AnsweredOn > day));

    private sealed class Given(Dictionary<Expression, Expression> values) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => values.GetValueOrDefault(node, node);
    }
}
