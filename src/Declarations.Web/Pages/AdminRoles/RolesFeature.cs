namespace Declarations.Web.Pages.AdminRoles;

public sealed class RolesFeature : IFeature
{
    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<RolesModel>(70, "nav.roles")];
}
