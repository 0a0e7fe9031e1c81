using Declarations.Web.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web;

/// <summary>What a folder of pages brings along besides pages and words. It is found by its type: there is no list of features to keep.</summary>
public interface IFeature
{
    void AddServices(IServiceCollection services, IConfiguration settings) { }
    IEnumerable<NavigationEntry> Navigation => [];
}

/// <summary>An entry of the main navigation, shown to those whom the access table lets open its page.</summary>
/// <param name="Place">Among the entries of all features; the smallest comes first.</param>
/// <param name="Words">Key of its name.</param>
/// <param name="When">What else must hold of the viewer.</param>
/// <param name="Group">Key of the heading under which it stands with others; null: it stands alone.</param>
/// <param name="OfCampaign">It shows one campaign, the one chosen at the head of the page.</param>
public sealed record NavigationEntry(int Place, string Words, string Address, string Folder, Func<Viewer, bool> When, string? Group, bool OfCampaign)
{
    public static NavigationEntry To<TPage>(int place, string words, Func<Viewer, bool>? when = null, string? group = null, bool ofCampaign = false)
        where TPage : PageModel => new(place, words, Routes.To<TPage>(), "/" + typeof(TPage).Namespace!.Split('.')[^1], when ?? (_ => true), group, ofCampaign);

    public bool IsOpen(string path) => path.StartsWith(Address, StringComparison.OrdinalIgnoreCase);
}

public static class Features
{
    public static IReadOnlyList<IFeature> All { get; } =
        [.. typeof(IFeature).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IFeature)))
            .Select(type => (IFeature)Activator.CreateInstance(type)!)];

    private static readonly NavigationEntry[] Entries = [.. All.SelectMany(feature => feature.Navigation).OrderBy(entry => entry.Place)];

    public static void AddFeatures(this IServiceCollection services, IConfiguration settings)
    {
        foreach (var feature in All)
            feature.AddServices(services, settings);
    }

    /// <summary>Whether a page of the navigation shows one campaign.</summary>
    public static bool IsOfCampaign(string? address) => Array.Exists(Entries, entry => entry.OfCampaign && entry.Address == address);

    /// <summary>What the viewer finds in the main navigation, in order.</summary>
    public static async Task<IReadOnlyList<NavigationEntry>> NavigationOfAsync(Viewer viewer)
    {
        var shown = new List<NavigationEntry>();
        foreach (var entry in Entries)
            if (await viewer.MayAsync(AccessTable.Folders[entry.Folder]) && entry.When(viewer))
                shown.Add(entry);
        return shown;
    }
}
