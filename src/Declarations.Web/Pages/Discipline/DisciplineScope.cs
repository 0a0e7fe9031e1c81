using Declarations.Access;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Web.Access;

namespace Declarations.Web.Pages.Discipline;

public static class DisciplineScope
{
    public static IQueryable<Unit> UnitsUnderWatch(this Viewer viewer)
    {
        var paths = viewer.PathsOf(Role.DisciplineTeam);
        return viewer.Db.Units.Under(paths);
    }

    /// <summary>Filed reports that the discipline team reads.</summary>
    public static IQueryable<PersonalSituationReport> ReportsUnderWatch(this Viewer viewer)
    {
        var paths = viewer.PathsOf(Role.DisciplineTeam);
        return viewer.Db.Reports.Under(paths).Where(report => report.SubmissionCount > 0);
    }
}
