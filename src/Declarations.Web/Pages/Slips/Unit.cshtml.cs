using Declarations.Data;
using Declarations.Organisation;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Pages.Roster;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Slips;

public sealed record PersonSignIn(Guid Id, string Name, string StaffNumber, string? Post, SignInState State, DateTimeOffset? ExpiresAt);

/// <summary>The people of one unit and how far each is with their sign-in; issues slips to those who have none.</summary>
public sealed class UnitModel(SlipDesk slips, DeclarationsDb db, Viewer viewer, OfficeClock clock) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public string Code { get; set; } = "";
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;
    [BindProperty] public IssueForm Form { get; set; } = new();

    public Unit Unit { get; private set; } = null!;
    public int Without { get; private set; }
    /// <summary>With the units below.</summary>
    public int WithoutInAll { get; private set; }
    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<PersonSignIn> People { get; private set; } = [];
    /// <summary>Slips to print, this once; null: the list is shown.</summary>
    public SlipSheet? Sheet { get; private set; }

    public async Task<IActionResult> OnPostAsync()
    {
        var (printed, leftOut) = await slips.IssueAsync(Of(Form.WithUnitsBelow), Form.OnlyWithoutSlip);
        Sheet = SlipSheet.For(Request, printed) with { LeftOut = leftOut };
        return Page();
    }

    private IQueryable<Official> Of(bool withUnitsBelow)
    {
        var units = withUnitsBelow ? db.Units.Under([Unit.Path]) : db.Units.Where(unit => unit.Id == Unit.Id);
        return slips.People().Where(official => units.Any(unit => unit.Id == official.UnitId));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.UnitsInCharge().AsNoTracking().SingleOrDefaultAsync(u => u.Code == Code) is not { } unit)
            return false;
        Unit = unit;
        Without = await slips.WithoutSignIn(Of(withUnitsBelow: false)).CountAsync();
        WithoutInAll = await slips.WithoutSignIn(Of(withUnitsBelow: true)).CountUpAsync();
        Paging = new Paging(Asked, await Of(withUnitsBelow: false).CountAsync());
        var officials = await Of(withUnitsBelow: false).AsNoTracking().OrderBy(o => o.StaffNumber).Skip(Paging.Skip).Take(Paging.Size).ToListAsync();
        var ids = officials.Select(o => o.Id).ToList();
        var accounts = await db.Users.AsNoTracking().Where(a => a.OfficialId != null && ids.Contains(a.OfficialId.Value))
            .ToDictionaryAsync(a => a.OfficialId!.Value);
        var able = (await slips.WithSignIn().Where(a => a.OfficialId != null && ids.Contains(a.OfficialId.Value)).Select(a => a.Id).ToListAsync()).ToHashSet();
        var waiting = await db.ActivationSlips.AsNoTracking().Where(s => ids.Contains(s.Account.OfficialId!.Value) && s.UsedAt == null && s.RevokedAt == null)
            .ToDictionaryAsync(s => s.AccountId);
        People = [.. officials.Select(official =>
        {
            var account = accounts.GetValueOrDefault(official.Id);
            var slip = account is null ? null : waiting.GetValueOrDefault(account.Id);
            return new PersonSignIn(official.Id, official.Name, official.StaffNumber, official.Post,
                SlipDesk.StateOf(account, account is not null && able.Contains(account.Id), slip, clock.Now), slip?.ExpiresAt);
        })];
        return true;
    }
}

public sealed record IssueForm
{
    public bool WithUnitsBelow { get; set; }
    /// <summary>Whoever has a slip that is good keeps it.</summary>
    public bool OnlyWithoutSlip { get; set; }
}
