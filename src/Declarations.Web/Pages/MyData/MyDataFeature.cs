namespace Declarations.Web.Pages.MyData;

public sealed class MyDataFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) =>
        services.AddScoped<PersonalData>();
}
