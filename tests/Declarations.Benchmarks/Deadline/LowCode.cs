using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Declarations.Trials;
using Npgsql;

namespace Declarations.Benchmarks.Deadline;

/// <summary>
/// What an office might put together instead: Directus on the same server, with a collection for each table that a return writes to, and three requests a
/// return through its API by somebody signed in. Its own log of activities stands in the place of our ledger, and it has neither leaves nor head-counts, so it
/// writes less. It is installed from npm into a temporary folder, or taken from the one that DIRECTUS names.
/// </summary>
internal sealed class LowCode : IAsyncDisposable
{
    private const string Package = "directus@11.1.0", Database = "lowcode", Password = "password of nobody at all";
    private const int Rows = 20_000, Warm = 3, Rounds = 3;

    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(60) };
    private readonly Dictionary<string, string> sizes = [];
    private Process? process;
    private int next;

    /// <returns>Returns a second of the product to those of Directus, the medians of alternating runs.</returns>
    public static async Task<double> RatioAsync(Server server, Trial trial, IReadOnlyList<SignedIn> all, int clients, double seconds)
    {
        await using var peer = new LowCode();
        await peer.StartAsync(server, await InstallAsync(server));
        await server.CopyAsync("trial", "beside");
        var site = new Site(trial, 0, $"--ConnectionStrings:Declarations={server.Application("beside")}");
        await site.StartAsync();
        try
        {
            using var filing = new Filing(site.Address);
            var people = new People([.. all.Reverse()]); // the first of them have filed before the copy was made
            var (mine, theirs) = (new List<double>(), new List<double>());
            for (var round = -Warm; round < Rounds; round++)
            {
                await RosterBenchmark.ExecuteAsync(server.Owner("beside"), "UPDATE \"Sessions\" SET \"LastSeenAt\" = now() AT TIME ZONE 'UTC'");
                var load = await Load.ClosedAsync(clients, seconds, () => DeadlineBenchmark.FileAsync(filing, people));
                var other = await Load.ClosedAsync(clients, seconds, peer.FileAsync);
                if (round < 0)
                    continue;
                (mine, theirs) = ([.. mine, load.Rate], [.. theirs, other.Rate]);
                DeadlineBenchmark.Say($"{clients} clients: this product {load.Rate:0.0} a second; {Package}: {other}");
            }
            return DeadlineBenchmark.Median(mine) / DeadlineBenchmark.Median(theirs);
        }
        finally
        {
            await site.KillAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (process is null)
            return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<string> InstallAsync(Server server)
    {
        if (Environment.GetEnvironmentVariable("DIRECTUS") is { Length: > 0 } there)
            return there;
        var folder = Path.Combine(server.Folder, "directus");
        Directory.CreateDirectory(folder);
        // Of what would be compiled on the way only the sandbox of its flows is needed; the driver of SQLite is not.
        await Server.RunAsync("npm", "install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", Package);
        await Server.RunAsync("npm", "rebuild", "--prefix", folder, "isolated-vm", "argon2");
        return folder;
    }

    private async Task StartAsync(Server server, string folder)
    {
        await RosterBenchmark.ExecuteAsync(server.Owner("postgres"), $"DROP DATABASE IF EXISTS {Database} WITH (FORCE)");
        await RosterBenchmark.ExecuteAsync(server.Owner("postgres"), $"CREATE DATABASE {Database}");
        var port = server.Port + 1;
        var settings = new ProcessStartInfo("node", [Path.Combine(folder, "node_modules/directus/cli.js"), "bootstrap"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["KEY"] = Guid.NewGuid().ToString(), ["SECRET"] = Guid.NewGuid().ToString(), ["HOST"] = "127.0.0.1", ["PORT"] = $"{port}",
                ["DB_CLIENT"] = "pg", ["DB_HOST"] = "127.0.0.1", ["DB_PORT"] = $"{server.Port}", ["DB_USER"] = "owner", ["DB_PASSWORD"] = "none",
                ["DB_DATABASE"] = Database, ["DB_POOL__MIN"] = "0", ["DB_POOL__MAX"] = "64",
                ["ADMIN_EMAIL"] = "admin@example.com", ["ADMIN_PASSWORD"] = Password,
                ["LOG_LEVEL"] = "error", ["TELEMETRY"] = "false", ["RATE_LIMITER_ENABLED"] = "false", ["SERVE_APP"] = "false", ["NODE_ENV"] = "production",
                ["ACCESS_TOKEN_TTL"] = "2h", ["PRESSURE_LIMITER_ENABLED"] = "false",
            },
        };
        using (var first = Process.Start(settings)!)
        {
            var (said, wrong) = (first.StandardOutput.ReadToEndAsync(), first.StandardError.ReadToEndAsync());
            await first.WaitForExitAsync();
            if (first.ExitCode != 0)
                throw new InvalidOperationException($"directus bootstrap ended with {first.ExitCode}: {await said}{await wrong}");
        }
        settings.ArgumentList[1] = "start";
        process = Process.Start(settings)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        client.BaseAddress = new Uri($"http://127.0.0.1:{port}");
        for (var tries = 0; ; tries++, await Task.Delay(500))
            try
            {
                (await client.GetAsync(new Uri("/server/ping", UriKind.Relative))).EnsureSuccessStatusCode();
                break;
            }
            catch (HttpRequestException) when (tries < 240)
            {
                // not yet
            }
        var signedIn = await PostAsync("/auth/login", new { email = "admin@example.com", password = Password });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer",
            signedIn.GetProperty("data").GetProperty("access_token").GetString());
        await MakeAsync(server);
    }

    /// <summary>Collections with the columns that a return fills, as large as ours are.</summary>
    private async Task MakeAsync(Server server)
    {
        await CollectionAsync("reports", "person:string", "status:string", "stage:string", "draft:text", "draft_number:integer", "saved_at:timestamp",
            "submitted_on:date", "version:integer");
        await CollectionAsync("submissions", "report:integer", "number:integer", "receipt:string", "digest:string", "canonical:text", "submitted_at:timestamp");
        await CollectionAsync("determinations", "submission:integer", "as_of:date", "policy:string", "facts:text", "result:text");
        await CollectionAsync("signatures", "submission:integer", "kind:string", "name:string", "post:string", "digest:string", "signed_at:timestamp");
        await CollectionAsync("stage_changes", "report:integer", "stage:string", "left_stage:string", "on_day:date");
        foreach (var (many, field, one, name) in new[] { ("submissions", "report", "reports", "submissions"), ("stage_changes", "report", "reports", "stages"),
            ("determinations", "submission", "submissions", "determinations"), ("signatures", "submission", "submissions", "signatures") })
        {
            await PostAsync($"/fields/{one}", new { field = name, type = "alias", meta = new { special = new[] { "o2m" } } });
            await PostAsync("/relations", new { collection = many, field, related_collection = one, meta = new { one_field = name } });
        }
        await using (var connection = new NpgsqlConnection(server.Owner("trial")))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("""
                SELECT (SELECT avg(octet_length("DraftSealed"))::int FROM "Reports"), avg(octet_length(s."CanonicalSealed"))::int,
                avg(octet_length(d."FactsSealed"))::int, avg(octet_length(d."ResultSealed"))::int
                FROM "Submissions" s JOIN "Determinations" d ON d."SubmissionId" = s."Id"
                """, connection);
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            foreach (var (name, at) in new[] { "draft", "canonical", "facts", "result" }.Select((name, at) => (name, at)))
                sizes[name] = Convert.ToHexString(RandomNumberGenerator.GetBytes(1 + (reader.IsDBNull(at) ? 800 : reader.GetInt32(at)) / 2));
        }
        await RosterBenchmark.ExecuteAsync(server.Owner(Database), "INSERT INTO reports (person, status, stage, draft, draft_number, version) "
            + $"SELECT 'T' || n, 'draft', 'missing', '{sizes["draft"]}', 1, 0 FROM generate_series(1, {Rows}) n; ANALYZE");
    }

    private async Task CollectionAsync(string name, params string[] fields) => await PostAsync("/collections", new
    {
        collection = name,
        meta = new { },
        schema = new { },
        fields = fields.Select(field => field.Split(':')).Select(parts => new { field = parts[0], type = parts[1], meta = new { }, schema = new object() })
            .Prepend(new { field = "id", type = "integer", meta = new { }, schema = (object)new { is_primary_key = true, has_auto_increment = true } }),
    });

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        var said = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? said.Length == 0 ? default : JsonDocument.Parse(said).RootElement
            : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {said[..Math.Min(500, said.Length)]}");
    }

    /// <summary>One return: two drafts saved, and the third filed with all that belongs to it in one request.</summary>
    private async Task<Answer> FileAsync()
    {
        var (began, id, digest, at) = (Stopwatch.GetTimestamp(), Interlocked.Increment(ref next), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
            DateTimeOffset.UtcNow);
        foreach (var body in new object[]
        {
            new { draft = sizes["draft"], draft_number = 2, saved_at = at, version = 1 },
            new { draft = sizes["draft"], draft_number = 3, saved_at = at, version = 2 },
            new
            {
                status = "submitted", stage = "filed", submitted_on = "2017-09-18", version = 3,
                stages = new[] { new { stage = "filed", left_stage = "missing", on_day = "2017-09-18" } },
                submissions = new[] { new
                {
                    number = 1, receipt = digest[..14], digest, canonical = sizes["canonical"], submitted_at = at,
                    determinations = new[] { new { as_of = "2017-09-18", policy = "zhuzhou-2017", facts = sizes["facts"], result = sizes["result"] } },
                    signatures = new[] { new { kind = "pledge", name = "申报人", post = "科员", digest, signed_at = at } },
                } },
            },
        })
        {
            using var answer = await client.PatchAsJsonAsync(new Uri($"/items/reports/{id}?fields=id", UriKind.Relative), body);
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException($"{Package} answers {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
        return new(null, digest[..14], 200, false, Stopwatch.GetElapsedTime(began));
    }
}
