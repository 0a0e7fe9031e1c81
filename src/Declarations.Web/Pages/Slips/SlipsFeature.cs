namespace Declarations.Web.Pages.Slips;

public sealed class SlipsFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) =>
        services.AddScoped<SlipDesk>();

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<SlipsModel>(130, "nav.slips", group: "nav.group.campaigns")];
}
