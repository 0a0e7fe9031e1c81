namespace Declarations.Web.Pages.Deputies;

public sealed class DeputiesFeature : IFeature
{
    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<DeputiesModel>(30, "nav.deputies")];
}
