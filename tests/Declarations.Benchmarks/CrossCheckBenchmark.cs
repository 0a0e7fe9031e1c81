using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Verification;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Declarations.Benchmarks;

/// <summary>
/// Joining the people of a campaign with a million rows of a register, as a cross-check does it, beside the same hash join written by hand over the same
/// rows, in turn on one connection of one server. The marks of the people are made before both and timed apart.
/// </summary>
internal static class CrossCheckBenchmark
{
    private const int People = 100_000, Rows = 1_000_000, Batch = 20_000, Rounds = 5, Names = 600_000;
    private const double Goal = 1.5;

    private const string ByHand = """
        SELECT m."ReportId", m."OfficialId", m."SubjectId", m."Key", m."NumberKey", r."Id", r."FirmKey"
        FROM "RegistryRows" r JOIN "Marked" m ON m."Key" = r."PersonKey" WHERE r."ImportId" = @import
        """;

    /// <returns>Whether the goal is met.</returns>
    public static async Task<bool> RunAsync(string server)
    {
        await using var app = Build(await RosterBenchmark.FreshAsync(server, "bench_crosscheck"));
        await using var scope = app.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DeclarationsDb>();
        await db.MigrateAsync();
        var watch = Stopwatch.StartNew();
        var campaign = await FoundAsync(db);
        var import = await RegisterAsync(db);
        await db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE");
        Console.WriteLine(Said($"{People:N0} people, {Rows:N0} rows, {Environment.ProcessorCount} processors; laid out in {watch.Elapsed.TotalSeconds:0} s"));

        await using var transaction = await db.Database.BeginTransactionAsync();
        watch.Restart();
        var (people, _) = await db.MarkPeopleAsync(campaign);
        Console.WriteLine(Said($"marks of {people:N0} people: {watch.Elapsed.TotalSeconds:0.00} s"));
        var (ours, theirs, hits, same) = (TimeSpan.MaxValue, TimeSpan.MaxValue, 0, 0);
        for (var round = 0; round <= Rounds; round++)
        {
            watch.Restart();
            hits = (await db.HitsAsync([import])).Count;
            var own = watch.Elapsed;
            watch.Restart();
            same = await ByHandAsync((NpgsqlConnection)db.Database.GetDbConnection(), import);
            // The first of each only warms.
            if (round > 0)
                (ours, theirs) = (own < ours ? own : ours, watch.Elapsed < theirs ? watch.Elapsed : theirs);
        }
        var ratio = ours / theirs;
        Console.WriteLine(Said($"join: {ours.TotalSeconds:0.000} s for {hits:N0} hits; by hand {theirs.TotalSeconds:0.000} s for {same:N0}; ")
            + Said($"ratio {ratio:0.00} (goal {Goal:0.0})"));
        await transaction.RollbackAsync();

        var check = await db.CrossChecks.AsNoTracking().Include(each => each.Campaign).SingleAsync();
        await using var whole = await db.Database.BeginTransactionAsync();
        watch.Restart();
        var (_, counts) = await scope.ServiceProvider.GetRequiredService<CrossChecker>().RunAsync(check, Now, (_, _) => { });
        await whole.CommitAsync();
        Console.WriteLine(Said($"whole cross-check with evidence and {counts.New:N0} leads kept: {watch.Elapsed.TotalSeconds:0.0} s"));
        return hits == same && hits > 0 && ratio <= Goal;
    }

    private static Act Now => new(null, DateTimeOffset.UtcNow, new(2017, 11, 1));

    /// <summary>Every hit read as the product reads it.</summary>
    private static async Task<int> ByHandAsync(NpgsqlConnection connection, Guid import)
    {
        await using var command = new NpgsqlCommand(ByHand, connection) { Parameters = { new("import", import) } };
        await using var reader = await command.ExecuteReaderAsync();
        var hits = new List<(Guid, Guid, Guid?, byte[], byte[]?, Guid, byte[])>();
        while (await reader.ReadAsync())
            hits.Add((reader.GetGuid(0), reader.GetGuid(1), await reader.IsDBNullAsync(2) ? null : reader.GetGuid(2), (byte[])reader[3],
                await reader.IsDBNullAsync(4) ? null : (byte[])reader[4], reader.GetGuid(5), (byte[])reader[6]));
        return hits.Count;
    }

    private static async Task<Guid> FoundAsync(DeclarationsDb db)
    {
        var city = Unit.Create(Now, "bench", "基准市", UnitKind.City, null);
        var campaign = Campaign.Create(Now, Preset.Zhuzhou2017, "bench", "基准专项", "基准市", city);
        db.AddRange(city, campaign);
        db.CrossChecks.Add(CrossCheck.Ask(Now, campaign));
        await db.SaveChangesAsync();
        for (var first = 0; first < People; first += Batch)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var officials = Enumerable.Range(first, Batch).Select(n => Official.Enter(Now, $"B{n:000000}", Name(n), city.Id, new RosterEntry())).ToList();
            await db.InsertManyAsync(officials);
            await db.InsertManyAsync(officials.ConvertAll(official => PersonalSituationReport.Open(Now, campaign, official, city)));
            await transaction.CommitAsync();
        }
        db.ChangeTracker.Clear();
        return campaign.Id;
    }

    /// <summary>Names as common as in a real register: one row in a hundred has that of somebody of the campaign.</summary>
    private static async Task<Guid> RegisterAsync(DeclarationsDb db)
    {
        var import = RegistryImport.Upload(Now, new(RegistryKind.Shareholders, "基准", new(2017, 10, 31), "基准市"), "基准.csv", new string('0', 64), null);
        import.Finish(Now, new(Rows, Rows, 0, 0, 0), []);
        db.RegistryImports.Add(import);
        await db.SaveChangesAsync();
        var random = new Random(2017);
        for (var first = 0; first < Rows; first += Batch)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.InsertManyAsync([.. Enumerable.Range(first, Batch).Select(n =>
            {
                var (person, firm) = (n % 100 == 0 ? Name(random.Next(People)) : Name(People + random.Next(Names)), $"基准第{n / 3}有限公司");
                return new RegistryRow
                {
                    Id = Guid.CreateVersion7(),
                    ImportId = import.Id,
                    Number = n + 2,
                    Kind = import.Kind,
                    PersonKey = db.PersonKey(person),
                    FirmKey = db.FirmKey(firm),
                    Text = $$"""{"firm":"{{firm}}","person":"{{person}}"}""",
                };
            })]);
            await transaction.CommitAsync();
        }
        db.ChangeTracker.Clear();
        return import.Id;
    }

    private static string Name(int n) => string.Create(CultureInfo.InvariantCulture, $"基准{n:000000}");

    private static string Said(FormattableString text) => FormattableString.Invariant(text);

    private static ServiceProvider Build(string connection) => new ServiceCollection().AddSingleton(TimeProvider.System).AddLogging()
        .AddDeclarationsData(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = "postgresql",
            ["ConnectionStrings:Declarations"] = connection,
            ["Encryption:Key"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        }).Build()).BuildServiceProvider();
}
