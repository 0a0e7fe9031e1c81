using Declarations.Auditing;
using Declarations.Data;
using Declarations.Jobs;
using Declarations.Roster;
using Declarations.Web.Jobs;
using Declarations.Web.Tests.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Jobs;

/// <summary>An office with work about officials that has no end but to be cancelled.</summary>
public sealed class PatientOffice : Office
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureServices(services => services.AddLongWork<Official, Endless>());
    }

    private sealed class Endless : ILongWork
    {
        public Task RunAsync(Job job, Action<int, int> progress, CancellationToken cancellation)
        {
            progress(1, 2);
            return Task.Delay(Timeout.Infinite, cancellation);
        }

        public Task<string> StopAsync(Job job, Exception why) =>
            Task.FromResult(why is OperationCanceledException ? Refusal.JobCancelled.Code : why.ToString());
    }
}

/// <summary>The queue of long work: by one process, to its end, once; or cancelled.</summary>
public sealed class JobTests(PatientOffice office) : IClassFixture<PatientOffice>
{
    private JobRunner Runner => office.Services.GetRequiredService<JobRunner>();

    [Fact]
    public async Task What_was_left_in_the_middle_is_started_over_by_the_next_process_and_done_once()
    {
        Guid import;
        await using (var scope = office.Services.CreateAsyncScope())
        {
            await using var claim = await ClaimAsync(scope.ServiceProvider.GetRequiredService<DeclarationsDb>());
            var visitor = await AgreedAsync("J001");
            import = (await JobAsync()).SubjectId;
            Assert.Contains(Visitor.Words["import.queued"], visitor.Text, StringComparison.Ordinal);
            // As a process leaves it that ends in the middle.
            await office.InDb(db => db.Jobs.Where(j => j.SubjectId == import).ExecuteUpdateAsync(set => set.SetProperty(j => j.Status, JobStatus.Running)));
        }
        await using (var again = office.Restarted())
        {
            _ = again.Services;
            Assert.Equal((JobStatus.Done, null), await EndOfAsync(import));
        }
        // And one that ends after the work, before it is noted.
        await office.InDb(db => db.Jobs.Where(j => j.SubjectId == import)
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.Status, JobStatus.Running).SetProperty(j => j.EndedAt, (DateTimeOffset?)null)));
        Runner.Wake();
        Assert.Equal((JobStatus.Done, null), await EndOfAsync(import));
        Assert.Equal((1, 1), await office.InDb(async db => (await db.Officials.CountAsync(o => o.StaffNumber == "J001"),
            await db.AuditEntries.CountAsync(e => e.SubjectId == import && e.Action == AuditAction.RosterImported))));
    }

    [Fact]
    public async Task One_process_at_a_time_has_the_queue_and_what_waits_can_be_cancelled()
    {
        await using var scope = office.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DeclarationsDb>();
        var claim = await ClaimAsync(db);
        await using (var other = office.Services.CreateAsyncScope())
            Assert.Null(await JobClaim.TryAsync(other.ServiceProvider.GetRequiredService<DeclarationsDb>(), TestContext.Current.CancellationToken));
        var visitor = await AgreedAsync("J002");
        await Runner.WorkOffAsync(TestContext.Current.CancellationToken);
        var job = await JobAsync();
        Assert.Equal(JobStatus.Waiting, job.Status);
        await visitor.Form("import.cancel").Submit();
        await claim.DisposeAsync();
        Runner.Wake();
        Assert.Equal((JobStatus.Stopped, Refusal.JobCancelled.Code), await EndOfAsync(job.SubjectId));
        await visitor.Open(visitor.Address);
        Assert.Contains(Visitor.Words["refused.job.cancelled"], visitor.Text, StringComparison.Ordinal);
        Assert.False(await office.InDb(each => each.Officials.AnyAsync(o => o.StaffNumber == "J002")));
    }

    [Fact]
    public async Task What_is_at_work_shows_how_far_it_is_and_stops_when_it_is_cancelled_even_from_another_process()
    {
        await using var elsewhere = office.Restarted<PatientOffice>();
        var looker = TestDatabase.IsPostgres ? elsewhere.Services.GetRequiredService<JobRunner>() : Runner;
        var job = await office.InDb(async db =>
        {
            var job = Job.About(await db.Officials.FirstAsync(), new Act(null, office.Time.GetUtcNow(), new(2017, 9, 4)));
            db.Jobs.Add(job);
            await db.SaveChangesAsync();
            return job;
        });
        Runner.Wake();
        await UntilAsync(async () => looker.ProgressOf(await office.InDb(db => db.Jobs.AsNoTracking().SingleAsync(j => j.Id == job.Id))) == (1, 2));
        await office.InDb(db => looker.CancelAsync(db, job));
        Assert.Equal((JobStatus.Stopped, Refusal.JobCancelled.Code), await EndOfAsync(job.SubjectId));
        Assert.Empty(office.Faults);
    }

    private async Task<Visitor> AgreedAsync(string number)
    {
        var visitor = await (await office.Visit(office.City.Officer)).Open(Links.Roster);
        await visitor.Form("roster.upload").Fill("RosterUploadForm.Covers", FileCovers.SomePeople).Attach("RosterUploadForm.File", "花名册.xlsx",
            Roster.Sheets.Roster([new() { ["StaffNumber"] = number, ["Name"] = "排队的人", ["Unit"] = "station" }])).Submit();
        return await visitor.Form("import.start").Submit();
    }

    private Task<Job> JobAsync() => office.InDb(db => db.Jobs.AsNoTracking().OrderByDescending(j => j.Id).FirstAsync());

    private async Task<(JobStatus, string?)> EndOfAsync(Guid subject)
    {
        await UntilAsync(() => office.InDb(db => db.Jobs.AnyAsync(j => j.SubjectId == subject && j.EndedAt != null)));
        return await office.InDb(async db => await db.Jobs.AsNoTracking().SingleAsync(j => j.SubjectId == subject) is var job ? (job.Status, job.StoppedBy)
            : default);
    }

    private static async Task<JobClaim> ClaimAsync(DeclarationsDb db)
    {
        JobClaim? claim = null;
        await UntilAsync(async () => (claim = await JobClaim.TryAsync(db, TestContext.Current.CancellationToken)) is not null);
        return claim!;
    }

    private static async Task UntilAsync(Func<Task<bool>> met)
    {
        for (var n = 0; !await met(); n++)
        {
            Assert.True(n < 300, "It does not come about.");
            await Task.Delay(50);
        }
    }
}
