using Declarations.Registers;
using Declarations.Web.Pages.Files;

namespace Declarations.Web.Pages.Project;

public sealed class ProjectFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) => services.AddScoped<ProjectDesk>().AddScoped<IWork, EscalationWork>()
        .AddScoped<IWork, ConsultationWork>()
        .AddKeyedScoped<IFileRule, PartyPledgeFiles>(nameof(Register));

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<ProjectsModel>(69, "nav.project", group: "nav.group.integrity")];
}
