namespace Declarations.Web.Pages.SetUp;

public sealed class SetUpFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) =>
        services.AddSingleton<SetUpCode>();
}
