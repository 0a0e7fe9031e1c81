using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Rules;
using Declarations.Web.Access;

namespace Declarations.Web.Pages.Reading;

public static class ReadingScope
{
    /// <summary>Submitted reports that come, or came, to the viewer to be read, by an own post or as a deputy; never the viewer's own.</summary>
    public static IQueryable<PersonalSituationReport> ReportsToRead(this Viewer viewer)
    {
        // The units first: so few reports come from an index that the rest is soon looked at.
        var units = viewer.Posts.Concat(viewer.DeputyPosts).Select(post => post.UnitId).Distinct().ToList();
        var (reports, mine) = (viewer.Db.Reports.Where(report => units.Contains(report.SigningUnitId!.Value)), viewer.Official?.Id);
        var holders = viewer.Deputations.Select(deputation => deputation.HolderId).ToList();
        var forOthers = reports.On(viewer.DeputyPosts).Where(report => report.Official.CityManaged == false && !holders.Contains(report.OfficialId))
            .Select(report => report.Id);
        var own = reports.On(viewer.Posts).Select(report => report.Id);
        return reports.Where(report => report.ErasedOn == null && report.OfficialId != mine && (own.Contains(report.Id) || forOthers.Contains(report.Id)));
    }

    /// <summary>The posts that count for a report, and whose deputy the viewer then is; null: the viewer's own post signs.</summary>
    public static (IReadOnlyList<UnitPost> Posts, string? DeputyFor) PostsFor(this Viewer viewer, PersonalSituationReport report)
    {
        var own = report.MaySign(viewer.Official!.Id, viewer.Posts);
        if (own || report.Official.CityManaged != false || viewer.Deputations.Any(deputation => deputation.HolderId == report.OfficialId))
            return (viewer.Posts, null);
        var posts = viewer.DeputyPosts.Where(post => report.MaySign(viewer.Official.Id, [post])).ToList();
        return (posts, viewer.Deputations.Where(deputation => posts.Any(post => post.OfficialId == deputation.HolderId))
            .Select(deputation => deputation.Holder.Name).FirstOrDefault());
    }

    /// <summary>Submitted reports that go to one of these posts.</summary>
    private static IQueryable<PersonalSituationReport> On(this IQueryable<PersonalSituationReport> reports, IReadOnlyList<UnitPost> posts)
    {
        var (secretary, head, leader, above) = (UnitsOn(SigningRoute.PartyGroupSecretary), UnitsOn(SigningRoute.UnitHeadOrDeputy),
            UnitsOn(SigningRoute.SupervisingBureauLeader), UnitsOn(SigningRoute.HigherLevel));
        return reports.Where(report => report.SigningUnitId != null
            && (report.Route == SigningRoute.PartyGroupSecretary && secretary.Contains(report.SigningUnitId.Value)
                || report.Route == SigningRoute.UnitHeadOrDeputy && head.Contains(report.SigningUnitId.Value)
                || report.Route == SigningRoute.SupervisingBureauLeader && leader.Contains(report.SigningUnitId.Value)
                || report.Route == SigningRoute.HigherLevel && above.Contains(report.SigningUnitId.Value)));

        List<Guid> UnitsOn(SigningRoute route) => [.. posts.Where(post => SigningPosts.For(route).Contains(post.Kind)).Select(post => post.UnitId)];
    }
}
