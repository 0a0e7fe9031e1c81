using Declarations.Roster;
using Declarations.Web.Jobs;
using Declarations.Web.Pages.Files;

namespace Declarations.Web.Pages.Roster;

public sealed class RosterFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) =>
        services.AddScoped<RosterDesk>().AddScoped<IWork, RequestsWork>().AddLongWork<RosterImport, ImportWork>()
            .AddKeyedScoped<IFileRule, RequestFiles>(nameof(RosterRequest));

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<RosterModel>(120, "nav.roster", group: "nav.group.campaigns")];
}
