namespace Declarations.Web.Pages.Campaigns;

public sealed class CampaignsFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) =>
        services.AddScoped<PaperDesk>().AddScoped<ClosingList>().AddScoped<GapsDraft>().AddScoped<IWork, PaperWork>();

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<CampaignsModel>(110, "nav.campaigns", group: "nav.group.campaigns")];
}
