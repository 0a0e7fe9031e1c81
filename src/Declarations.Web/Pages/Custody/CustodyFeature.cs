namespace Declarations.Web.Pages.Custody;

public sealed class CustodyFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) => services.AddScoped<IWork, CustodyWork>();

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<CustodyModel>(50, "nav.custody")];
}
