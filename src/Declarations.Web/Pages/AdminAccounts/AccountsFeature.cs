namespace Declarations.Web.Pages.AdminAccounts;

public sealed class AccountsFeature : IFeature
{
    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<AccountsModel>(60, "nav.accounts")];
}
