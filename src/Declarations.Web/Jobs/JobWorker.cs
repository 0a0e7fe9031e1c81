using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Jobs;

/// <summary>Does what is in the queue as long as the application runs, whoever looks on or leaves.</summary>
public sealed class JobWorker(
    JobRunner jobs, IServiceScopeFactory scopes, IEnumerable<LongWork> kinds, IHostApplicationLifetime host, TimeProvider time, ILogger<JobWorker> log)
    : BackgroundService
{
    /// <summary>After which it looks for what another process has queued or left behind.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    /// <summary>Between two looks for what has been kept too long.</summary>
    private static readonly TimeSpan Sweep = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await host.ServesAsync(stoppingToken))
            return;
        for (DateTimeOffset? swept = null; !stoppingToken.IsCancellationRequested;)
        {
            if (swept is null || time.GetUtcNow() - swept >= Sweep)
            {
                swept = time.GetUtcNow();
                foreach (var kind in kinds)
                    await TryAsync(() => TidyAsync(kind, stoppingToken));
            }
            await TryAsync(() => jobs.WorkOffAsync(stoppingToken));
            await jobs.WaitAsync(Longest, stoppingToken);
        }
    }

    private async Task TidyAsync(LongWork kind, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredKeyedService<ILongWork>(kind.SubjectKind).TidyAsync(cancellation);
    }

    /// <summary>A lost database is found again at the next look; what was at work is started over.</summary>
    private async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception lost) when (lost is DbException or DbUpdateException or TimeoutException)
        {
            log.LogWarning(lost, "The queue of jobs could not be worked off now.");
        }
    }
}

/// <summary>That there is long work about a kind of thing.</summary>
public sealed record LongWork(string SubjectKind);

public static class JobSetup
{
    public static IServiceCollection AddJobs(this IServiceCollection services) => services.AddSingleton<JobRunner>().AddHostedService<JobWorker>();

    /// <summary>Lets jobs about a kind of thing be done by this work.</summary>
    public static IServiceCollection AddLongWork<TSubject, TWork>(this IServiceCollection services) where TWork : class, ILongWork =>
        services.AddSingleton(new LongWork(typeof(TSubject).Name)).AddKeyedScoped<ILongWork, TWork>(typeof(TSubject).Name);
}
