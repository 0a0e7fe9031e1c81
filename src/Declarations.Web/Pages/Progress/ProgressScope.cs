using Declarations.Access;
using Declarations.Campaigns;
using Declarations.Web.Access;
using Declarations.Web.Pages.Campaigns;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Progress;

/// <summary>Who follows a campaign: the office and the discipline team over what they are given, post-holders over their unit, and those above it.</summary>
public static class ProgressScope
{
    /// <summary>Paths of units with all below them whose progress the viewer follows.</summary>
    public static Task<IReadOnlyList<string>> PathsFollowedAsync(this Viewer viewer) => viewer.PathsWithAsync([.. viewer.Posts.Select(post => post.UnitId)]);

    /// <summary>Paths of units that the viewer's roles are for, and of units held.</summary>
    public static async Task<IReadOnlyList<string>> PathsWithAsync(this Viewer viewer, IReadOnlyList<Guid> held)
    {
        return
        [
            .. viewer.PathsOf(Role.CampaignOfficer), .. viewer.PathsOf(Role.DisciplineTeam),
            .. await viewer.Db.Units.Where(unit => held.Contains(unit.Id)).Select(unit => unit.Path).ToListAsync(),
        ];
    }

    /// <summary>Whether what people have stated is the viewer's business there, beyond whether they have filed.</summary>
    public static bool SeesInterestsIn(this Viewer viewer, string path) =>
        viewer.PathsOf(Role.CampaignOfficer).Concat(viewer.PathsOf(Role.DisciplineTeam)).Any(each => path.StartsWith(each, StringComparison.Ordinal));

    public static IQueryable<Campaign> CampaignsFollowed(this Viewer viewer, IReadOnlyList<string> paths) =>
        viewer.Db.Campaigns.Where(campaign => campaign.ErasedOn == null
            && paths.Any(path => path.StartsWith(campaign.Unit.Path) || campaign.Unit.Path.StartsWith(path))).Sorted();
}
