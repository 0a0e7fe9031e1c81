using Declarations.Access;
using Declarations.Registers;
using Declarations.Web.Access;
using Clue = Declarations.Registers.Problem;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Clues;

/// <summary>
/// Who reads a clue: the office and the discipline team of its body, and whoever is assigned to it. Never the person whom it concerns, no head as
/// such, no administrator.
/// </summary>
public static class ClueScope
{
    public static bool IsOffice(this Viewer viewer) => viewer.Holds(Role.CampaignOfficer) || viewer.Holds(Role.DisciplineTeam);

    public static IReadOnlyList<string> PathsOfOffice(this Viewer viewer) =>
        [.. viewer.PathsOf(Role.CampaignOfficer), .. viewer.PathsOf(Role.DisciplineTeam)];

    public static IQueryable<Clue> CluesInReach(this Viewer viewer)
    {
        var (paths, me) = (viewer.PathsOfOffice(), viewer.Official?.Id ?? Guid.Empty);
        return viewer.Db.Problems.Where(clue => clue.Register.Kind == RegisterKind.Clue && clue.Register.Campaign!.ErasedOn == null
            && (clue.OfficialId == null || clue.OfficialId != me)
            && (paths.Any(path => clue.Register.Unit.Path.StartsWith(path))
            || clue.Measures.Any(measure => measure.PersonId == me && measure.Status != MeasureStatus.Withdrawn)));
    }
}
