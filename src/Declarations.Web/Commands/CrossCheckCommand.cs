using System.CommandLine;
using Declarations.Data;
using Declarations.Web.Language;
using Declarations.Web.Pages.Verification;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Commands;

/// <summary>crosscheck: holds the people of a campaign against the newest company data and keeps the leads, as the page does. Names nobody.</summary>
public static class CrossCheckCommand
{
    public static Command Create()
    {
        var code = new Option<string>("--campaign") { Description = "Code of the campaign.", Required = true };
        var command = new Command("crosscheck", "Hold the people of a campaign against company data; a match is a lead, never a finding.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.Options.Add(code);
        command.OnDatabase((parsed, services, cancellation) => CheckAsync(services, parsed.GetValue(code)!, cancellation));
        return command;
    }

    private static async Task<int> CheckAsync(IServiceProvider services, string code, CancellationToken cancellation)
    {
        var (db, desk, clock) = (services.GetRequiredService<DeclarationsDb>(), services.GetRequiredService<LeadDesk>(),
            services.GetRequiredService<OfficeClock>());
        var words = new Words(Words.English);
        var campaign = await db.Campaigns.SingleOrDefaultAsync(c => c.Code == code, cancellation)
            ?? throw new InvalidOperationException($"There is no campaign '{code}'.");
        var job = await desk.AskAsync(clock.ActOf(null, campaign), campaign, cancellation)
            ?? throw new InvalidOperationException("A comparison of this campaign is at work already.");
        await services.WorkOffAsync(job, cancellation);
        var check = await db.CrossChecks.AsNoTracking().SingleAsync(each => each.Id == job.SubjectId, cancellation);
        var counts = check.Counts!;
        await Console.Out.WriteLineAsync(words["leads.counts", counts.People, counts.Relatives, counts.Rows, counts.Matches]);
        await Console.Out.WriteLineAsync(words["leads.came-of", counts.New, counts.Known, counts.Agree, counts.NameOnly, counts.Dismissed, counts.Held]);
        return 0;
    }
}
