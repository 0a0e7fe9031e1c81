using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Declarations.Auditing;
using Declarations.Web.Tests.Hosting;
using Declarations.Web.Tests.Tips;
using Declarations.Web.Tests.Trust;
using Declarations.Web.Watch;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Declarations.Web.Tests.Watch;

/// <summary>What leaves for a collector, as one receives it: numbers and routes, and nothing of anybody.</summary>
public sealed class TelemetryTests
{
    private const string Canary = "CANARY7391";

    [Fact]
    public async Task A_collector_gets_the_measures_and_nothing_of_a_person()
    {
        await using var collector = new Collector();
        await collector.StartAsync();
        await using var office = new WatchedOffice(collector.Address);
        await office.InitializeAsync();
        var clerk = await office.City.Clerk(office.City.Station);
        await office.City.HandIn(clerk, City.Nil(clerk));
        var visitor = await office.Visit(clerk);
        await visitor.Open($"/questions?search={Canary}");
        await visitor.Open($"/my-work?{Canary}=1");
        for (var n = 0; n < 400 && !(collector.Has("declarations.submissions") && collector.Bodies.Any(body => body.Path == "/otlp/v1/traces")); n++)
            await Task.Delay(50);
        foreach (var measure in new[]
            { "declarations.submissions", "declarations.tree.waiting", "declarations.passwords.waiting", "http.server.request.duration" })
            Assert.True(collector.Has(measure), $"{measure} is missing among {collector.Bodies.Count} reports");
        Assert.Contains(collector.Bodies, body => body.Path == "/otlp/v1/traces");
        foreach (var secret in new[] { Canary, clerk.Official!.Name, clerk.Official.StaffNumber, clerk.UserName, $"{clerk.AccountId}", City.Practice })
            Assert.False(collector.Has(secret), secret);
    }

    [Fact]
    public async Task Health_says_how_old_checkpoint_and_backup_are()
    {
        await using var office = new Office();
        await office.InitializeAsync();
        var clerk = await office.City.Clerk(office.City.Station);
        await office.City.HandIn(clerk, City.Nil(clerk));
        Assert.Equal(HttpStatusCode.OK, (await office.Visit().Open("/health/live")).Status);
        var before = await AskAsync();
        Assert.True(before.GetProperty("waitingLeaves").GetInt64() > 0);
        Assert.Equal((JsonValueKind.Null, "Healthy"), (before.GetProperty("backupAge").ValueKind, before.GetProperty("status").GetString()));
        await office.InDb(async db =>
        {
            var act = new Act(null, office.Time.GetUtcNow(), new(2017, 9, 18));
            db.AuditEntries.Add(AuditEntry.Of(act, AuditAction.BackupMade, "Backup", Guid.NewGuid()));
            await db.SaveChangesAsync();
        });
        await office.SequenceAsync();
        office.Time.Pass(TimeSpan.FromMinutes(5));
        var after = await AskAsync();
        Assert.Equal((300, 300, 0), (after.GetProperty("checkpointAge").GetDouble(), after.GetProperty("backupAge").GetDouble(),
            after.GetProperty("waitingLeaves").GetInt64()));

        async Task<JsonElement> AskAsync() => JsonDocument.Parse((await office.Visit().Open("/health")).Body).RootElement;
    }

    [Fact]
    public async Task A_collector_gets_nothing_of_a_tip_that_is_read_at_the_desk()
    {
        await using var collector = new Collector();
        await collector.StartAsync();
        await using var office = new WatchedOffice(collector.Address);
        await office.InitializeAsync();
        var desk = await DeskScene.SetAsync(office);
        var (id, code) = await desk.SendAsync($"{Canary} 夜间采砂", about: Canary);
        var officer = await desk.OpenAsync(desk.First);
        await officer.Open($"/tips/{id}");
        Assert.Contains(Canary, officer.Text, StringComparison.Ordinal);
        for (var n = 0; n < 1200 && !collector.Has("tips/{id:guid}"); n++)
            await Task.Delay(50);
        Assert.True(collector.Has("tips/{id:guid}"), "The look at the tip was not measured: there is nothing to search.");
        foreach (var secret in new[] { Canary, $"{id}", $"{id:N}", code.ToString(), desk.First.UserName })
            Assert.False(collector.Has(secret), secret);
    }

    [Theory, InlineData("collector"), InlineData("ftp://collector")]
    public async Task An_address_that_is_none_stops_the_start(string address)
    {
        await using var office = new Office();
        await office.InitializeAsync();
        using var telemetry = new Telemetry(new ConfigurationBuilder().AddInMemoryCollection([new("Telemetry:Endpoint", address)]).Build(),
            office.Services.GetRequiredService<Gauges>());
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => telemetry.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("Telemetry:Endpoint", refusal.Message, StringComparison.Ordinal);
    }

    private sealed class WatchedOffice(Uri collector) : Office
    {
        protected override IEnumerable<(string Key, string Value)> Settings =>
            [("Telemetry:Endpoint", collector.ToString()), ("Telemetry:Seconds", "1")];
    }

    private sealed class Collector : IAsyncDisposable
    {
        private readonly WebApplication app;

        public Collector()
        {
            var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
            builder.Logging.ClearProviders();
            app = builder.Build();
            app.MapPost("/otlp/v1/{kind}", async (HttpContext context) =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                Bodies.Enqueue((context.Request.Path, body.ToArray()));
            });
        }

        public ConcurrentQueue<(string Path, byte[] Bytes)> Bodies { get; } = [];
        public Uri Address => new(app.Urls.First() + "/otlp");

        public Task StartAsync() => app.StartAsync();
        public bool Has(string text) => Bodies.Any(body => body.Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);
        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
