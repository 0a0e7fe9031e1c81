namespace Declarations.Web.Pages.Checks;

public sealed class ChecksFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) => services.AddScoped<CheckDesk>();

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<ChecksModel>(60, "nav.checks", group: "nav.group.checks", ofCampaign: true)];
}
