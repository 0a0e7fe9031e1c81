namespace Declarations.Web.Pages.Reading;

public sealed class ReadingFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) =>
        services.AddScoped<ReadingDesk>().AddScoped<IWork, ReadingWork>();

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<QueueModel>(20, "nav.reading")];
}
