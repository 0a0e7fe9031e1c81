using Declarations.Reporting.Sheets;

namespace Declarations.Web.Pages.Sheets;

public sealed class SheetsFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) =>
        services.AddScoped<SheetQuery>().AddScoped<SheetDesk>().AddScoped<ReceiveDesk>().AddScoped<IWork, SheetWork>();

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<SheetsModel>(102, "nav.sheets", group: "nav.group.summaries", ofCampaign: true)];
}
