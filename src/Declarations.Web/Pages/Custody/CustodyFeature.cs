namespace Declarations.Web.Pages.Custody;

public sealed class CustodyFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) =>
        services.AddScoped<HandOverDesk>().AddScoped<IWork, CustodyWork>().AddScoped<IWork, HandOverWork>();

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<CustodyModel>(50, "nav.custody", ofCampaign: true)];
}
