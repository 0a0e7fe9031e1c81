namespace Declarations.Web.Pages.Discipline;

public sealed class DisciplineFeature : IFeature
{
    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<DisciplineModel>(40, "nav.discipline")];
}
