using System.ComponentModel.DataAnnotations;
using Declarations.Participation;
using Declarations.Reporting.Statistics;
using Declarations.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Progress;

/// <summary>统计: participants by unit, sector, holder, category and rank, in persons; amounts and gains only when they are asked for.</summary>
public sealed class StatisticsModel(ProgressDesk desk, StatisticsQuery statistics) : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true), Required] public string? Campaign { get; set; }
    [BindProperty(SupportsGet = true)] public string? Unit { get; set; }
    [BindProperty(SupportsGet = true)] public bool Own { get; set; }
    [BindProperty(SupportsGet = true)] public DateOnly? AsOf { get; set; }
    [BindProperty(SupportsGet = true)] public bool Amounts { get; set; }

    public OpenProgress Progress { get; private set; } = null!;
    public CampaignFigures Figures { get; private set; } = null!;
    /// <summary>Null: not asked for.</summary>
    public IReadOnlyDictionary<Sector, (Money Amount, Money Profit)>? Sums { get; private set; }
    public int Unreadable { get; private set; }

    /// <summary>Each way of counting, largest first.</summary>
    public IReadOnlyList<(string Words, IReadOnlyList<(Enum Code, int Persons)> Rows)> Ways =>
    [
        ("progress.sectors", Sorted(Figures.BySector)), ("statistics.holders", Sorted(Figures.ByHolder)),
        ("statistics.categories", Sorted(Figures.ByCategory)), ("statistics.ranks", Sorted(Figures.ByRank)),
    ];

    public async Task<bool> LoadAsync()
    {
        if (Campaign is null || await desk.OpenAsync(new ProgressChoice(Campaign, Unit, Own, AsOf)) is not { SeesInterests: true } progress)
            return false;
        Progress = progress;
        ViewData["Campaign"] = progress.Campaign;
        return true;
    }

    public async Task ShowAsync()
    {
        Figures = await statistics.OfAsync(Progress.Request);
        if (Amounts)
            (Sums, Unreadable) = await statistics.AmountsAsync(Progress.Request);
    }

    private static IReadOnlyList<(Enum, int)> Sorted<T>(IReadOnlyDictionary<T, int> counts) where T : struct, Enum =>
        [.. counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key).Select(count => ((Enum)count.Key, count.Value))];
}
