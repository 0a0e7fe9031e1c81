using Declarations.Data;
using Declarations.Integrity;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Pledges;

/// <summary>承诺书: the texts that bodies in the viewer's charge ask their people to sign, those in force first.</summary>
public sealed class PledgesModel(DeclarationsDb db, Viewer viewer) : PageModel, IShown
{
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<(PledgeText Text, int Signed)> Rows { get; private set; } = [];

    public async Task ShowAsync()
    {
        await viewer.LoadAsync();
        var kept = viewer.PledgesKept().AsNoTracking();
        Paging = await Paging.OfAsync(Asked, kept);
        var page = await kept.Include(text => text.Unit).OrderBy(text => text.EndedOn == null ? 0 : 1).ThenByDescending(text => text.Id)
            .Skip(Paging.Skip).Take(Paging.Size).ToListAsync();
        var ids = page.ConvertAll(text => (Guid?)text.Id);
        var signed = await db.PledgesStanding().Where(entry => ids.Contains(entry.PledgeTextId)).GroupBy(entry => entry.PledgeTextId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(each => each.Key!.Value, each => each.Count);
        Rows = page.ConvertAll(text => (text, signed.GetValueOrDefault(text.Id)));
    }
}
