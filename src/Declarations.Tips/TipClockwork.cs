using Declarations.Data.Tips;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Declarations.TipHost;

/// <summary>
/// Four times a day, at 0, 6, 12 and 18 o'clock Beijing time, what has come in is shown to the desk; at 0 o'clock what has ended long enough is
/// erased. Nothing is written down of when.
/// </summary>
public sealed class TipClockwork(IServiceProvider services, TipHostSettings settings, TimeProvider time) : BackgroundService
{
    private const int Hours = 6;

    /// <summary>The next of the four times.</summary>
    public static DateTimeOffset After(DateTimeOffset instant)
    {
        var (day, hour) = (BeijingTime.StartOf(BeijingTime.DayOf(instant)), BeijingTime.At(instant).Hour);
        return day.AddHours((hour / Hours + 1) * Hours);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = After(time.GetUtcNow());
            // A wait of hours is cut, since the clock of a machine may be set.
            while (next - time.GetUtcNow() is { Ticks: > 0 } left)
                await Task.Delay(left > TimeSpan.FromMinutes(1) ? TimeSpan.FromMinutes(1) : left, time, stoppingToken);
            try
            {
                await TurnAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is System.Data.Common.DbException or Microsoft.EntityFrameworkCore.DbUpdateException)
            {
                // The next time takes up what is left now.
            }
        }
    }

    private async Task TurnAsync(CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var (keeping, today) = (scope.ServiceProvider.GetRequiredService<TipKeeping>(), BeijingTime.DayOf(time.GetUtcNow()));
        await keeping.ReleaseAsync(cancellation);
        await scope.ServiceProvider.GetRequiredService<TipFiles>().SweepAsync(today, cancellation);
        await keeping.ExpireAsync(settings.Retention, today, cancellation);
    }
}
