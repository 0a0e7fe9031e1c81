using Declarations.Access;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Web.Access;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Discipline;

public static class DisciplineScope
{
    public static IQueryable<Unit> UnitsUnderWatch(this Viewer viewer)
    {
        var paths = viewer.PathsOf(Role.DisciplineTeam);
        return viewer.Db.Units.Where(unit => paths.Any(path => unit.Path.StartsWith(path)));
    }

    /// <summary>Filed reports that the discipline team reads.</summary>
    public static IQueryable<PersonalSituationReport> ReportsUnderWatch(this Viewer viewer)
    {
        var paths = viewer.PathsOf(Role.DisciplineTeam);
        return viewer.Db.Reports.Under(paths).Where(report => report.SubmissionCount > 0);
    }
}
