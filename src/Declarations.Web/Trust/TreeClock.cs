using System.Data.Common;
using Declarations.Data;
using Declarations.Data.Trust;
using Declarations.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Trust;

/// <summary>
/// Lets the tree grow as long as the application runs: once a thousand leaves wait, or any for a minute. Setting: <c>Trust:Clock</c> (false: another process
/// does it).
/// </summary>
public sealed class TreeClock(IServiceScopeFactory scopes, IConfiguration settings, IHostApplicationLifetime host, ILogger<TreeClock> log)
    : BackgroundService
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings["Trust:Clock"] is "false" || !await host.ServesAsync(stoppingToken))
            return;
        var rested = TimeSpan.Zero;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, stoppingToken);
            rested += Pause;
            try
            {
                if (await GrowAsync(rested >= Longest, stoppingToken))
                    rested = TimeSpan.Zero;
            }
            catch (Exception lost) when (lost is DbException or DbUpdateException or TimeoutException)
            {
                log.LogWarning(lost, "The tree could not grow now.");
            }
            catch (IOException away)
            {
                // Nobody waits for it: what is filed meanwhile gets its place afterwards.
                log.LogError(away, "The signer of checkpoints does not answer: the tree does not grow until it does.");
                await Task.Delay(Again, stoppingToken);
            }
            catch (InvalidOperationException refused)
            {
                // Said once a minute, until somebody has looked.
                log.LogCritical(refused, "The tree does not grow any more. Run Declarations.Verify.");
                rested = TimeSpan.Zero;
                await Task.Delay(Longest, stoppingToken);
            }
        }
    }

    /// <returns>Whether it was time to.</returns>
    private async Task<bool> GrowAsync(bool isTime, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DeclarationsDb>();
        if (!isTime && await db.WaitingLeaves.OrderBy(waiting => waiting.LeafId).Take(Sequencer.Batch).CountAsync(cancellation) < Sequencer.Batch)
            return false;
        await scope.ServiceProvider.GetRequiredService<Sequencer>().RunAsync(cancellation);
        return true;
    }
}

public sealed class TrustFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) => services.AddHostedService<TreeClock>();
}
