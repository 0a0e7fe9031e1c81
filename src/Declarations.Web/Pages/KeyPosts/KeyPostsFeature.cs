namespace Declarations.Web.Pages.KeyPosts;

public sealed class KeyPostsFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) => services.AddScoped<RiskSheet>().AddScoped<IWork, KeyPostWork>();

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<KeyPostsModel>(65, "nav.key-posts", group: "nav.group.integrity")];
}
