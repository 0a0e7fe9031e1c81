using Declarations.Reporting.Statistics;
using Declarations.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Progress;

/// <summary>进度: who is due, who has filed, what is stuck and where; now, or as it was recorded on a day. Every number opens its names.</summary>
[KeepsStatements]
public sealed class ProgressModel(ProgressDesk desk, StatisticsQuery statistics) : PageModel, ILoaded, IShown
{
    private static readonly ProgressList[] Sticking = [ProgressList.Slow, ProgressList.ToHandUp, ProgressList.Returned];

    [BindProperty(SupportsGet = true)] public string? Campaign { get; set; }
    [BindProperty(SupportsGet = true)] public string? Unit { get; set; }
    [BindProperty(SupportsGet = true)] public bool Own { get; set; }
    [BindProperty(SupportsGet = true)] public DateOnly? AsOf { get; set; }

    /// <summary>Null: there is no campaign yet.</summary>
    public OpenProgress? Progress { get; private set; }
    public CampaignFigures Figures { get; private set; } = null!;
    /// <summary>What is stuck now; nothing of an earlier day.</summary>
    public IReadOnlyList<(ProgressList List, int Count)> Stuck { get; private set; } = [];

    public async Task<bool> LoadAsync()
    {
        Progress = await desk.OpenAsync(new ProgressChoice(Campaign, Unit, Own, AsOf));
        ViewData["Campaign"] = Progress?.Campaign;
        return Progress is not null || (Campaign, Unit) == (null, null);
    }

    public async Task ShowAsync()
    {
        if (Progress is null)
            return;
        Figures = await statistics.OfAsync(Progress.Request);
        if (Progress.Request.AsOf is not null)
            return;
        var stuck = new List<(ProgressList, int)>();
        foreach (var list in Sticking)
            stuck.Add((list, await desk.CountAsync(Progress, list, null)));
        Stuck = stuck.FindAll(each => each.Item2 > 0);
    }
}
