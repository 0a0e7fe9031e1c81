using Declarations.Organisation;
using Declarations.Web.Access;
using Declarations.Web.Pages.Progress;

namespace Declarations.Web.Pages.Sheets;

/// <summary>Whose business the sheets are: the office's and the discipline team's, and that of the head of the unit or of one above it.</summary>
public static class SheetScope
{
    /// <summary>Units that the viewer answers for in person: a deputy, or somebody who signs for the head, does not.</summary>
    public static IReadOnlyList<Guid> UnitsHeaded(this Viewer viewer) =>
        [.. viewer.Posts.Where(post => post.Kind != UnitPostKind.Deputy).Select(post => post.UnitId).Distinct()];

    /// <summary>Paths of units whose sheets the viewer opens, with all below them.</summary>
    public static Task<IReadOnlyList<string>> PathsOfSheetsAsync(this Viewer viewer) => viewer.PathsWithAsync(viewer.UnitsHeaded());
}
