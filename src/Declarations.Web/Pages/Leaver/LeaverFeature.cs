using Declarations.Roster;

namespace Declarations.Web.Pages.Leaver;

public sealed class LeaverFeature : IFeature
{
    public IEnumerable<NavigationEntry> Navigation =>
        [NavigationEntry.To<LeaverModel>(150, "nav.leaver", viewer => viewer.Official?.Status is ServiceStatus.Resigned or ServiceStatus.Retired)];
}
