using System.Data.Common;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Reminders;
using Declarations.Reporting.Statistics;
using Declarations.Web.Jobs;
using Declarations.Web.Pages.Registers;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Reminders;

/// <summary>Reminds by the rhythm of each campaign, and sends what is in the outbox, as long as the application runs.</summary>
public sealed class ReminderClock(IServiceScopeFactory scopes, IConfiguration settings, IHostApplicationLifetime host, ILogger<ReminderClock> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);
    /// <summary>Hour of the morning, Beijing time, from which a day's reminders go out.</summary>
    private const int Hour = 9;

    /// <summary>The last day on which this process looked for letters that are due.</summary>
    private DateOnly? lettersOn;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings["Reminders:Clock"] is "false" || !await host.ServesAsync(stoppingToken))
            return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TickAsync(stoppingToken);
            }
            catch (Exception lost) when (lost is DbException or DbUpdateException or TimeoutException)
            {
                log.LogWarning(lost, "Reminders could not be sent now.");
            }
            await Task.Delay(Pause, stoppingToken);
        }
    }

    /// <summary>What is to be done now.</summary>
    public async Task TickAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DeclarationsDb>();
        foreach (var campaign in await DueAsync(db, scope.ServiceProvider, cancellation))
            await using (var claim = await JobClaim.TryAsync(db, cancellation))
                if (claim is not null)
                    await RemindAsync(db, scope.ServiceProvider, campaign, cancellation);
        await SendLettersAsync(db, scope.ServiceProvider, cancellation);
        await scope.ServiceProvider.GetRequiredService<Webhook>().SendAsync(cancellation);
    }

    /// <summary>督办函 of all registers in force, once a day.</summary>
    private async Task SendLettersAsync(DeclarationsDb db, IServiceProvider services, CancellationToken cancellation)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (BeijingTime.At(now).Hour < Hour || BeijingTime.DayOf(now) == lettersOn)
            return;
        await using var claim = await JobClaim.TryAsync(db, cancellation);
        if (claim is null)
            return;
        var letters = services.GetRequiredService<LetterDesk>();
        LetterDesk.Send(await letters.DueAsync(day: null, practice: false, cancellation), now);
        await db.SaveChangesAsync(cancellation);
        lettersOn = BeijingTime.DayOf(now);
    }

    /// <summary>Campaigns that remind today and have not yet. Asked before the queue of jobs is claimed, which then has to wait.</summary>
    private static async Task<IReadOnlyList<Campaign>> DueAsync(DeclarationsDb db, IServiceProvider services, CancellationToken cancellation)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var due = new List<Campaign>();
        if (BeijingTime.At(now).Hour < Hour)
            return due;
        foreach (var campaign in await db.Campaigns.Include(c => c.Unit).Where(c => c.PracticeDate == null && c.ErasedOn == null).ToListAsync(cancellation))
        {
            var deadlines = await services.GetRequiredService<CaseFiles>().DeadlinesOfAsync(campaign, cancellation);
            if (campaign.RemindsOn(campaign.Today(now), deadlines.For(cityManaged: false, [])) && !await IsRemindedAsync(db, campaign, now, cancellation))
                due.Add(campaign);
        }
        return due;
    }

    private static Task<bool> IsRemindedAsync(DeclarationsDb db, Campaign campaign, DateTimeOffset now, CancellationToken cancellation)
    {
        var today = campaign.Today(now);
        return db.Reminders.AnyAsync(r => r.CampaignId == campaign.Id && r.On == today && r.ByAccountId == null, cancellation);
    }

    private static async Task RemindAsync(DeclarationsDb db, IServiceProvider services, Campaign campaign, CancellationToken cancellation)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (await IsRemindedAsync(db, campaign, now, cancellation))
            return;
        var request = new FiguresRequest(campaign, campaign.Unit, Own: false, AsOf: null);
        await services.GetRequiredService<ReminderDesk>().SendAsync(request, new Act(null, now, campaign.Today(now)), ReminderKinds.All, cancellation);
    }
}
