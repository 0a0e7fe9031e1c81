using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Reporting.Boards;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

#pragma warning disable CA1310 // the comparison runs in the database, on paths of lower-case codes
#pragma warning disable CA2100, EF1002, EF1003 // names of our own model

namespace Declarations.Benchmarks;

/// <summary>
/// Registers: the first screen of a board of 1,000 problems, 6,000 measures and 60,000 entries as a ratio to /account of the same host, and to the board of
/// 18 problems; memory while its notice is drafted and written; figures over 2,000 registers, 230,000 measures and 2.3 million entries on PostgreSQL, now
/// and as of a day, beside the same figures by SQL written by hand.
/// </summary>
internal static partial class RegistersBenchmark
{
    private const int Registers = 2_000, Rounds = 5, Entries = 10;
    private static readonly Uri Address = new("http://127.0.0.1:5394");
    private static readonly DateOnly Today = BeijingTime.DayOf(TimeProvider.System.GetUtcNow()), First = Today.AddDays(-200);

    /// <summary>One board, in the host with the demo in it.</summary>
    /// <returns>Whether every goal is met.</returns>
    public static async Task<bool> BoardAsync()
    {
        var folder = Directory.CreateTempSubdirectory("registers").FullName;
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        string[] settings = [$"--ConnectionStrings:Declarations=Data Source={folder}/main.db", $"--Encryption:Key={key}", $"--Keys:Path={folder}/keys",
            "--Security:Https=false", "--AllowedHosts=127.0.0.1", "--Logging:LogLevel:Default=Error"];
        string printed;
        using (var seeding = PagesBenchmark.Web([.. settings, "seed", "--demo", "--people", "300"]))
        {
            printed = await seeding.StandardOutput.ReadToEndAsync();
            await seeding.WaitForExitAsync();
        }
        var password = PagesBenchmark.SignInLine().Matches(printed).Single(line => line.Groups[1].Value == "office").Groups[2].Value;
        var (small, large) = (Guid.Empty, Guid.Empty);
        await using (var app = Build("sqlite", $"Data Source={folder}/main.db", key, $"{folder}/keys"))
        await using (var scope = app.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<DeclarationsDb>();
            var bureau = await db.Units.SingleAsync(unit => unit.Code == "demo-bureau");
            small = await LayAsync(db, bureau, "bench-18", problems: 18, measures: 108);
            large = await LayAsync(db, bureau, "bench-1000", problems: 1_000, measures: 6_000);
        }
        SqliteConnection.ClearAllPools();
        using var host = PagesBenchmark.Web([.. settings, $"--urls={Address}"]);
        try
        {
            using var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() })
            { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(15) };
            for (var tries = 0; tries < 900 && !await PagesBenchmark.IsReadyAsync(client); tries++)
                await Task.Delay(200);
            await PagesBenchmark.SignInAsync(client, "office", password);
            var memory = await NoticeAsync(host, client, large);
            await PagesBenchmark.SettleAsync(client);
            var few = await PagesBenchmark.RatioAsync(client, $"/registers/{small}");
            var many = await PagesBenchmark.RatioAsync(client, $"/registers/{large}");
            return TipsBenchmark.Print("notice of 1,000 problems, MiB above idle", memory, 100m)
                & TipsBenchmark.Print("board of 18 problems, times /account", few, 3m)
                & TipsBenchmark.Print("board of 1,000 problems, times /account", many, 3m)
                & TipsBenchmark.Print("board of 1,000 problems, times that of 18", many / few, 1.3m);
        }
        finally
        {
            host.Kill();
            await host.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Drafts the notice and downloads it as .docx.</summary>
    /// <returns>MiB at the worst moment above those at rest before.</returns>
    private static async Task<decimal> NoticeAsync(Process host, HttpClient client, Guid register)
    {
        var page = new Uri($"/registers/{register}/notices", UriKind.Relative);
        var token = PagesBenchmark.Token().Match(await client.GetStringAsync(page)).Groups[1].Value;
        await Task.Delay(3_000);
        var idle = TipsBenchmark.Resident(host, "VmRSS");
        await File.WriteAllTextAsync($"/proc/{host.Id}/clear_refs", "5");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        { ["__RequestVerificationToken"] = token, ["Form.AsOf"] = $"{Today:yyyy-MM-dd}" });
        using var drafted = await client.PostAsync(page, form);
        var address = drafted.EnsureSuccessStatusCode().RequestMessage!.RequestUri!;
        if (!NoticePage().IsMatch(address.AbsolutePath))
            throw new InvalidOperationException($"No notice was drafted: {address}");
        var file = await client.GetByteArrayAsync(new Uri($"{address.AbsolutePath}?handler=Docx", UriKind.Relative));
        Console.WriteLine($"notice of 1,000 problems: .docx of {file.Length / 1024} KiB");
        return (TipsBenchmark.Resident(host, "VmHWM") - idle) / 1024m;
    }

    /// <summary>Figures of all boards.</summary>
    /// <param name="server">Connection string of a PostgreSQL server on which databases may be made.</param>
    /// <inheritdoc cref="BoardAsync"/>
    public static async Task<bool> FiguresAsync(string server)
    {
        await using var app = Build("postgresql", await RosterBenchmark.FreshAsync(server, "bench_registers"),
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), null);
        await using var scope = app.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DeclarationsDb>();
        await db.MigrateAsync();
        var watch = Stopwatch.StartNew();
        await MultiplyAsync(db);
        var (registers, measures, entries) = (await db.Registers.CountAsync(), await db.Measures.CountAsync(), await db.RegisterEntries.CountAsync());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{registers:N0} registers, {measures:N0} measures, {entries:N0} entries on PostgreSQL, laid out in {watch.Elapsed.TotalSeconds:0} s"));
        return await CompareAsync(db, "roll-up now, times SQL by hand", new(Today, IsToday: true), Now, 1.5m)
            & await CompareAsync(db, "as of a day, times SQL by hand", new(First.AddDays(120), IsToday: false), AsOf, 2m);
    }

    /// <summary>Takes turns; the first round only warms, and the best of the others counts. Both must find the same.</summary>
    private static async Task<bool> CompareAsync(DeclarationsDb db, string what, BoardDay on, string byHand, decimal goal)
    {
        var (query, ours, theirs) = (new BoardQuery(db), TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round <= Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            var found = await query.FiguresAsync(db.Registers.Where(register => register.Unit.Path.StartsWith("/bench/")), on);
            var own = watch.Elapsed;
            watch.Restart();
            var same = await ByHandAsync(db, byHand, on.Day);
            if (same != (found.Problems, found.Solved, found.Completed, found.Basically, found.InProgress, found.Overdue))
                throw new InvalidOperationException($"{what}: by hand {same}, found {string.Join(", ", found.Named)}");
            if (round > 0)
                (ours, theirs) = (own < ours ? own : ours, watch.Elapsed < theirs ? watch.Elapsed : theirs);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {ours.TotalSeconds:0.000} s, by hand {theirs.TotalSeconds:0.000} s"));
        return TipsBenchmark.Print(what, (decimal)(ours / theirs), goal);
    }

    private static async Task<(int, int, int, int, int, int)> ByHandAsync(DeclarationsDb db, string sql, DateOnly day)
    {
        await db.Database.OpenConnectionAsync();
        var (problems, solved, classes) = (0, 0, new int[4]);
        await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection()) { Parameters = { new("day", day) } };
        await using var reader = await command.ExecuteReaderAsync();
        for (; await reader.ReadAsync(); problems = reader.GetInt32(1))
            solved = reader.GetInt32(2);
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            classes[reader.GetInt32(1)] += reader.GetInt32(2);
        return (problems, solved, classes[0], classes[1], classes[2], classes[3]);
    }

    private const string OfBench = """
        JOIN "Registers" r ON r."Id" = p."RegisterId" JOIN "Units" u ON u."Id" = r."UnitId" WHERE u."Path" LIKE '/bench/%'
        """;

    /// <summary>Aspects, problems, solved and withheld ones; then measures by unit and class.</summary>
    private const string Now = $"""
        SELECT count(DISTINCT (p."RegisterId", p."AspectNumber"))::int, count(*)::int, count(*) FILTER (WHERE p."Status" = 'Cancelled')::int,
            count(p."Withheld")::int
        FROM "Problems" p {OfBench};
        SELECT m."LeadUnitId", CASE WHEN m."Status" = 'Cancelled' THEN 0 WHEN m."Status" = 'Basic' OR m."Status" = 'Claimed' AND m."Before" = 'Basic' THEN 1
            WHEN m."DueOn" < @day THEN 3 ELSE 2 END AS class, count(*)::int
        FROM "Measures" m JOIN "Problems" p ON p."Id" = m."ProblemId" {OfBench} AND m."Status" <> 'Withdrawn' GROUP BY 1, 2
        """;

    /// <summary>The same from the entries: the last of each problem; of each measure the last, and the last that is no waiting claim.</summary>
    private const string AsOf = $"""
        WITH last AS (SELECT DISTINCT ON (e."ProblemId") e."ProblemId", e."StatusAfter" FROM "RegisterEntries" e
            WHERE e."MeasureId" IS NULL AND e."ProblemId" IS NOT NULL AND e."On" <= @day ORDER BY e."ProblemId", e."At" DESC, e."Place" DESC),
        said AS (SELECT DISTINCT ON (e."ProblemId") e."ProblemId", e."Kind" FROM "RegisterEntries" e
            WHERE e."Kind" IN ('Withheld', 'Disclosed') AND e."On" <= @day ORDER BY e."ProblemId", e."At" DESC, e."Place" DESC)
        SELECT count(DISTINCT (p."RegisterId", p."AspectNumber"))::int, count(*)::int, count(*) FILTER (WHERE last."StatusAfter" = 'Cancelled')::int,
            count(*) FILTER (WHERE said."Kind" = 'Withheld')::int
        FROM "Problems" p JOIN last ON last."ProblemId" = p."Id" LEFT JOIN said ON said."ProblemId" = p."Id" {OfBench};
        WITH last AS (SELECT DISTINCT ON (e."MeasureId") e."MeasureId", e."DueOn" FROM "RegisterEntries" e
            WHERE e."MeasureId" IS NOT NULL AND e."On" <= @day ORDER BY e."MeasureId", e."At" DESC, e."Place" DESC),
        checked AS (SELECT DISTINCT ON (e."MeasureId") e."MeasureId", e."StatusAfter" FROM "RegisterEntries" e
            WHERE e."MeasureId" IS NOT NULL AND e."On" <= @day AND e."StatusAfter" <> 'Claimed' ORDER BY e."MeasureId", e."At" DESC, e."Place" DESC)
        SELECT m."LeadUnitId", CASE checked."StatusAfter" WHEN 'Cancelled' THEN 0 WHEN 'Basic' THEN 1
            ELSE CASE WHEN last."DueOn" < @day THEN 3 ELSE 2 END END AS class, count(*)::int
        FROM last JOIN checked USING ("MeasureId") JOIN "Measures" m ON m."Id" = last."MeasureId" JOIN "Problems" p ON p."Id" = m."ProblemId" {OfBench}
            AND checked."StatusAfter" <> 'Withdrawn' GROUP BY 1, 2
        """;

    /// <summary>One register of 18 problems and 115 measures by the product, and the others as copies of its rows, spread over 200 units.</summary>
    private static async Task MultiplyAsync(DeclarationsDb db)
    {
        var act = At(0);
        var city = Unit.Create(act, "bench", "基准市", UnitKind.City, null);
        db.Units.Add(city);
        for (var n = 0; n < 200; n++)
            db.Units.Add(Unit.Create(act, $"bench-{n}", $"基准单位{n}", UnitKind.AffiliatedUnit, city));
        await db.SaveChangesAsync();
        var first = await LayAsync(db, await db.Units.SingleAsync(unit => unit.Code == "bench-0"), "bench", problems: 18, measures: 115);
        await db.Database.ExecuteSqlRawAsync("""
            CREATE TABLE spread AS SELECT row_number() OVER (ORDER BY "Code")::int - 1 AS n, "Id" FROM "Units" WHERE "Code" LIKE 'bench-%'
            """);
        foreach (var type in new[] { typeof(Register), typeof(Problem), typeof(Measure), typeof(RegisterEntry) })
        {
            var entity = db.Model.FindEntityType(type)!;
            var columns = entity.GetProperties().Select(property => property.GetColumnName()).ToList();
            var owner = type == typeof(Register) ? "t.\"Id\"" : type != typeof(Measure) ? "t.\"RegisterId\""
                : "(SELECT \"RegisterId\" FROM \"Problems\" WHERE \"Id\" = t.\"ProblemId\")";
            await db.Database.ExecuteSqlRawAsync($"INSERT INTO \"{entity.GetTableName()}\" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) "
                + $"SELECT {string.Join(", ", columns.Select(Copied))} FROM \"{entity.GetTableName()}\" t, generate_series(1, {Registers - 1}) n "
                + $"WHERE {owner} = '{first}'");
        }
        await db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE");

        static string Copied(string column) => column switch
        {
            "Id" or "RegisterId" or "ProblemId" or "MeasureId" => $"md5(t.\"{column}\"::text || n)::uuid",
            "Code" => "t.\"Code\" || '-' || n",
            "LeadUnitId" => "(SELECT \"Id\" FROM spread WHERE spread.n = (n.n + t.\"Number\") % 200)",
            "UnitId" => "CASE WHEN t.\"UnitId\" IS NULL THEN NULL ELSE (SELECT \"Id\" FROM spread WHERE spread.n = n.n % 200) END",
            _ => $"t.\"{column}\"",
        };
    }

    /// <summary>A register in force: of each measure ten entries over 200 days, of ten measures seven passed, one claimed, two open; some are late.</summary>
    private static async Task<Guid> LayAsync(DeclarationsDb db, Unit unit, string code, int problems, int measures)
    {
        var checker = new Checker(Guid.NewGuid(), null, Guid.NewGuid());
        var register = Register.Draft(At(0), RegisterKind.Rectification, unit, null, new(code, "基准整改", "巡察组", unit));
        List<Problem> found = [.. Enumerable.Range(0, problems).Select(n => register.Add(At(0), new(Origin.Inspection,
            $"第 {n + 1} 个问题：台账不完整，个别环节没有落实。", null, Aspect: new(n * 6 / problems + 1, "履行职责方面"))))];
        List<Measure> all = [.. Enumerable.Range(0, measures).Select(n => found[n % problems].Add(At(1), new(
            $"第 {n + 1} 条措施：逐项核对，补齐记录，明确责任。", unit, null, null, DeadlineClass.ByDate, Today.AddDays(n % 90 - 45))))];
        foreach (var (n, measure) in all.Index())
        {
            measure.Acknowledge(At(2));
            for (var entry = 0; entry < Entries - 4; entry++)
                measure.Progress(At(10 + entry * 15 + n % 10), $"第 {entry + 1} 次进展：已核对 {n % 17 + entry} 项。");
            if (n % 10 < 8)
                measure.Claim(At(120 + n % 60), "已逐项核对补齐，形成记录。", "核对记录");
            else
                measure.Progress(At(120 + n % 60), "仍在核对。");
            if (n % 10 < 7)
                measure.Pass(At(125 + n % 70), checker, "抽查原件。");
            else if (n % 10 > 7)
                measure.Progress(At(125 + n % 70), "仍在核对。");
        }
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.InsertManyAsync([register]);
        await db.InsertManyAsync(found);
        await db.InsertManyAsync(all);
        await db.InsertManyAsync(found.Cast<Entered>().Concat(all).SelectMany(each => each.TakeEntries(isNew: true)).ToList());
        await db.Database.ExecuteSqlRawAsync("UPDATE \"Registers\" SET \"Status\" = 'Issued' WHERE \"Code\" = {0}", code);
        await transaction.CommitAsync();
        db.ChangeTracker.Clear();
        return register.Id;
    }

    /// <summary>So many days after the first.</summary>
    private static Act At(int day) => new(null, new DateTimeOffset(First.AddDays(day), new(4, 0), TimeSpan.Zero), First.AddDays(day));

    private static ServiceProvider Build(string provider, string connection, string key, string? keys) => new ServiceCollection()
        .AddSingleton(TimeProvider.System).AddLogging().AddDeclarationsData(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = provider,
            ["ConnectionStrings:Declarations"] = connection,
            ["Encryption:Key"] = key,
            ["Keys:Path"] = keys,
        }).Build()).BuildServiceProvider();

    [GeneratedRegex("^/registers/notices/[0-9a-f-]{36}$")]
    private static partial Regex NoticePage();
}
