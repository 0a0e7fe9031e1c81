using Declarations.Reporting.Statistics;

namespace Declarations.Web.Pages.Progress;

public sealed class ProgressFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) => services.AddScoped<StatisticsQuery>().AddScoped<ProgressDesk>();

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<ProgressModel>(25, "nav.progress", ofCampaign: true)];
}
