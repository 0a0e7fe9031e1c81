using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Data.Tips;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Tips;

/// <summary>Who can open what: passwords of the desk, keys handed on by two, new keys.</summary>
public sealed class KeysModel(TipRoom room, TipDesk desk, DeskKeys keys, TipsDb tips, DeclarationsDb db, Viewer viewer, Words words)
    : PageModel, ILoaded, IShown
{
    [BindProperty] public KeyForm Form { get; set; } = new();

    public bool IsOfficer => room.IsOfficer;
    public bool IsEnrolled { get; private set; }
    public bool IsOpen => room.Open is not null;
    public Guid Me => viewer.AccountId;
    public IReadOnlyList<KeyHolder> Holders { get; private set; } = [];
    public IReadOnlyList<DeskKey> Keys { get; private set; } = [];

    /// <summary>The first password, or a new one for the old one.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var enrolled = await keys.IsEnrolledAsync(Me);
        if (enrolled && !await room.TryAsync(() => keys.ChangePasswordAsync(Me, Form.Current ?? "", Form.Password!)))
            return this.BadForm("Form.Current", words["error.tips-password"]);
        if (!enrolled)
            await keys.EnrolAsync(Me, Form.Password!);
        return await DoneAsync(enrolled ? KeyAct.PasswordChanged : KeyAct.Enrolled, Me);
    }

    /// <summary>Forgotten: begins anew, and opens nothing until others hand the keys on.</summary>
    [WithoutForm]
    public async Task<IActionResult> OnPostForgetAsync()
    {
        await keys.TakeAsync(Me);
        room.Close();
        return await DoneAsync(KeyAct.Taken, Me);
    }

    [WithoutForm]
    public async Task<IActionResult> OnPostHandAsync(Guid account)
    {
        if (room.Open is not { } open || !IsOfficer || !await keys.IsEnrolledAsync(account) || await room.KindsOfAsync(account) is not { Count: > 0 } kinds)
            return NotFound();
        await keys.HandAsync(open, account, kinds);
        return await DoneAsync(KeyAct.Handed, account);
    }

    [WithoutForm]
    public async Task<IActionResult> OnPostConfirmAsync(Guid account)
    {
        if (room.Open is not { } open || !IsOfficer)
            return NotFound();
        await keys.ConfirmAsync(open, account, room.Day.On);
        return await DoneAsync(KeyAct.Confirmed, account);
    }

    /// <summary>What a colleague had in hand, who leaves or is away, is the viewer's from now on.</summary>
    [WithoutForm]
    public async Task<IActionResult> OnPostTakeOverAsync(Guid account)
    {
        if (room.Open is null || !IsOfficer || account == Me || !await keys.IsEnrolledAsync(account))
            return NotFound();
        await desk.HandOverAsync(account, Me, room.Desks);
        return await DoneAsync(KeyAct.TakenOver, account);
    }

    /// <summary>From somebody who has no part in the desk any more, so that new keys are not made for them.</summary>
    [WithoutForm]
    public async Task<IActionResult> OnPostTakeBackAsync(Guid account)
    {
        if (!IsOfficer || !await keys.IsEnrolledAsync(account) || await room.KindsOfAsync(account) is not [])
            return NotFound();
        await keys.TakeAsync(account);
        return await DoneAsync(KeyAct.TakenBack, account);
    }

    [WithoutForm]
    public async Task<IActionResult> OnPostMakeAsync()
    {
        if (!IsOfficer)
            return NotFound();
        await keys.MakeAsync(room.Day.On);
        return await DoneAsync(KeyAct.Made, Me);
    }

    public async Task<bool> LoadAsync() => room.IsOn && await room.LoadAsync();

    public async Task ShowAsync()
    {
        IsEnrolled = await keys.IsEnrolledAsync(Me);
        Keys = await tips.DeskKeys.AsNoTracking().OrderByDescending(key => key.MadeOn).ThenBy(key => key.Kind).ToListAsync();
        var held = await tips.DeskOfficers.AsNoTracking().Select(officer => new
        {
            officer.AccountId,
            Holds = tips.DeskKeyShares.Count(share => share.AccountId == officer.AccountId && share.ConfirmedOn != null),
        }).ToListAsync();
        var (waiting, ids) = (await keys.WaitingAsync(), held.ConvertAll(each => each.AccountId));
        var names = await db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName ?? user.UserName!);
        var holders = new List<KeyHolder>();
        foreach (var each in held.Where(each => IsOfficer || each.AccountId == Me))
            holders.Add(new(each.AccountId, names.GetValueOrDefault(each.AccountId, ""), each.Holds, await room.KindsOfAsync(each.AccountId) is not [],
                waiting.TryGetValue(each.AccountId, out var by) ? by : null));
        Holders = [.. holders.OrderBy(holder => holder.Name, StringComparer.Ordinal)];
    }

    private async Task<IActionResult> DoneAsync(KeyAct act, Guid account)
    {
        await room.NoteAsync(AuditAction.TipKeysChanged, account, $"{act}", nameof(Account));
        TempData["Flash"] = words["tips.done", act];
        return Redirect(Routes.To<KeysModel>());
    }
}
