using Declarations.Reporting.Summaries;

namespace Declarations.Web.Pages.Summaries;

public sealed class SummariesFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) =>
        services.AddScoped<SummaryQuery>().AddScoped<SummaryDesk>();

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<SummaryModel>(100, "nav.summary", group: "nav.group.summaries", ofCampaign: true)];
}
