using Microsoft.AspNetCore.Mvc;

namespace Declarations.Web.Pages.InHand;

public sealed class InHandFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) =>
        services.AddScoped<CampaignChoice>().Configure<MvcOptions>(options => options.Filters.Add<CampaignFilter>());
}
