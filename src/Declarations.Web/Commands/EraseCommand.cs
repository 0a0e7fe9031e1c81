using System.CommandLine;
using Declarations.Data;
using Declarations.Web.Language;
using Declarations.Web.Pages.Notice;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Commands;

/// <summary>
/// erase: gives up the contents of a campaign's reports once the retention period (<see cref="Retention"/>) is over. Digests,
/// dates, signatures and the ledger stay.
/// </summary>
public static class EraseCommand
{
    public static Command Create()
    {
        var code = new Option<string>("--campaign") { Description = "Code of the campaign.", Required = true };
        var basis = new Option<string>("--basis")
        { Description = "Rule or decision on which it is done, up to 200 characters; stays in the ledger.", Required = true };
        basis.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>()?.Trim().Length is not (> 0 and <= 200))
                result.AddError("--basis must name in 1 to 200 characters the rule or decision.");
        });
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be erased, and change nothing." };
        var command = new Command("erase", "Erase the contents of a campaign's reports after the retention period; digests and dates stay. It cannot be "
            + "undone.")
        { TreatUnmatchedTokensAsErrors = false };
        foreach (var option in new Option[] { code, basis, dryRun })
            command.Options.Add(option);
        command.OnDatabase(async (parsed, services, cancellation) =>
        {
            await EraseAsync(services, parsed.GetValue(code)!, parsed.GetValue(basis)!.Trim(), parsed.GetValue(dryRun), cancellation);
            return 0;
        });
        return command;
    }

    /// <exception cref="InvalidOperationException">No such campaign, no period is set, or it still runs.</exception>
    private static async Task EraseAsync(IServiceProvider services, string code, string basis, bool dryRun, CancellationToken cancellation)
    {
        var (db, clock) = (services.GetRequiredService<DeclarationsDb>(), services.GetRequiredService<OfficeClock>());
        var years = services.GetRequiredService<Retention>().Years
            ?? throw new InvalidOperationException("Set Retention:Years, the retention period of your organisation; without it nothing is erased.");
        var campaign = await db.Campaigns.SingleOrDefaultAsync(c => c.Code == code, cancellation)
            ?? throw new InvalidOperationException($"There is no campaign '{code}'.");
        try
        {
            var erased = await (dryRun ? db.CountErasableAsync(campaign, years, clock.Today, cancellation)
                : db.EraseAsync(campaign, clock.ActOf(null), years, basis, cancellation));
            await Console.Out.WriteLineAsync($"{(dryRun ? "Would erase" : "Erased")}: {string.Join(", ", erased.Select(one => $"{one.Rows} {one.Table}"))}.");
        }
        catch (RefusedException refused)
        {
            throw new InvalidOperationException(new Words(Words.English)["refused." + refused.Code, [.. refused.Arguments]], refused);
        }
    }
}
