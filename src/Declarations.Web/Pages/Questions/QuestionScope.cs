using Declarations.Access;
using Declarations.Campaigns;
using Declarations.Questions;
using Declarations.Rules;
using Declarations.Web.Access;
using Declarations.Web.Language;
using Declarations.Web.Pages.Campaigns;
using Declarations.Web.Pages.Custody;
using Declarations.Web.Pages.Rulebook;
using Microsoft.AspNetCore.Mvc.Rendering;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Questions;

/// <summary>Who asks, who answers, and what everybody reads.</summary>
public static class QuestionScope
{
    public static IQueryable<Question> MyQuestions(this Viewer viewer)
    {
        var me = viewer.AccountId;
        return viewer.Db.Questions.Where(question => question.AskedById == me);
    }

    /// <summary>Asked in units of the viewer's office.</summary>
    public static IQueryable<Question> QuestionsToAnswer(this Viewer viewer)
    {
        var paths = viewer.PathsOf(Role.CampaignOfficer);
        return viewer.Db.Questions.Where(question => question.Campaign.ErasedOn == null && paths.Any(path => question.Unit.Path.StartsWith(path)));
    }

    /// <summary>The editions that stand, of campaigns that the viewer's unit or office has to do with.</summary>
    public static IQueryable<Explanation> Explained(this Viewer viewer)
    {
        var all = viewer.Db.Explanations;
        string?[] own = [viewer.Official?.Unit.Path];
        IReadOnlyList<string> paths = [.. own.OfType<string>(), .. viewer.Grants.Select(grant => grant.Unit.Path)];
        return all.Where(one => one.Answer != null && !all.Any(other => other.QuestionId == one.QuestionId && other.Number > one.Number)
            && paths.Any(path => path.StartsWith(one.Question.Campaign.Unit.Path) || one.Question.Campaign.Unit.Path.StartsWith(path)));
    }

    /// <summary>Campaigns in which the viewer has something to file, or to take in.</summary>
    public static IQueryable<Campaign> CampaignsToAskIn(this Viewer viewer)
    {
        var (me, collected) = (viewer.Official?.Id, viewer.ReportsToCollect());
        return viewer.Db.Campaigns.Where(campaign => campaign.ErasedOn == null
            && (viewer.Db.Reports.Any(report => report.CampaignId == campaign.Id && report.OfficialId == me)
                || collected.Any(report => report.CampaignId == campaign.Id))).Sorted();
    }

    /// <summary>The clauses that a question can be about, as the policy page lists them.</summary>
    public static IEnumerable<SelectListItem> Clauses(Words words) => Cited.Select(citation =>
        new SelectListItem(CitationText.Of(citation, words), CitationText.Key(citation)));

    public static bool IsClause(string? key) => key is null || Cited.Any(citation => CitationText.Key(citation) == key);

    public static string? NameOf(string? key, Words words) =>
        Cited.FirstOrDefault(citation => CitationText.Key(citation) == key) is { } citation ? CitationText.Of(citation, words) : null;

    private static IReadOnlyList<Citation> Cited { get; } = [.. RulebookModel.CitationsOf(Policy.Zhuzhou2017)];
}
