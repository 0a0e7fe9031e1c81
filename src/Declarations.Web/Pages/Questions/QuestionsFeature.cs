using Declarations.Access;

namespace Declarations.Web.Pages.Questions;

public sealed class QuestionsFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) => services.AddScoped<IWork, QuestionsWork>();

    public IEnumerable<NavigationEntry> Navigation => [
        NavigationEntry.To<QuestionsModel>(27, "nav.questions", viewer => viewer.Official is not null || viewer.Holds(Role.CampaignOfficer)),
    ];
}
