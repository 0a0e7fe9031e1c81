namespace Declarations.Web.Pages.Handling;

public sealed class HandlingFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) =>
        services.AddScoped<HandlingDesk>().AddScoped<IWork, HandlingWork>();

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<HandlingModel>(64, "nav.handling", group: "nav.group.cases", ofCampaign: true)];
}
