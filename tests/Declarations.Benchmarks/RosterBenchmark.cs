using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Roster;
using Declarations.Web.Language;
using Declarations.Web.Pages.Roster;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Declarations.Benchmarks;

/// <summary>
/// Importing a roster file, from the bytes of the workbook to the commit, beside a plain COPY of the very rows that it wrote
/// into the same tables of another database of the same server.
/// </summary>
internal static class RosterBenchmark
{
    private static readonly string[] Tables = ["Officials", "AspNetUsers", "Reports", "AuditEntries"];

    public static async Task RunAsync(string server, int rows)
    {
        var (imported, copied) = (await FreshAsync(server, "bench_import"), await FreshAsync(server, "bench_copy"));
        await using var app = Build(imported);
        await using var empty = Build(copied);
        await MigrateAsync(app);
        await MigrateAsync(empty);
        await FoundAsync(app);
        var file = Workbook(rows);
        Console.WriteLine($"{rows:N0} rows, workbook of {file.Length / 1e6:0.0} MB, {Environment.ProcessorCount} processors");

        var watch = Stopwatch.StartNew();
        await ImportAsync(app, file);
        var import = watch.Elapsed;
        Console.WriteLine($"import: {import.TotalSeconds:0.0} s, peak working set {Process.GetCurrentProcess().PeakWorkingSet64 >> 20:N0} MiB");

        await CopyUnitsAsync(imported, copied);
        var copy = TimeSpan.Zero;
        foreach (var table in Tables)
        {
            var bytes = await ReadAsync(imported, table);
            watch.Restart();
            var count = await WriteAsync(copied, table, bytes);
            copy += watch.Elapsed;
            Console.WriteLine($"COPY {table}: {count:N0} rows, {bytes.Length / 1e6:0.0} MB, {watch.Elapsed.TotalSeconds:0.00} s");
        }
        Console.WriteLine($"COPY of the same rows: {copy.TotalSeconds:0.0} s; ratio {import / copy:0.0}");
    }

    private static ServiceProvider Build(string connection) => new ServiceCollection().AddSingleton(TimeProvider.System).AddScoped<RosterDesk>()
        .AddDeclarationsData(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = "postgresql",
            ["ConnectionStrings:Declarations"] = connection,
            ["Encryption:Key"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        }).Build()).BuildServiceProvider();

    private static async Task MigrateAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DeclarationsDb>().MigrateAsync();
    }

    private static async Task FoundAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DeclarationsDb>();
        var act = new Act(null, DateTimeOffset.UtcNow, new(2017, 9, 4));
        var city = Unit.Create(act, "bench", "基准市", UnitKind.City, null);
        var units = Enumerable.Range(0, 40).Select(n => Unit.Create(act, $"bench-{n}", $"基准单位{n}", UnitKind.AffiliatedUnit, city)).ToList();
        db.Units.AddRange([city, .. units]);
        db.Campaigns.Add(Campaign.Create(act, Preset.Zhuzhou2017, "bench", "基准专项", "基准市", city));
        await db.SaveChangesAsync();
    }

    private static async Task ImportAsync(IServiceProvider services, byte[] file)
    {
        await using var scope = services.CreateAsyncScope();
        var (db, desk) = (scope.ServiceProvider.GetRequiredService<DeclarationsDb>(), scope.ServiceProvider.GetRequiredService<RosterDesk>());
        var campaign = db.Campaigns.Single(c => c.Code == "bench");
        var act = new Act(null, DateTimeOffset.UtcNow, new(2017, 9, 4));
        var watch = Stopwatch.StartNew();
        var plan = await desk.PlanAsync(file, ["/bench/"], FileCovers.SomePeople, default);
        Console.WriteLine($"preview: {watch.Elapsed.TotalSeconds:0.0} s, {plan.Counts.Joins:N0} join, {plan.File.Errors.Count} errors");
        var import = RosterImport.Upload(act, campaign.Id, FileCovers.SomePeople, "bench.xlsx", file);
        import.Start(act, plan.Digest);
        db.RosterImports.Add(import);
        await db.SaveChangesAsync();
        await desk.ApplyAsync(import.Id, ["/bench/"], (_, _) => { }, default);
    }

    private static byte[] Workbook(int rows)
    {
        var words = new Words(Words.Chinese);
        var columns = new[] { "StaffNumber", "Name", "Unit", "Post", "Rank", "Category", "Sex", "BornOn", "CityManaged", "Status", "JoinedWorkOn",
            "Telephone" };
        var sheet = new StringBuilder("<worksheet><sheetData>");
        AddRow(columns.Select(column => words["roster.column." + column]));
        for (var n = 0; n < rows; n++)
            AddRow([$"B{n:000000}", $"基准{n:000000}", $"bench-{n % 40}", "科员", words.Of(Rank.SectionMember), words.Of(PersonCategory.CivilServant),
                words.Of(n % 2 == 0 ? Sex.Male : Sex.Female),
                string.Create(CultureInfo.InvariantCulture, $"{1960 + n % 38}-03-08"), words["no"], words.Of(ServiceStatus.InService), "1998-07-01",
                    $"0700-{n:0000000}"]);
        sheet.Append("</sheetData></worksheet>");
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (part, text) in new[]
            {
                ("xl/workbook.xml", $"<workbook xmlns:r=\"r\"><sheets><sheet name=\"{words["roster.sheet.people"]}\" r:id=\"a\"/></sheets></workbook>"),
                ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"a\" Type=\"/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
                ("xl/worksheets/sheet1.xml", sheet.ToString()),
            })
            {
                using var stream = zip.CreateEntry(part).Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        return file.ToArray();

        void AddRow(IEnumerable<string> cells) =>
            sheet.Append("<row>").AppendJoin("", cells.Select(cell => $"<c t=\"inlineStr\"><is><t>{cell}</t></is></c>")).Append("</row>");
    }

    /// <summary>The rows refer to units and a campaign of the first database.</summary>
    private static async Task CopyUnitsAsync(string from, string to)
    {
        foreach (var table in new[] { "Units", "Campaigns" })
            await WriteAsync(to, table, await ReadAsync(from, table));
    }

    private static async Task<byte[]> ReadAsync(string database, string table)
    {
        await using var connection = await OpenAsync(database);
        await using var copy = await connection.BeginRawBinaryCopyAsync($"COPY \"{table}\" TO STDOUT (FORMAT BINARY)");
        var bytes = new MemoryStream();
        await copy.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static async Task<long> WriteAsync(string database, string table, byte[] bytes)
    {
        await using var connection = await OpenAsync(database);
        await using (var copy = await connection.BeginRawBinaryCopyAsync($"COPY \"{table}\" FROM STDIN (FORMAT BINARY)"))
            await copy.WriteAsync(bytes);
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM \"{table}\"", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    internal static async Task<string> FreshAsync(string server, string name)
    {
        var postgres = new NpgsqlConnectionStringBuilder(server) { Database = "postgres", Pooling = false }.ConnectionString;
        await ExecuteAsync(postgres, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        await ExecuteAsync(postgres, $"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false, CommandTimeout = 600 }.ConnectionString;
    }

    internal static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = await OpenAsync(database);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connection)
    {
        var open = new NpgsqlConnection(connection);
        await open.OpenAsync();
        return open;
    }
}
