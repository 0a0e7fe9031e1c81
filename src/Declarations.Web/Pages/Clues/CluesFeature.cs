using Declarations.Web.Pages.Sheets;

namespace Declarations.Web.Pages.Clues;

public sealed class CluesFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) => services.AddScoped<ClueDesk>().AddScoped<IWork, ClueWork>();

    public IEnumerable<NavigationEntry> Navigation =>
    [
        NavigationEntry.To<CluesModel>(63, "nav.clues", viewer => viewer.IsOffice(), "nav.group.cases", ofCampaign: true),
        NavigationEntry.To<ReportClueModel>(54, "nav.report-clue", viewer => viewer.UnitsHeaded().Count > 0),
    ];
}
