namespace Declarations.Web.Pages.Notice;

public sealed class NoticeFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) =>
        services.AddSingleton(new Retention(settings));

    /// <summary>Whoever has more to do finds it at the foot of every page.</summary>
    public IEnumerable<NavigationEntry> Navigation =>
        [NavigationEntry.To<NoticeModel>(160, "nav.notice", viewer => viewer.Grants.Count == 0 && viewer.Posts.Count == 0)];
}
