using Declarations.Access;
using Declarations.Data;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Slips;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.SecondPerson;

/// <summary>What waits for a second person: somebody else than who asked confirms it, and sees the slip of a reset; or says no.</summary>
public sealed class SecondPersonModel(SecondPersonDesk desk, SlipDesk slips, DeclarationsDb db, Viewer viewer, Words words) : PageModel, IShown
{
    public IReadOnlyList<WaitingRequest> Waiting { get; private set; } = [];
    public SlipSheet? Sheet { get; private set; }
    public bool IsMine(SecondPersonRequest request) => request.AskedByAccountId == viewer.AccountId;

    [WithoutForm]
    public async Task<IActionResult> OnPostConfirmAsync(Guid request)
    {
        if (await desk.FindAsync(request) is not { } asked)
            return NotFound();
        await desk.ConfirmAsync(asked);
        if (asked.AskedFor == AskedFor.ResetSignIn)
        {
            var account = await db.Users.SingleAsync(each => each.Id == asked.AccountId);
            Sheet = SlipSheet.For(Request, [await slips.ResetNowAsync(account, asked.ResetReason!.Value, asked.AskedByAccountId)]);
            return Page();
        }
        return await SavedAsync("second-person.confirmed");
    }

    [WithoutForm]
    public async Task<IActionResult> OnPostRefuseAsync(Guid request)
    {
        if (await desk.FindAsync(request) is not { } asked)
            return NotFound();
        await desk.RefuseAsync(asked);
        return await SavedAsync("second-person.refused");
    }

    private async Task<IActionResult> SavedAsync(string said)
    {
        await db.SaveChangesAsync();
        TempData["Flash"] = words[said];
        return Redirect(Links.SecondPerson);
    }

    public async Task ShowAsync() => Waiting = await desk.WaitingAsync();
}
