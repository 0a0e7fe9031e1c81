namespace Declarations.Web.Pages.AdminSettings;

public sealed class SettingsFeature : IFeature
{
    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<SettingsModel>(80, "settings.title")];
}
