using Declarations.Reporting.Summaries;
using Declarations.Summaries;
using Declarations.Web.Jobs;

namespace Declarations.Web.Pages.Summaries;

public sealed class SummariesFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) =>
        services.AddScoped<SummaryQuery>().AddScoped<SummaryDesk>().AddScoped<SummaryMaker>().AddScoped<ExportDesk>().AddSingleton(new AtOnce(settings))
            .AddLongWork<SummaryExport, ExportWork>();

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<SummaryModel>(100, "nav.summary", group: "nav.group.summaries", ofCampaign: true)];
}
