using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Organisation;
using Declarations.Web.Pages.Reports;
using Declarations.Web.Pages.Slips;
using Declarations.Written;
using Declarations.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // the comparison runs in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.AdminAccounts;

/// <summary>Every account by user name, and how many are at work.</summary>
public sealed class AccountsModel(DeclarationsDb db, SlipDesk slips, HashingGate gate, OfficeClock clock) : PageModel
{
    public string? Name { get; private set; }
    /// <summary>Code of the unit whose people, with those of the units below, are shown; null: all.</summary>
    public string? Unit { get; private set; }
    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<Account> Accounts { get; private set; } = [];
    public int Sessions { get; private set; }
    public int Waiting => gate.Waiting;

    private HashSet<Guid> able = [];
    public SignInState StateOf(Account account) => SlipDesk.StateOf(account, able.Contains(account.Id), null, default);

    public async Task<IActionResult> OnGetAsync(string? name, string? unit, [FromQuery(Name = Paging.Key)] int page = 1)
    {
        if (name?.Length > 100 || unit?.Length > 60)
            return BadRequest();
        (Name, Unit) = (name?.Trim(), unit);
        Units = await db.Units.OfferedAsync(unit);
        var (person, wanted) = (WrittenName.Normal(Name), WrittenKey.Upper(Name));
        var accounts = db.Users.AsNoTracking().Where(a => wanted == "" || a.NormalizedUserName!.Contains(wanted) || a.DisplayName.Contains(person));
        if (!string.IsNullOrEmpty(unit))
        {
            var path = Units.FirstOrDefault(each => each.Code == unit)?.Path ?? "none";
            accounts = accounts.Where(a => db.Officials.Any(official => official.Id == a.OfficialId && official.Unit.Path.StartsWith(path)));
        }
        Paging = await Paging.OfAsync(page, accounts);
        Accounts = await accounts.OrderBy(a => a.NormalizedUserName).Skip(Paging.Skip).Take(Paging.Size).ToListAsync();
        var shown = Accounts.Select(a => a.Id).ToList();
        able = [.. await slips.WithSignIn().Where(a => shown.Contains(a.Id)).Select(a => a.Id).ToListAsync()];
        var (started, seen) = (clock.Now - Session.Longest, clock.Now - Session.LongestIdle);
        Sessions = await db.Sessions.CountAsync(s => s.EndedAt == null && s.StartedAt > started && s.LastSeenAt > seen);
        return Page();
    }
}
