using System.Data.Common;
using Declarations.Data;
using Declarations.Data.Guards;
using Declarations.Web.Jobs;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Declarations.Web.Watch;

/// <summary>
/// Every node takes up which encryption key seals while it serves: twice a minute, and as soon as it meets a value of a key that it does not hold, it looks
/// in the database and in the key file. Without the key it seals nothing.
/// </summary>
public sealed class KeyWatch(Vault vault, IServiceScopeFactory scopes, IHostApplicationLifetime host, ILogger<KeyWatch> log) : BackgroundService
{
    /// <summary>Much shorter than <see cref="KeyRotation.Settled"/>.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30), Shortest = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim news = new(0, 1);

    public override void Dispose()
    {
        vault.Lacking -= Wake;
        base.Dispose();
        news.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await host.ServesAsync(stoppingToken))
            return;
        vault.Lacking += Wake;
        while (!stoppingToken.IsCancellationRequested)
        {
            await news.WaitAsync(Longest, stoppingToken);
            await LookAsync(stoppingToken);
            await Task.Delay(Shortest, stoppingToken);
        }
    }

    /// <summary>Takes up what counts now.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        var (current, missing) = (vault.Current, vault.Missing);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<KeyRotation>().FollowAsync(cancellation);
        }
        catch (Exception away) when (away is DbException or TimeoutException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            log.LogWarning(away, "Which encryption key seals could not be looked up now.");
        }
        if (vault.Missing is { } lacking && lacking != missing)
            log.LogCritical("This node seals nothing any more, and people cannot save: {Problem}", new UnknownKeyException(lacking).Message);
        else if (vault.Missing is null && (vault.Current != current || missing is not null))
            log.LogInformation("Seals with the key {Key} from now on.", vault.Current);
    }

    private void Wake()
    {
        lock (news)
            if (news.CurrentCount == 0)
                news.Release();
    }
}

/// <summary>A node without the key that seals is not ready: the others serve.</summary>
public sealed class KeyHealth(Vault vault) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(vault.Missing is { } missing ? HealthCheckResult.Unhealthy(new UnknownKeyException(missing).Message) : HealthCheckResult.Healthy());
}

public static class KeySetup
{
    public static void AddKeys(this IServiceCollection services) => services.AddLongWork<KeyRotation, ResealWork>()
        .AddSingleton<KeyWatch>().AddHostedService(provider => provider.GetRequiredService<KeyWatch>());
}
