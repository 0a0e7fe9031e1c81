namespace Declarations.Web.Pages.MyWork;

public sealed class MyWorkFeature : IFeature
{
    public IEnumerable<NavigationEntry> Navigation => [NavigationEntry.To<MyWorkModel>(10, "nav.my-work")];
}
