using Declarations.Reports;
using Declarations.Web.Pages.Files;
using Declarations.Web.Pages.Reports;

namespace Declarations.Web.Pages.Filing;

public sealed class FilingFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) =>
        services.AddScoped<FilingDesk>().AddScoped<ReadingLog>().AddScoped<IWork, FilingWork>().AddScoped<IWork, AssistWork>()
            .AddKeyedScoped<IFileRule, ReportFiles>(nameof(PersonalSituationReport));
}
