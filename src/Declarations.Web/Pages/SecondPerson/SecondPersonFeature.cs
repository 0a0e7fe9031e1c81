using Declarations.Web.Access;

namespace Declarations.Web.Pages.SecondPerson;

public sealed class SecondPersonFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) =>
        services.AddScoped<SecondPersonDesk>().AddScoped<IWork, SecondPersonWork>();

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<SecondPersonModel>(75, "nav.second-person")];
}
