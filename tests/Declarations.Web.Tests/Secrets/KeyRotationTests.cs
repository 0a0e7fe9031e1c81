using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Guards;
using Declarations.Jobs;
using Declarations.Reports;
using Declarations.Web.Commands;
using Declarations.Web.Jobs;
using Declarations.Web.Language;
using Declarations.Web.Tests.Hosting;
using Declarations.Web.Tests.Trust;
using Declarations.Web.Watch;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Secrets;

/// <summary>The encryption key is changed while people work; nothing is lost, the old key goes, and a node without the new one writes nothing.</summary>
public sealed partial class KeyRotationTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly KeyFileOffice office = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
    private City City => office.City;
    private Vault Vault => office.Services.GetRequiredService<Vault>();

    public ValueTask InitializeAsync() => office.InitializeAsync();

    public ValueTask DisposeAsync() => office.DisposeAsync();

    [Fact]
    public async Task Everything_is_sealed_anew_while_people_work_and_then_the_old_key_goes()
    {
        await SealedTables.FillAsync(office);
        await SealedTables.StripHalfOfTheNamesAsync(office);
        var (before, old, triggers) = (await SealedTables.PlainAsync(office), Vault.Current, await TriggersAsync());
        Assert.Empty((await office.InDb(db => db.CheckTreeAsync())).Findings);
        var made = Id().Match((await DoneAsync("new")).Output).Value;
        await UseAsync(made);
        var tables = await office.InDb(db => Task.FromResult(db.Model.GetEntityTypes().Where(entity => SealedTables.SealedOf(entity).Count > 0)
            .Select(entity => entity.GetTableName()!).Append("AspNetUserTokens").Append("CookieKeys").ToList()));
        var counted = (await DoneAsync()).Output;
        Assert.Equal([], tables.Where(table => !counted.Contains(table + " ", StringComparison.Ordinal)));

        var killed = await KilledAsync();
        var clerk = await City.Clerk(City.Station);
        using var over = new CancellationTokenSource();
        var working = WorkAsync(clerk, over.Token);
        var watch = Stopwatch.StartNew();
        var said = (await DoneAsync("reseal")).Output;
        var took = watch.Elapsed;
        await over.CancelAsync();
        var (saved, filed) = await working;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{counted}{killed} before the kill, the rest in {took.TotalSeconds:0.0} s; {saved} drafts saved and {filed.Count} reports filed meanwhile\n")
            + said);
        Assert.True(saved > 0 && filed.Count > 0);
        Assert.Contains($"{old}: nothing is sealed with it", said, StringComparison.Ordinal);
        Assert.All(await office.InDb(db => db.Jobs.Where(job => job.SubjectKind == nameof(KeyRotation)).ToListAsync()),
            job => Assert.Equal((JobStatus.Done, null), (job.Status, job.StoppedBy)));
        await DoneAsync("drop", old);
        Assert.Equal([made], VaultKeys.Read(await File.ReadAllBytesAsync(office.KeyFile!, Cancellation)).Ids);

        // With the new key alone everything is as it was, and what was written meanwhile is there; the tree agrees and the guards stand.
        await using var after = office.Restarted();
        var opened = await SealedTables.PlainAsync(after);
        Assert.Equal([], before.Where(row => opened.GetValueOrDefault(row.Key) != row.Value).Select(row => $"{row.Key}: {row.Value}").Take(5));
        Assert.Contains(opened, row => row.Value.Contains(Correction(saved), StringComparison.Ordinal));
        Assert.All(filed, version => Assert.Equal(version.Value, opened[$"Submissions {version.Key} Canonical"]));
        await after.SequenceAsync();
        Assert.Empty((await after.InDb(db => db.CheckTreeAsync())).Findings);
        Assert.Equal(0, (await after.RunAsync("check-derived")).Code);
        Assert.Equal(HttpStatusCode.OK, (await (await after.Visit(clerk)).Open(Links.Details(City.Practice))).Status);
        Assert.Equal(triggers, await TriggersAsync());
        Assert.Empty(office.Faults);
        Assert.Empty(after.Faults);

        // A thief of the disk finds neither texts nor keys.
        List<string> secrets = [.. Enumerable.Range(0, 20).Select(n => $"换钥砂石厂{n:00}"), .. Enumerable.Range(0, 100).Select(SealedTables.NumberOf),
            Correction(1), Correction(saved), "登记时写下的原因", Convert.ToBase64String(office.Key),
            .. (await File.ReadAllLinesAsync(office.KeyFile!, Cancellation)).Where(line => line[0] != '#').Select(line => line.Split(' ')[^1])];
        var stored = await office.AtRestAsync();
        var hits = secrets.SelectMany(secret => stored.Holding(secret).Select(where => $"{secret} in {where}")).ToList();
        output.WriteLine($"{secrets.Count} secrets looked for in {stored.Count} files and rows: {hits.Count} found");
        Assert.Equal([], hits.Take(5));
        Assert.NotEmpty(stored.Holding("R00999"));
    }

    [Fact]
    public async Task An_altered_text_is_still_named_after_it_was_passed_over()
    {
        await office.FillAsync();
        await office.SequenceAsync();
        await office.ForgeAsync($"UPDATE \"Checks\" SET \"TextSealed\" = {(TestDatabase.IsPostgres ? "'\\x00'::bytea || substr(\"TextSealed\", 2)"
            : "CAST(x'00' || substr(\"TextSealed\", 2) AS BLOB)")}");
        var made = Id().Match((await DoneAsync("new")).Output).Value;
        var old = Vault.Current;
        await UseAsync(made);
        Assert.Contains("values", (await DoneAsync("reseal")).Output, StringComparison.Ordinal);
        Assert.Contains("1 closed", (await office.InDb(db => db.AuditEntries.SingleAsync(entry => entry.Action == AuditAction.ValuesResealed))).Detail!,
            StringComparison.Ordinal);
        // It would not open with the old key either.
        await DoneAsync("drop", old);
        Assert.StartsWith("Checks ", Assert.Single((await office.InDb(db => db.CheckTreeAsync())).Findings).Where, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_in_use_or_was_a_moment_ago_is_not_taken_out()
    {
        await City.HandIn(await City.Clerk(City.Station), City.Nil(await City.Clerk(City.Station)));
        var (old, made) = (Vault.Current, Id().Match((await DoneAsync("new")).Output).Value);
        Assert.Contains("keys use", (await DoneAsync("new")).Output, StringComparison.Ordinal);
        await RefusedAsync("is the one that seals", "drop", old);
        await UseAsync(made);
        await RefusedAsync("is sealed with the key " + old, "drop", old);
        await RefusedAsync("There is no key 01234567", "drop", "01234567");
        await RefusedAsync("is not in the key file", "use", "01234567");
        await DoneAsync("reseal");
        // By the clock on the wall this time.
        await DoneAsync("use", VaultKeys.Read(await File.ReadAllBytesAsync(office.KeyFile!, Cancellation)).Ids[2]);
        await RefusedAsync("Try again in 5 minutes", "drop", old);
        Assert.Equal(3, VaultKeys.Read(await File.ReadAllBytesAsync(office.KeyFile!, Cancellation)).Ids.Count);

        async Task RefusedAsync(string why, params string[] arguments)
        {
            var (code, _, errors) = await office.RunAsync(["keys", .. arguments]);
            Assert.Equal(1, code);
            Assert.Contains(why, errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_node_without_the_key_says_so_is_not_ready_and_writes_nothing_until_it_has_it()
    {
        var own = office.KeyFile + "-of-the-other";
        File.Copy(office.KeyFile!, own);
        await using var other = office.Restarted(null, own);
        var clerk = await City.Clerk(City.Station);
        var visitor = await other.Visit(clerk);
        await visitor.Open(Links.Details(City.Practice));
        var made = Id().Match((await DoneAsync("new")).Output).Value;
        await UseAsync(made);
        await City.Draft(clerk, City.Nil(clerk) with { Correction = "在另一节点写的" });

        await other.Services.GetRequiredService<KeyWatch>().LookAsync(Cancellation);
        Assert.Equal(made, other.Services.GetRequiredService<Vault>().Missing);
        await visitor.Open("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, visitor.Status);
        await office.LeavesAllUnchanged(async () =>
        {
            // Not the draft, which this node cannot read, nor anything else that would have to be sealed.
            Assert.Throws<UnknownKeyException>(() => other.Services.GetRequiredService<Vault>().Seal([1], "place"));
            await Assert.ThrowsAnyAsync<Exception>(() => new CityOf(other, City).Draft(clerk));
        });
        Assert.Contains(other.Faults, fault => fault.Contains($"The key {made} is not in the key file", StringComparison.Ordinal));
        var (code, _, errors) = await office.RunAsync("keys", $"--Encryption:Key:File={own}");
        Assert.Equal(1, code);
        Assert.Contains($"It needs the key {made}", errors, StringComparison.Ordinal);

        File.Copy(office.KeyFile!, own, overwrite: true);
        await other.Services.GetRequiredService<KeyWatch>().LookAsync(Cancellation);
        Assert.Equal((made, null), (other.Services.GetRequiredService<Vault>().Current, other.Services.GetRequiredService<Vault>().Missing));
        Assert.Equal("在另一节点写的", (await other.InDb(db => db.Reports.AsNoTracking().SingleAsync(r => r.OfficialId == clerk.Official!.Id
            && r.Campaign.Code == City.Practice))).Draft!.Correction);
        await visitor.Open("/health/ready");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
    }

    [Fact]
    public async Task The_application_may_not_seal_ledgers_anew_and_leaves_that_to_the_owner()
    {
        if (!TestDatabase.IsPostgres)
            return;
        await DoneAsync("new");
        var connection = await office.InDb(db => Task.FromResult(db.Database.GetConnectionString()!));
        var (code, _, errors) = await office.RunAsync("keys", "reseal", $"--ConnectionStrings:Declarations={connection}");
        Assert.Equal(1, code);
        Assert.Contains("by the role that owns the tables", errors, StringComparison.Ordinal);
        await office.InDb(async db =>
        {
            db.Jobs.Add(Job.About(nameof(KeyRotation), office.Time.GetUtcNow()));
            await db.SaveChangesAsync();
        });
        await office.Services.GetRequiredService<JobRunner>().WorkOffAsync(Cancellation);
        Assert.Equal(JobStatus.Waiting, (await office.InDb(db => db.Jobs.SingleAsync(job => job.SubjectKind == nameof(KeyRotation)))).Status);
        // The owner takes it, unless somebody wanted it to stop.
        Assert.Contains("It stops", (await DoneAsync("reseal", "--cancel")).Output, StringComparison.Ordinal);
        Assert.Contains(new Words(Words.English)["refused.reseal.stopped"], (await office.RunAsync("keys", "reseal")).Errors, StringComparison.Ordinal);
        await DoneAsync("reseal");
    }

    [Fact]
    public async Task A_backup_carries_every_key_and_one_of_before_still_opens()
    {
        using var escrow = RSA.Create(3072);
        var work = Directory.CreateTempSubdirectory("declarations-rotated-").FullName;
        await File.WriteAllTextAsync(Path.Combine(work, "escrow.pem"), escrow.ExportSubjectPublicKeyInfoPem(), Cancellation);
        await File.WriteAllTextAsync(Path.Combine(work, "escrow.key"), escrow.ExportPkcs8PrivateKeyPem(), Cancellation);
        var clerk = await City.Clerk(City.Station);
        var version = await City.HandIn(clerk, City.Sand(clerk));
        var old = Vault.Current;
        await BackUpAsync("before");
        var made = Id().Match((await DoneAsync("new")).Output).Value;
        await UseAsync(made);
        await BackUpAsync("between");
        await DoneAsync("reseal");
        await DoneAsync("drop", old);
        foreach (var (name, keys) in new[] { ("before", new[] { old }), ("between", [old, made]) })
        {
            var target = await TestDatabase.CreateAsync();
            var file = Path.Combine(work, name + ".key");
            Assert.Equal((0, ""), await RunAsync("restore", "--from", Path.Combine(work, name), "--escrow-key", Path.Combine(work, "escrow.key"),
                "--key-out", file, $"--ConnectionStrings:Declarations={target.Connection}", $"--Keys:Path={Path.Combine(target.Folder, "keys")}"));
            Assert.Equal(keys, VaultKeys.Read(await File.ReadAllBytesAsync(file, Cancellation)).Ids);
            await using (var restored = office.Restarted(target.Connection, file))
                Assert.Equal(version.Canonical,
                    (await restored.InDb(db => db.Submissions.AsNoTracking().SingleAsync(each => each.Id == version.Id))).Canonical);
            await target.DropAsync();
        }
        Directory.Delete(work, recursive: true);

        async Task BackUpAsync(string name) => Assert.Equal((0, ""),
            await RunAsync("backup", "--to", Path.Combine(work, name), "--escrow", Path.Combine(work, "escrow.pem")));

        async Task<(int, string)> RunAsync(params string[] arguments) =>
            await office.RunAsync(arguments) is var (code, _, errors) ? (code, errors) : default;
    }

    /// <summary>A city seen from another node.</summary>
    private sealed class CityOf(Office other, City city)
    {
        public Task Draft(Person clerk) => city.In(other).Draft(clerk, City.Nil(clerk) with { Correction = "没有密钥" });
    }

    private async Task<(int Code, string Output, string Errors)> DoneAsync(params string[] arguments)
    {
        var done = await office.RunAsync(["keys", .. arguments]);
        Assert.True(done.Code == 0, done.Errors);
        return done;
    }

    /// <summary>By the clock of the office, which is years behind that of the verbs.</summary>
    private async Task UseAsync(string id)
    {
        await using var scope = office.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<KeyRotation>().UseAsync(id, Cancellation);
        Assert.Equal(id, Vault.Current);
    }

    /// <summary>A process of its own, killed in the middle of its work.</summary>
    /// <returns>How many values it had sealed anew.</returns>
    private async Task<int> KilledAsync()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. await office.LineAsync("keys", "reseal")])
        { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var done = 0;
        for (var n = 0; done < 500 && !process.HasExited && n < 6000; n++)
        {
            await Task.Delay(10, Cancellation);
            done = await office.InDb(db => db.Jobs.Where(job => job.SubjectKind == nameof(KeyRotation)).Select(job => job.Done)
                .SingleOrDefaultAsync(Cancellation));
        }
        Assert.False(process.HasExited, "It was over before it could be killed.");
        process.Kill();
        await process.WaitForExitAsync(Cancellation);
        return done;
    }

    /// <summary>Somebody changes a draft again and again through the pages, and others file.</summary>
    private async Task<(int Saved, Dictionary<Guid, string> Filed)> WorkAsync(Person clerk, CancellationToken over)
    {
        var (saved, filed) = (0, new Dictionary<Guid, string>());
        await Task.Yield();
        while (!over.IsCancellationRequested)
        {
            await City.Draft(clerk, City.Nil(clerk) with { Correction = Correction(++saved) });
            if (saved % 5 != 0)
                continue;
            var other = await City.Clerk(City.Station);
            var version = await City.HandIn(other, City.Sand(other));
            filed[version.Id] = JsonSerializer.Serialize(version.Canonical, CanonicalReport.Json);
        }
        return (saved, filed);
    }

    private static string Correction(int n) => $"更换密钥期间第{n}次写下的话";

    /// <summary>Triggers that a migration would have to make again.</summary>
    private Task<List<string>> TriggersAsync() => office.AsOwner(db => db.Database.SqlQueryRaw<string>(TestDatabase.IsPostgres
        ? "SELECT tgname AS \"Value\" FROM pg_trigger WHERE tgenabled = 'O' AND tgname LIKE 'guard%' ORDER BY 1"
        : "SELECT name || sql AS \"Value\" FROM sqlite_master WHERE type = 'trigger' ORDER BY 1").ToListAsync());

    [GeneratedRegex("^[0-9a-f]{8}")]
    private static partial Regex Id();
}
