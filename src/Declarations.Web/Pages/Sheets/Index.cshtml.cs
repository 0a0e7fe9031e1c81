using Declarations.Access;
using Declarations.Reporting.Sheets;
using Declarations.Sheets;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Pages.Progress;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Sheets;

/// <summary>单位汇总表: which units have confirmed their Annex 3, which have changed since, and which have not, level by level.</summary>
public sealed class SheetsModel(SheetDesk desk, Viewer viewer) : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public string? Campaign { get; set; }
    [BindProperty(SupportsGet = true)] public string? Unit { get; set; }
    [BindProperty(SupportsGet = true)] public SheetStatus? Status { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    /// <summary>Null: there is no campaign with units of the viewer.</summary>
    public OpenProgress? Place { get; private set; }
    public IReadOnlyDictionary<SheetStatus, int> Counts { get; private set; } = new Dictionary<SheetStatus, int>();
    public int All => Counts.Values.Sum();
    public IReadOnlyList<UnitState> Units { get; private set; } = [];
    /// <summary>Units that have others below them.</summary>
    public IReadOnlySet<Guid?> Parents { get; private set; } = new HashSet<Guid?>();
    public Paging Paging { get; private set; } = new(1, 0);
    public bool MayReceive => viewer.Holds(Role.CampaignOfficer);

    public async Task<bool> LoadAsync()
    {
        Place = await desk.OpenAsync(Campaign, Unit);
        ViewData["Campaign"] = Place?.Campaign;
        return Place is not null || (Campaign, Unit) == (null, null);
    }

    public async Task ShowAsync()
    {
        if (Place is null)
            return;
        var states = (await desk.StatesAsync(Place)).Where(state => state.Now.Filing.Due > 0).ToList();
        Parents = states.Select(state => state.Unit.ParentId).ToHashSet();
        Counts = states.CountBy(state => state.Status).ToDictionary();
        var chosen = states.FindAll(state => Status is null || state.Status == Status);
        Paging = new Paging(Asked, chosen.Count);
        Units = chosen[Paging.Skip..Math.Min(Paging.Skip + Paging.Size, chosen.Count)];
    }

    public string Href(string? unit, SheetStatus? status) =>
        $"{Routes.To<SheetsModel>()}?campaign={Place!.Campaign.Code}&unit={unit ?? Place.Unit.Code}{(status is { } only ? $"&status={only}" : "")}";
}
