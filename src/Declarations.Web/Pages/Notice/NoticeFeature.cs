namespace Declarations.Web.Pages.Notice;

public sealed class NoticeFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) =>
        services.AddSingleton(new Retention(settings));

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<NoticeModel>(160, "nav.notice")];
}
