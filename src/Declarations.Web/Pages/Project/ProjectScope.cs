using Declarations.Access;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Pages.Registers;

namespace Declarations.Web.Pages.Project;

/// <summary>Who sees the consultations of a project: the office that keeps its register, and the integrity supervisor of that very unit.</summary>
public static class ProjectScope
{
    public static IQueryable<Register> Projects(this Viewer viewer)
    {
        var (kept, own) = (viewer.RegistersKept(), viewer.Grants.Where(grant => grant.Role == Role.IntegritySupervisor).Select(grant => grant.UnitId).ToList());
        return viewer.Db.Registers.Where(register => register.Kind == RegisterKind.Consultation
            && (kept.Any(each => each.Id == register.Id) || register.Status != RegisterStatus.Drafting && own.Contains(register.UnitId)));
    }
}
