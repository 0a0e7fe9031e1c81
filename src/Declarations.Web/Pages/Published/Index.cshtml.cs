using Declarations.Bulletins;
using Declarations.Web.Pages.Registers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Published;

/// <summary>通报公开: what bodies have published of their rectification, for anybody.</summary>
public sealed class PublishedModel(NoticeDesk desk) : PageModel
{
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<Bulletin> Notices { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var standing = desk.Published.Where(notice => notice.Status == BulletinStatus.Issued);
        Paging = await Paging.OfAsync(Asked, standing);
        Notices = await standing.OrderByDescending(notice => notice.IssuedOn).ThenByDescending(notice => notice.Id).Skip(Paging.Skip).Take(Paging.Size)
            .ToListAsync();
    }
}
