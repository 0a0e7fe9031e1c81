namespace Declarations.Web.Pages.Activate;

public sealed class ActivateFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) =>
        services.AddScoped<ActivationDesk>();
}
