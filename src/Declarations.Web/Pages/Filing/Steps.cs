using Declarations.Participation;
using Declarations.Reports;
using Declarations.Web.Pages.Reports;

namespace Declarations.Web.Pages.Filing;

/// <summary>The way through the form: always on to the next gap, and to check-and-sign when there is none.</summary>
public static class Steps
{
    public static string NextAfter(OpenCase filing, ReportContent content) =>
        filing.Gaps(content).FirstOrDefault() is { } gap ? Of(filing, content, gap) : Links.Check(filing.Key);

    /// <summary>The page that closes a gap.</summary>
    public static string Of(OpenCase filing, ReportContent content, Gap gap)
    {
        var campaign = filing.Key;
        return gap switch
        {
            { Code: "details" } => Links.Details(campaign),
            { Code: "family" or "family-refused" } => Links.Family(campaign),
            { Code: "answers" or "answer-silent" } => Links.Participation(campaign),
            { Code: "missing-interest" } => Links.NewInterest(campaign, gap.Sector!.Value, IsFamilyMissing(content, gap.Sector.Value)),
            { Part: "exit" } => Links.Exit(campaign, gap.InterestId!.Value),
            { Part: null } when content.Interests.Single(i => i.Id == gap.InterestId) is { IsComplete: true } stated => Links.Exit(campaign, stated.Id),
            _ => Links.Interest(campaign, gap.InterestId!.Value),
        };
    }

    private static bool IsFamilyMissing(ReportContent content, Sector sector) =>
        content.AnswerOf(sector) is { Family: FamilyAnswer.Yes }
            && !(content.AnswerOf(sector).Self == true && !content.Interests.Any(i => i.Sector == sector && i.RelativeId is null));
}

/// <summary>A step of the trail beside the form.</summary>
public enum Step { Details, Family, Participation, Interests, Check }
