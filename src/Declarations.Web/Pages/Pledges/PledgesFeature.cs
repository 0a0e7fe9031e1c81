using Declarations.Integrity;
using Declarations.Web.Pages.Files;

namespace Declarations.Web.Pages.Pledges;

public sealed class PledgesFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) => services.AddScoped<IWork, PledgeWork>()
        .AddKeyedScoped<IFileRule, PledgeFiles>(nameof(IntegrityEntry));

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<PledgesModel>(67, "nav.pledges", group: "nav.group.integrity")];
}
