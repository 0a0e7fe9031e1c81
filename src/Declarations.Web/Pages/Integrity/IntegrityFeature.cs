namespace Declarations.Web.Pages.Integrity;

public sealed class IntegrityFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) => services.AddScoped<IWork, IntegrityWork>();

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<IntegrityModel>(66, "nav.integrity", group: "nav.group.integrity")];
}
