namespace Declarations.Web.Pages.Exits;

public sealed class ExitsFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) => services.AddScoped<IWork, ExitsWork>();

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<ExitsModel>(62, "nav.exits", group: "nav.group.checks", ofCampaign: true)];
}
