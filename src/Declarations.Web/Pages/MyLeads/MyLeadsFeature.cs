namespace Declarations.Web.Pages.MyLeads;

public sealed class MyLeadsFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) => services.AddScoped<IWork, MyLeadsWork>();
}
