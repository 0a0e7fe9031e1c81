using Declarations.Data;
using Declarations.Reports;

namespace Declarations.Web.Pages.Reports;

public static class ReaderNames
{
    /// <summary>Names of those who may read and sign a filed report: all that hold the post on its route, the filer apart.</summary>
    public static IQueryable<string> Readers(this DeclarationsDb db, PersonalSituationReport report)
    {
        var posts = report.Route is { } route ? SigningPosts.For(route) : [];
        return db.UnitPosts.Where(post => post.UnitId == report.SigningUnitId && posts.Contains(post.Kind) && post.OfficialId != report.OfficialId)
            .Join(db.Officials, post => post.OfficialId, official => official.Id, (post, official) => official.Name);
    }
}
