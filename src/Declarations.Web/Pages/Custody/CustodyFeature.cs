namespace Declarations.Web.Pages.Custody;

public sealed class CustodyFeature : IFeature
{
    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<CustodyModel>(50, "nav.custody")];
}
