using Declarations.Access;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Pages.Registers;

namespace Declarations.Web.Pages.Project;

/// <summary>
/// Who sees the consultations of a project: the office that keeps its register, the integrity supervisor of that very unit, and whoever speaks there for one
/// of its parties and holds the role for that very unit.
/// </summary>
public static class ProjectScope
{
    public static IQueryable<Register> Projects(this Viewer viewer)
    {
        var (kept, supervised, represented) = (viewer.RegistersKept(), Units(Role.IntegritySupervisor), Units(Role.PartyRepresentative));
        var me = viewer.Account?.Id;
        return viewer.Db.Registers.Where(register => register.Kind == RegisterKind.Consultation
            && (kept.Any(each => each.Id == register.Id) || register.Status != RegisterStatus.Drafting && (supervised.Contains(register.UnitId)
            || represented.Contains(register.UnitId) && register.Parties.Any(party => party.AccountId == me))));

        List<Guid> Units(Role role) => [.. viewer.Grants.Where(grant => grant.Role == role).Select(grant => grant.UnitId)];
    }
}
