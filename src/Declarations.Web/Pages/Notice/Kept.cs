using Declarations.Data.Accounts;
using Declarations.Web.Language;

namespace Declarations.Web.Pages.Notice;

/// <summary>One kind of personal data that is kept: the words say what, why, who sees it and for how long.</summary>
/// <param name="GoesWithCampaign">Is erased when the retention period after the campaign is over.</param>
public sealed record Kept(string Code, bool GoesWithCampaign = false)
{
    /// <summary>Everything that is kept of a person, in the order in which the notice names it.</summary>
    public static IReadOnlyList<Kept> All =>
        [new("roster"), new("draft", true), new("report", true), new("file", true), new("paper", true), new("typing"), new("integrity"), new("ledger"),
            new("sign-in")];

    public string HowLong(Words words, Retention retention) =>
        GoesWithCampaign && retention.Years is { } years ? words["privacy.years", years] : words[$"kept.{Code}.how-long", Session.Longest.TotalHours];
}
