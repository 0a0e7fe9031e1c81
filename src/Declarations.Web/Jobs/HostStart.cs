namespace Declarations.Web.Jobs;

/// <summary>What runs beside the pages begins when they are served, not while a start may still fail.</summary>
public static class HostStart
{
    /// <returns>False: it never came to that.</returns>
    public static async Task<bool> ServesAsync(this IHostApplicationLifetime host, CancellationToken stopping)
    {
        var serves = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = host.ApplicationStarted.Register(() => serves.TrySetResult(true));
        await using var stopped = stopping.Register(() => serves.TrySetResult(false));
        return await serves.Task;
    }
}
