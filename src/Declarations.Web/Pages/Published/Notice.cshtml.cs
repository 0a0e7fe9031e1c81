using Declarations.Bulletins;
using Declarations.Web.Forms;
using Declarations.Web.Pages.Registers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Published;

/// <summary>One published notice, with the one that replaced it, if any.</summary>
public sealed class PublishedNoticeModel(NoticeDesk desk) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    public Bulletin Notice { get; private set; } = null!;
    public Guid? Later { get; private set; }

    public async Task<bool> LoadAsync()
    {
        if (await desk.Published.SingleOrDefaultAsync(notice => notice.Id == Id) is not { } notice)
            return false;
        Notice = notice;
        if (notice.Status == BulletinStatus.Replaced)
            Later = await desk.Published.Where(each => each.RegisterId == notice.RegisterId && each.Status == BulletinStatus.Issued)
                .Select(each => (Guid?)each.Id).SingleOrDefaultAsync();
        return true;
    }
}
