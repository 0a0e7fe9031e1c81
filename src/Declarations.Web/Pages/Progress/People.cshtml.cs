using System.ComponentModel.DataAnnotations;
using Declarations.Participation;
using Declarations.Web.Forms;
using Declarations.Web.Pages.Reports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Progress;

/// <summary>The names behind a number of the progress page.</summary>
public sealed class ProgressPeopleModel(ProgressDesk desk) : PageModel, ILoaded
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

    public async Task<bool> LoadAsync()
    {
        if (Campaign is null || await desk.OpenAsync(new ProgressChoice(Campaign, Unit, Own, AsOf)) is not { } progress
            || (List >= ProgressList.WithInterests && !progress.SeesInterests))
            return false;
        Progress = progress;
        ViewData["Campaign"] = progress.Campaign;
        var reports = desk.Reports(progress, List, Sector);
        Paging = new Paging(Asked, await reports.CountAsync());
        People = await reports.OrderBy(report => report.ListKey).Skip(Paging.Skip).Take(Paging.Size).Select(ReportLine.Of).ToListAsync();
        return true;
    }
}
