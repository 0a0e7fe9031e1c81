using Declarations.Data;
using Declarations.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.SetUp;

/// <summary>The one-time code that opens the set-up page of an empty installation. Whoever reads the console of the first start may use it, once.</summary>
public sealed class SetUpCode
{
    private int used;

    public SlipCode Code { get; } = SlipCode.New();

    public static async Task<bool> IsOpenAsync(DeclarationsDb db) => !await db.Users.AnyAsync();

    /// <returns>False: another code, or somebody was first.</returns>
    public bool TryUse(SlipCode code) => code.Hash == Code.Hash && Interlocked.Exchange(ref used, 1) == 0;

    /// <summary>What was begun failed, so the code is good again.</summary>
    public void GiveBack() => Interlocked.Exchange(ref used, 0);
}
