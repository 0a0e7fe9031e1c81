using System.CommandLine;
using Declarations.Access;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Web.Pages.Slips;
using Declarations.Web.SignIn;
using Declarations.Written;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Commands;

/// <summary>
/// restore-access: a one-time code for an administrator who is locked out, or for a new one where a kind has none left. Whoever has the console has it; the
/// ledger keeps it.
/// </summary>
public static class RestoreAccessCommand
{
    public static Command Create()
    {
        var role = new Option<Role>("--role") { Description = "SystemAdministrator, SecurityAdministrator or AuditAdministrator.", Required = true };
        role.Validators.Add(result =>
        {
            if (!Separation.Administrators.Contains(result.GetValueOrDefault<Role>()))
                result.AddError("--role must be one of the three administrators.");
        });
        var account = new Option<string>("--account")
        { Description = "User name: of a holder of that role, or a new one if nobody holds it any more.", Required = true };
        var command = new Command("restore-access", "Give an administrator access again: prints a code for /activate, good once. Everybody sees in the ledger "
            + "that it was done.")
        { TreatUnmatchedTokensAsErrors = false };
        command.Options.Add(role);
        command.Options.Add(account);
        command.OnDatabase(async (parsed, services, cancellation) =>
        {
            await Console.Out.WriteLineAsync(await RestoreAsync(services, parsed.GetValue(role), parsed.GetValue(account)!.Trim(), cancellation));
            return 0;
        });
        return command;
    }

    /// <exception cref="InvalidOperationException">Somebody else has that name, or the role has other holders.</exception>
    private static async Task<string> RestoreAsync(IServiceProvider services, Role role, string name, CancellationToken cancellation)
    {
        var (db, clock) = (services.GetRequiredService<DeclarationsDb>(), services.GetRequiredService<OfficeClock>());
        var (act, key) = (clock.ActOf(null), WrittenKey.Upper(name));
        var account = await db.Users.SingleOrDefaultAsync(user => user.NormalizedUserName == key, cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (account is null)
        {
            if (await db.ActiveGrants().AnyAsync(grant => grant.Role == role, cancellation))
                throw new InvalidOperationException($"There is a {role}: name that account, or let two administrators give the role to another.");
            db.Users.Add(account = Account.For(name, name));
            db.Record(act, AuditAction.AccountCreated, account);
            var top = await db.Units.OrderBy(unit => unit.Path.Length).FirstAsync(cancellation);
            db.Grants.Add(Grant.Give(act, account.Id, role, top));
            foreach (var kept in await db.Grants.Include(grant => grant.Unit).Where(grant => grant.Role == role && grant.State == GrantState.Successor)
                .ToListAsync(cancellation))
                kept.End(act);
        }
        else if (!await db.ActiveGrants(account.Id).AnyAsync(grant => grant.Role == role, cancellation))
            throw new InvalidOperationException($"'{name}' is no {role}.");
        else
            await services.GetRequiredService<AccountReset>().ClearAsync(account);
        await db.ActivationSlips.Where(slip => slip.AccountId == account.Id && slip.UsedAt == null && slip.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(slip => slip.RevokedAt, act.At), cancellation);
        db.Record(act, AuditAction.AccessRestored, account, detail: role.ToString());
        var slip = services.GetRequiredService<SlipDesk>().Print(account, account.DisplayName, null, SlipPurpose.Reset);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return $"{account.UserName}: {Links.Activate} {slip.Code} until {slip.ExpiresAt:yyyy-MM-dd HH:mm}Z";
    }
}
