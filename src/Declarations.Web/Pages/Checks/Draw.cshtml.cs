using System.Text;
using Declarations.Data;
using Declarations.Verification;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Checks;

/// <param name="CheckedOn">Day of the last check since the draw; null: not checked yet.</param>
public sealed record DrawnLine(Guid ReportId, int Place, string Name, string StaffNumber, string UnitName, DateOnly? CheckedOn);

/// <summary>One draw with its people and what has been checked of them, and the list to repeat it.</summary>
public sealed class DrawModel(DeclarationsDb db, Viewer viewer) : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public SpotCheck Draw { get; private set; } = null!;
    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<DrawnLine> Lines { get; private set; } = [];
    /// <summary>The list is still the one that was drawn from.</summary>
    public bool ListStands { get; private set; }

    /// <summary>The list as it is now, by unit code and staff number, without a name.</summary>
    public async Task<IActionResult> OnGetListAsync() => File(Encoding.UTF8.GetBytes(string.Concat((await ListAsync())
        .Select(each => $"{each.Unit},{each.StaffNumber}\n").Order(StringComparer.Ordinal))), "text/csv; charset=utf-8", "list.csv");

    private async Task<IEnumerable<Drawable>> ListAsync() => (await db.DrawablesAsync(Draw.Campaign, Draw.Unit, Draw.From)).Keys;

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.SpotChecksInReach().AsNoTracking().Include(draw => draw.Campaign).Include(draw => draw.Unit)
            .SingleOrDefaultAsync(draw => draw.Id == Id) is not { } draw)
            return false;
        Draw = draw;
        ViewData["Campaign"] = draw.Campaign;
        return true;
    }

    public async Task ShowAsync()
    {
        var items = db.Set<SpotCheckItem>().Where(item => item.SpotCheckId == Id);
        Paging = await Paging.OfAsync(Asked, items);
        Lines = await items.OrderBy(item => item.Place).Skip(Paging.Skip).Take(Paging.Size)
            .Join(db.Reports, item => item.ReportId, report => report.Id, (item, report) => new DrawnLine(report.Id, item.Place, report.Official.Name,
                report.Official.StaffNumber, report.Unit.Name,
                db.Checks.Where(check => check.ReportId == report.Id && check.On >= Draw.DrawnOn).Max(check => (DateOnly?)check.On))).ToListAsync();
        ListStands = Declarations.Verification.Draw.DigestOf(await ListAsync()) == Draw.ListDigest;
    }
}
