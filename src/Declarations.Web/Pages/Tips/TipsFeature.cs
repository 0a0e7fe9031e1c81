using Declarations.Access;
using Declarations.Data.Tips;

namespace Declarations.Web.Pages.Tips;

/// <summary>
/// The desk of the tips. It is there when <c>ConnectionStrings:Tips</c> is set; then <c>Tips:RetentionDays</c> must be, too.
/// </summary>
public sealed class TipsFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) => services.AddTipsData(settings)
        .AddSingleton(TipSettings.Of(settings)).AddSingleton<TipSessions>().AddScoped<TipRoom>().AddScoped<IWork, TipWork>();

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<TipsModel>(130, "nav.tips", viewer => viewer.Holds(Role.TipOfficer))];
}
