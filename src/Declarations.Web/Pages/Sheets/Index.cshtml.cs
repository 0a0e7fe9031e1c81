using Declarations.Access;
using Declarations.Sheets;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Pages.Progress;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Sheets;

/// <summary>单位汇总表: which units have confirmed their Annex 3, which have changed since, and which have not, level by level.</summary>
[KeepsStatements]
public sealed class SheetsModel(SheetDesk desk, Viewer viewer) : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public string? Campaign { get; set; }
    [BindProperty(SupportsGet = true)] public string? Unit { get; set; }
    [BindProperty(SupportsGet = true)] public SheetStatus? Status { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    /// <summary>Null: there is no campaign with units of the viewer.</summary>
    public OpenProgress? Place { get; private set; }
    public SheetList List { get; private set; } = null!;
    public bool MayReceive => viewer.Holds(Role.CampaignOfficer);

    public async Task<bool> LoadAsync()
    {
        Place = await desk.OpenAsync(Campaign, Unit);
        ViewData["Campaign"] = Place?.Campaign;
        return Place is not null || (Campaign, Unit) == (null, null);
    }

    public async Task ShowAsync()
    {
        if (Place is not null)
            List = await desk.ListAsync(Place, Status, Asked);
    }

    public string Href(string? unit, SheetStatus? status) =>
        $"{Routes.To<SheetsModel>()}?campaign={Place!.Campaign.Code}&unit={unit ?? Place.Unit.Code}{(status is { } only ? $"&status={only}" : "")}";
}
