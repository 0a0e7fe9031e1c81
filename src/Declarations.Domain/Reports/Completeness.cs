using Declarations.Participation;

namespace Declarations.Reports;

/// <summary>What a draft still lacks before it can be signed.</summary>
/// <param name="Code">One of <see cref="Codes"/>.</param>
public sealed record Gap(string Code, Sector? Sector = null, Guid? InterestId = null)
{
    public static readonly string[] Codes = ["details", "family", "family-refused", "answers", "answer-silent", "missing-interest", "interest"];
}

public static class Completeness
{
    /// <param name="asksForExit">Whether the rules ask for an exit from an interest.</param>
    /// <param name="mustReportRelatives">False: the family block does not exist; null (rank unknown): it may be filled in.</param>
    public static IEnumerable<Gap> Gaps(ReportContent content, bool? mustReportRelatives, Func<Interest, bool> asksForExit)
    {
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
            if (!answer.Covers(interest))
                yield return new Gap("answers", interest.Sector);
            if (interest.RelativeId is not null && content.HolderOf(interest) is null)
                yield return new Gap("interest", interest.Sector, interest.Id);
        }
    }

    public static Gap? FirstGap(ReportContent content, bool? mustReportRelatives, Func<Interest, bool> asksForExit) =>
        Gaps(content, mustReportRelatives, asksForExit).FirstOrDefault();
}
