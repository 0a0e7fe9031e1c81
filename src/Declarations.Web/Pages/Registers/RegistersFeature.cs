using Declarations.Registers;
using Declarations.Reporting.Boards;
using Declarations.Web.Pages.Files;

namespace Declarations.Web.Pages.Registers;

public sealed class RegistersFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) =>
        services.AddScoped<RegisterDesk>().AddScoped<MeasureDesk>()
        .AddScoped<PersonField>().AddScoped<BoardQuery>().AddScoped<BoardDesk>().AddScoped<NoticeDesk>().AddScoped<LetterDesk>().AddScoped<IWork, ClaimWork>()
        .AddKeyedScoped<IFileRule, MeasureFiles>(nameof(Measure));

    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<RegistersModel>(64, "nav.registers", group: "nav.group.cases")];
}
