namespace Declarations.Web.Pages.AdminLedger;

public sealed class LedgerFeature : IFeature
{
    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<LedgerModel>(90, "nav.ledger")];
}
