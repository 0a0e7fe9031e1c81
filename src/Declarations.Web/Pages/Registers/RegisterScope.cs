using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Pages.Clues;
using Declarations.Web.Pages.Sheets;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Registers;

/// <summary>Who keeps registers, and whose measures they are. Clues have a scope of their own.</summary>
public static class RegisterScope
{
    /// <summary>Of bodies in the viewer's charge.</summary>
    public static IQueryable<Register> RegistersKept(this Viewer viewer)
    {
        var paths = viewer.PathsOfOffice();
        return viewer.Db.Registers.Where(register => register.Kind != RegisterKind.Clue && register.Campaign!.ErasedOn == null
            && paths.Any(path => register.Unit.Path.StartsWith(path)));
    }

    /// <summary>Those that the viewer does, answers for, or whose unit in the lead they head.</summary>
    public static IQueryable<Measure> MeasuresOwned(this Viewer viewer)
    {
        var (me, headed) = (viewer.Official?.Id ?? Guid.Empty, viewer.UnitsHeaded());
        return viewer.Db.Measures.Where(measure => measure.Problem.Register.Kind != RegisterKind.Clue && measure.Problem.Register.Campaign!.ErasedOn == null
            && measure.Problem.Register.Status != RegisterStatus.Drafting
            && (measure.PersonId == me || measure.LeaderId == me || headed.Contains(measure.LeadUnitId)));
    }
}
