using System.CommandLine;
using Declarations.Data;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Commands;

/// <summary>rekey: makes the keyed hashes of declared relatives and enterprises anew, after check-derived has found that they do not follow.</summary>
public static class RekeyCommand
{
    public static Command Create()
    {
        var code = new Option<string>("--campaign") { Description = "Code of the campaign.", Required = true };
        var command = new Command("rekey", "Make anew what lets filed reports be joined with company data.") { TreatUnmatchedTokensAsErrors = false };
        command.Options.Add(code);
        command.OnDatabase(async (parsed, services, cancellation) =>
        {
            var (db, name) = (services.GetRequiredService<DeclarationsDb>(), parsed.GetValue(code));
            var campaign = await db.Campaigns.SingleOrDefaultAsync(c => c.Code == name, cancellation)
                ?? throw new InvalidOperationException($"There is no campaign '{name}'.");
            await Console.Out.WriteLineAsync($"{await db.RekeyAsync(campaign.Id, cancellation)} keys.");
            return 0;
        });
        return command;
    }
}
