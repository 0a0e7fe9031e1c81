using Declarations.Participation;
using Declarations.Rules;

namespace Declarations.Reports;

/// <summary>What a draft still lacks, or must mend, before it can be signed.</summary>
/// <param name="Code">One of <see cref="Codes"/>.</param>
/// <param name="Part">Of an interest: the part of its block that is meant.</param>
public sealed record Gap(string Code, Sector? Sector = null, Guid? InterestId = null, string? Part = null)
{
    /// <summary>Key of the line of the report, or of the block, that it is about.</summary>
    public string Line => this switch
    {
        { InterestId: { } id, Part: { } part } => $"interest.{id}.{part}",
        { InterestId: { } id } => $"interest.{id}",
        { Sector: { } sector } => $"answer.{sector}",
        { Code: "family-refused" } => "family",
        _ => Code,
    };

    public static readonly string[] Codes = ["details", "family", "family-refused", "answers", "answer-silent", "missing-interest", "interest",
        "begun-in-future", "end-before-start", "ended-not-exited", "exit-in-future", "exit-before-start", "end-not-exit", "plan-past", "plan-late"];
}

public static class Completeness
{
    /// <param name="person">What the rules say of the person: where they do not say that relatives are reported (rank unknown), the family block may be filled
    /// in.</param>
    /// <param name="asksForExit">Whether the rules ask for an exit from an interest.</param>
    public static IEnumerable<Gap> Gaps(ReportContent content, Determination person, Func<Interest, bool> asksForExit)
    {
        var mustReportRelatives = person.MustReportRelatives;
        if (content.Details is null)
            yield return new Gap("details");
        if (mustReportRelatives == true && content.Relatives is null)
            yield return new Gap("family");
        if (mustReportRelatives == false && (content.Relatives is { Count: > 0 } || content.Answers.Any(a => a.Family is not null)))
            yield return new Gap("family-refused");
        foreach (var sector in Enum.GetValues<Sector>())
        {
            var answer = content.AnswerOf(sector);
            if (answer.Self is null || mustReportRelatives == true && answer.Family is null)
                yield return new Gap("answers", sector);
            if (answer.Family == FamilyAnswer.No && content.Silent.Any())
                yield return new Gap("answer-silent", sector);
            if (answer.Self == true && !content.Interests.Any(i => i.Sector == sector && i.RelativeId is null)
                || answer.Family == FamilyAnswer.Yes && !content.Interests.Any(i => i.Sector == sector && i.RelativeId is not null))
                yield return new Gap("missing-interest", sector);
        }
        foreach (var interest in content.Interests)
        {
            var answer = content.AnswerOf(interest.Sector);
            if (!interest.IsComplete || interest.Exit is null && asksForExit(interest))
                yield return new Gap("interest", interest.Sector, interest.Id);
            foreach (var (code, part) in Contradictions.Of(interest, person.AsOf, Policies.Find(person.PolicyVersion)?.EndsOn))
                yield return new Gap(code, interest.Sector, interest.Id, part);
            if (!answer.Covers(interest))
                yield return new Gap("answers", interest.Sector);
            if (interest.RelativeId is not null && content.HolderOf(interest) is null)
                yield return new Gap("interest", interest.Sector, interest.Id);
        }
    }

    public static Gap? FirstGap(ReportContent content, Determination person, Func<Interest, bool> asksForExit) =>
        Gaps(content, person, asksForExit).FirstOrDefault();
}
