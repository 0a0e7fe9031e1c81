using System.ComponentModel.DataAnnotations;
using Declarations.Participation;
using Declarations.Reporting.Statistics;
using Declarations.Web.Forms;
using Declarations.Web.Pages.Reports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Progress;

/// <summary>The names behind a number of the progress page.</summary>
public sealed class ProgressPeopleModel(ProgressDesk desk, StatisticsQuery statistics) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true), Required] public string? Campaign { get; set; }
    [BindProperty(SupportsGet = true)] public string? Unit { get; set; }
    [BindProperty(SupportsGet = true)] public bool Own { get; set; }
    [BindProperty(SupportsGet = true)] public DateOnly? AsOf { get; set; }
    [BindProperty(SupportsGet = true)] public ProgressList List { get; set; }
    [BindProperty(SupportsGet = true)] public Sector? Sector { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public OpenProgress Progress { get; private set; } = null!;
    public Paging Paging { get; private set; } = null!;
    public IReadOnlyList<ReportLine> People { get; private set; } = [];
    /// <summary>Sheets of other installations that the number counts, with how many of it: their people have no name here.</summary>
    public IReadOnlyList<(ReceivedSheet Sheet, int Persons)> Elsewhere { get; private set; } = [];
    public int Persons => Paging.Total + Elsewhere.Sum(each => each.Persons);

    public async Task<bool> LoadAsync()
    {
        if (Campaign is null || await desk.OpenAsync(new ProgressChoice(Campaign, Unit, Own, AsOf)) is not { } progress
            || (List >= ProgressList.WithInterests && !progress.SeesInterests))
            return false;
        Progress = progress;
        ViewData["Campaign"] = progress.Campaign;
        var reports = desk.Reports(progress, List, Sector);
        Paging = new Paging(Asked, await desk.CountAsync(progress, List, Sector));
        People = await reports.OrderBy(report => report.ListKey).Skip(Paging.Skip).Take(Paging.Size).Select(ReportLine.Of).ToListAsync();
        Elsewhere = (await statistics.ReceivedAsync(progress.Request)).ConvertAll(sheet => (sheet, ProgressDesk.PersonsOf(sheet.Numbers, List, Sector)))
            .FindAll(each => each.Item2 > 0);
        return true;
    }
}
