namespace Declarations.Web.Pages.SelfCheck;

public sealed class SelfCheckFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) =>
        services.AddScoped<SelfCheckDesk>();

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<SelfCheckModel>(140, "nav.may-i")];
}
