namespace Declarations.Web.Pages.Activities;

public sealed class ActivitiesFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) => services.AddScoped<ActivityDesk>().AddScoped<IWork, ActivityWork>();

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<SupervisionModel>(65, "nav.supervision", group: "nav.group.cases", ofCampaign: true)];
}
