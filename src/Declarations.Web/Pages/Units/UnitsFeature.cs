namespace Declarations.Web.Pages.Units;

public sealed class UnitsFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) => services.AddScoped<RouteCheck>();
}
