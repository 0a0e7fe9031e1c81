namespace Declarations.Web.Pages.Bulletins;

public sealed class BulletinsFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) => services.AddScoped<BulletinDesk>();

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<BulletinsModel>(105, "nav.bulletins", group: "nav.group.summaries")];
}
