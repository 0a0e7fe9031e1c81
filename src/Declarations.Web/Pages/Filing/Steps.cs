using Declarations.Participation;
using Declarations.Reports;

namespace Declarations.Web.Pages.Filing;

/// <summary>The way through the form: always on to the next gap, and to check-and-sign when there is none.</summary>
public static class Steps
{
    public static string NextAfter(OpenCase filing, ReportContent content)
    {
        var campaign = filing.Key;
        var gap = filing.Gaps(content).FirstOrDefault();
        return gap?.Code switch
        {
            null => Links.Check(campaign),
            "details" => Links.Details(campaign),
            "family" or "family-refused" => Links.Family(campaign),
            "answers" or "answer-silent" => Links.Participation(campaign),
            "missing-interest" => Links.NewInterest(campaign, gap.Sector!.Value, IsFamilyMissing(content, gap.Sector.Value)),
            _ when content.Interests.Single(i => i.Id == gap.InterestId) is { Enterprise: not null, Mode: not null, Content: not null } stated =>
                Links.Exit(campaign, stated.Id),
            _ => Links.Interest(campaign, gap.InterestId!.Value),
        };
    }

    private static bool IsFamilyMissing(ReportContent content, Sector sector) =>
        content.AnswerOf(sector) is { Family: FamilyAnswer.Yes } && !(content.AnswerOf(sector).Self == true && !content.Interests.Any(i => i.Sector == sector && i.RelativeId is null));
}

/// <summary>A step of the trail beside the form.</summary>
public enum Step { Details, Family, Participation, Interests, Check }
