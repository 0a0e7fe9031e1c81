using Declarations.Verification;
using Declarations.Web.Jobs;

namespace Declarations.Web.Pages.Verification;

public sealed class VerificationFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) =>
        services.AddScoped<RegistryDesk>().AddScoped<LeadDesk>().AddScoped<IWork, LeadsWork>()
            .AddLongWork<RegistryImport, RegistryWork>().AddLongWork<CrossCheck, CrossCheckWork>();

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<LeadsModel>(61, "nav.verification", group: "nav.group.checks", ofCampaign: true)];
}
