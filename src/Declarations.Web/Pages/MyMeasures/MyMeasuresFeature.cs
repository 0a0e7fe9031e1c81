using Declarations.Web.Pages.Sheets;

namespace Declarations.Web.Pages.MyMeasures;

public sealed class MyMeasuresFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) =>
        services.AddScoped<CircularDesk>().AddScoped<ReconcileDesk>().AddScoped<LettersToMe>().AddScoped<IWork, MeasureWork>()
            .AddScoped<IWork, ReconcileWork>().AddScoped<IWork, NoticeWork>().AddScoped<IWork, LateCheckWork>().AddScoped<IWork, CircularWork>();

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<MyMeasuresModel>(28, "nav.my-measures", viewer => viewer.UnitsHeaded().Count > 0)];
}
