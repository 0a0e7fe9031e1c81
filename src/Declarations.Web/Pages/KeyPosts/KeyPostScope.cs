using Declarations.Integrity;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Pages.Clues;
using Declarations.Web.Pages.Sheets;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.KeyPosts;

/// <summary>Who keeps key posts, and who reads them: the head of the unit, too, who sees posts and risks and never a file.</summary>
public static class KeyPostScope
{
    public static IQueryable<KeyPost> KeyPostsKept(this Viewer viewer)
    {
        var paths = viewer.PathsOfOffice();
        return viewer.Db.KeyPosts.Where(post => paths.Any(path => post.Unit.Path.StartsWith(path)));
    }

    public static IQueryable<KeyPost> KeyPostsRead(this Viewer viewer)
    {
        var (paths, units, headed) = (viewer.PathsOfOffice(), viewer.Db.Units, viewer.UnitsHeaded());
        return viewer.Db.KeyPosts.Where(post => paths.Any(path => post.Unit.Path.StartsWith(path))
            || units.Any(unit => headed.Contains(unit.Id) && post.Unit.Path.StartsWith(unit.Path)));
    }

    /// <summary>Risks of key posts that the viewer reads: of a draft only the office that keeps the post.</summary>
    public static IQueryable<Declarations.Registers.Problem> RisksRead(this Viewer viewer)
    {
        var (kept, read) = (viewer.KeyPostsKept(), viewer.KeyPostsRead());
        return viewer.Risks().Where(risk => kept.Any(post => post.Id == risk.KeyPostId)
            || risk.Register.Status != RegisterStatus.Drafting && read.Any(post => post.Id == risk.KeyPostId));
    }

    /// <summary>Risks of key posts: those of registers being drafted, too.</summary>
    public static IQueryable<Declarations.Registers.Problem> Risks(this Viewer viewer) => viewer.Db.Problems.Where(problem => problem.KeyPostId != null
        && problem.Register.Kind == RegisterKind.Risk && problem.Status == ProblemStatus.Open);
}
