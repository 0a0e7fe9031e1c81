namespace Declarations.Web.Pages.IntegrityFiles;

public sealed class IntegrityFilesFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) => services.AddScoped<IntegrityFile>();

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<IntegrityFilesModel>(68, "nav.integrity-files", group: "nav.group.integrity")];
}
