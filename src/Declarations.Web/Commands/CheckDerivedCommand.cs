using System.CommandLine;
using Declarations.Data;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Commands;

/// <summary>check-derived: rebuilds the interest rows and head-counts from what they follow from, compares, and changes nothing. Exit code 1 if something
/// differs.</summary>
public static class CheckDerivedCommand
{
    public static Command Create()
    {
        var code = new Option<string?>("--campaign") { Description = "Code of the campaign; without it, all." };
        var command = new Command("check-derived", "Rebuild what is derived from filed reports, compare it with what is stored, and change nothing.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.Options.Add(code);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var app = Application.Build([.. parsed.UnmatchedTokens], DatabaseVerb.ToStandardError);
            await using var scope = app.Services.CreateAsyncScope();
            return await CheckAsync(scope.ServiceProvider.GetRequiredService<DeclarationsDb>(), parsed.GetValue(code), cancellation);
        });
        return command;
    }

    /// <exception cref="InvalidOperationException">No such campaign.</exception>
    private static async Task<int> CheckAsync(DeclarationsDb db, string? code, CancellationToken cancellation)
    {
        var campaigns = await db.Campaigns.AsNoTracking().Where(c => code == null || c.Code == code).OrderBy(c => c.Code).ToListAsync(cancellation);
        if (campaigns.Count == 0 && code is not null)
            throw new InvalidOperationException($"There is no campaign '{code}'.");
        var (reports, rows, counts, differences) = (0, 0, 0, 0);
        foreach (var campaign in campaigns)
        {
            var counted = await db.CheckCountsAsync(campaign, cancellation);
            (counts, differences) = (counts + counted.Counts, differences + counted.Differences.Count);
            foreach (var difference in counted.Differences)
                await Console.Error.WriteLineAsync($"{campaign.Code}: {difference}");
            await foreach (var found in db.CheckAsync(campaign, cancellation))
            {
                (reports, rows, differences) = (reports + 1, rows + found.Rows, differences + found.Differences.Count);
                foreach (var difference in found.Differences)
                    await Console.Error.WriteLineAsync($"{campaign.Code} {found.ReportId}: {difference}");
            }
        }
        await Console.Out.WriteLineAsync($"{reports} reports, {rows} interest rows, {counts} head-counts, {differences} differences.");
        return differences == 0 ? 0 : 1;
    }
}
