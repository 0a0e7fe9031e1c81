using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using ClosedXML.Excel;
using Declarations.Participation;
using Declarations.Reporting.Summaries;
using Declarations.Reporting.Workbooks;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Web.Language;
using Declarations.Web.Pages.Summaries;

namespace Declarations.Benchmarks;

/// <summary>
/// Writing the summary sheet, beside the same cells by ClosedXML alone and by libxlsxwriter (C, constant memory), all in one
/// run. Each measurement is a process of its own that writes a small sheet first; the peak is that of the whole process.
/// Ours may take 64 MiB of heap: more than that is not needed for any length, so that the rest of the peak is the runtime.
/// </summary>
internal static class SummaryBenchmark
{
    private const int Columns = 19, FirstRow = 8, Officials = 900, Warm = 20_000;
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly SummaryWords Words = AnnexWords.Of(new Words(Web.Language.Words.Chinese));
    private static readonly SummaryHead Head = new("基准市", "基准市环境保护局", new(2017, 11, 20), null, null);

    private sealed record Measured(double Seconds, double PeakMiB, double FileMb);

    /// <returns>Whether every goal is met.</returns>
    public static async Task<bool> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("summary-benchmark").FullName;
        try
        {
            var (cells, written) = (Path.Combine(folder, "cells.tsv"), Path.Combine(folder, "out.xlsx"));
            await WriteCellsAsync(cells);
            var peer = await CompileAsync(folder);
            Console.WriteLine($"{Environment.ProcessorCount} processors, load average {(await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0]}");
            Console.WriteLine($"{"rows",10}  {"by",-14}{"seconds",9}{"peak MiB",10}{"file MB",9}");
            var found = new Dictionary<(int Rows, string By), Measured>();
            foreach (var (rows, rounds) in new[] { (10_000, 3), (100_000, 3), (1_000_000, 1) })
                for (var round = 0; round < rounds; round++)
                {
                    await Take(rows, "Declarations", Self("sheet", "own", rows));
                    await Take(rows, "libxlsxwriter", new ProcessStartInfo(peer, [Text(rows), cells, written]));
                    // slow, and it takes gigabytes: once is enough
                    if (round == 0 && rows <= 100_000)
                        await Take(rows, "ClosedXML", Self("sheet", "closedxml", rows));
                }
            foreach (var ((rows, by), best) in found)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{rows,10:N0}  {by,-14}{best.Seconds,9:0.00}{best.PeakMiB,10:N0}{best.FileMb,9:0.00}"));

            var (own, million) = (found[(100_000, "Declarations")], found[(1_000_000, "Declarations")]);
            var other = found[(100_000, "libxlsxwriter")];
            var ratios = (Closed: found[(100_000, "ClosedXML")].Seconds / own.Seconds, Time: own.Seconds / other.Seconds, File: own.FileMb / other.FileMb,
                Million: million.Seconds / found[(1_000_000, "libxlsxwriter")].Seconds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"100,000 rows: {ratios.Closed:0.0} times as fast as ClosedXML (goal 8.5), "
                + $"{ratios.Time:0.00} of the time of libxlsxwriter (0.75), file {ratios.File:0.00} (1.10); "
                + $"1,000,000 rows: {ratios.Million:0.00} (0.50), peak {million.PeakMiB:N0} MiB (150)"));
            return ratios is { Closed: >= 8.5, Time: <= 0.75, File: <= 1.1, Million: <= 0.5 } && million.PeakMiB < 150;

            // the best of the rounds: what else the machine does only ever adds
            async Task Take(int rows, string by, ProcessStartInfo start)
            {
                var now = await MeasureAsync(start, written);
                found[(rows, by)] = found.TryGetValue((rows, by), out var before) && before.Seconds <= now.Seconds ? before : now;
            }

            ProcessStartInfo Self(string verb, string by, int rows)
            {
                var start = new ProcessStartInfo(Environment.ProcessPath!, ["summary", verb, by, Text(rows), cells, written]);
                if (by == "own")
                    start.Environment["DOTNET_GCHeapHardLimit"] = "0x4000000";
                return start;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>In a process of its own: a small sheet, then the one that counts, whose seconds it prints.</summary>
    public static async Task WriteAsync(string by, int rows, string cells, string file)
    {
        var pool = (await File.ReadAllLinesAsync(cells)).Select(line => line.Split('\t')).ToArray();
        foreach (var count in new[] { Warm, rows })
        {
            var watch = Stopwatch.StartNew();
            if (by == "own")
            {
                await using var output = File.Create(file);
                await SummaryWorkbook.WriteAsync(Head, OfficialsAsync(count), Words, output);
            }
            else
                WriteByClosedXml(pool, count, file);
            if (count == rows)
                Console.WriteLine(watch.Elapsed.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Officials with one, two and three interests in turn, until there are that many rows.</summary>
    private static async IAsyncEnumerable<SummaryOfficial> OfficialsAsync(int rows)
    {
        var contents = new[] { "砂石堆场经营", "入股采石场并参与日常管理，每年按股份分取红利", "河道采砂船一艘，租给当地砂场使用，按月收取租金",
            "烟花爆竹零售门店一间，由家人照看" };
        var posts = new[] { "科员", "副大队长", "主任科员", "环境监测站站长、党支部书记" };
        var pool = Enumerable.Range(0, Officials).Select(n => new SummaryOfficial(Guid.Empty, 0, $"基准{n:000}", 25 + n % 35,
            $"基准市环境保护局 {posts[n % 4]}", (Rank)(n % 5), PoliticalStatus.CpcMember,
            Enumerable.Range(0, n % 3 + 1).Select(i => new SummaryInterest(Guid.Empty,
                (n + i) % 4 == 0 ? $"基准{n:000}甲" : null, (n + i) % 4 == 0 ? Relation.Spouse : Relation.Self,
                (ParticipationMode)((n + i) % 5), new DateOnly(2009 + n % 7, 1 + n % 12, 1), i == 0 ? null : new DateOnly(2016, 1 + n % 12, 28),
                $"基准第{n * 7 + i}企业有限公司", contents[(n + i) % 4], Money.FromWan(n % 90 + 0.5m), Money.FromWan(n % 20),
                new() { Sector = (Sector)((n + i) % 7), ExitSelfReport = (n + i) % 5 == 0 ? ExitCell.Exited : ExitCell.Blank })).ToList())).ToList();
        for (int sequence = 1, row = 0; row < rows; sequence++)
        {
            var official = pool[(sequence - 1) % Officials];
            if (official.Interests.Count > rows - row)
                official = official with { Interests = [.. official.Interests.Take(rows - row)] };
            row += official.Interests.Count;
            yield return official with { Sequence = sequence };
        }
        await Task.CompletedTask;
    }

    /// <summary>One round of the officials as the workbook has them: height and cells of each row, between tabs.</summary>
    private static async Task WriteCellsAsync(string file)
    {
        using var workbook = new MemoryStream();
        await SummaryWorkbook.WriteAsync(Head, OfficialsAsync(2 * Officials), Words, workbook);
        await using var zip = new ZipArchive(workbook);
        await using var part = await zip.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync();
        var rows = XElement.Load(part, System.Xml.Linq.LoadOptions.PreserveWhitespace).Descendants(Main + "row")
            .Where(row => (int)row.Attribute("r")! >= FirstRow)
            .Take(2 * Officials);
        await File.WriteAllLinesAsync(file, rows.Select(row => (string)row.Attribute("ht")! + "\t"
            + string.Join('\t', row.Elements().Select(cell => cell.Value.Replace('\n', '\v')))));
    }

    /// <summary>The best way that ClosedXML knows: styles by ranges, then values, heights and merges.</summary>
    private static void WriteByClosedXml(string[][] pool, int rows, string file)
    {
        using var workbook = new XLWorkbook();
        var sheet = workbook.AddWorksheet("汇总表");
        for (var column = 1; column <= Columns; column++)
        {
            var kind = SummaryColumn.All[column - 1].Kind;
            var style = sheet.Range(FirstRow, column, FirstRow + rows - 1, column).Style;
            style.Border.SetOutsideBorder(XLBorderStyleValues.Thin).Border.SetInsideBorder(XLBorderStyleValues.Thin);
            style.Alignment.SetHorizontal(kind == ColumnKind.Text ? XLAlignmentHorizontalValues.Left
                : kind == ColumnKind.Wan ? XLAlignmentHorizontalValues.Right : XLAlignmentHorizontalValues.Center).Alignment.SetWrapText();
            style.NumberFormat.NumberFormatId = kind switch { ColumnKind.Count => 1, ColumnKind.Wan => 2, _ => 49 };
            sheet.Column(column).Width = SummaryColumn.All[column - 1].Width;
        }
        for (int row = 0, sequence = 0, block = 0; row <= rows; row++)
        {
            var fields = pool[row % pool.Length];
            if (row == rows || fields[1].Length > 0)
            {
                for (var column = 1; row - block > 1 && column <= SummaryColumn.OfficialColumns; column++)
                    sheet.Range(FirstRow + block, column, FirstRow + row - 1, column).Merge(false);
                (block, sequence) = (row, sequence + 1);
            }
            if (row == rows)
                break;
            sheet.Row(FirstRow + row).Height = double.Parse(fields[0], CultureInfo.InvariantCulture);
            for (var column = 1; column <= Columns; column++)
                if (fields[column] is { Length: > 0 } text)
                {
                    var cell = sheet.Cell(FirstRow + row, column);
                    if (SummaryColumn.All[column - 1].Kind is ColumnKind.Count or ColumnKind.Wan)
                        cell.SetValue(column == 1 ? sequence : double.Parse(text, CultureInfo.InvariantCulture));
                    else
                        cell.SetValue(text);
                }
        }
        workbook.SaveAs(file);
    }

    private static async Task<string> CompileAsync(string folder)
    {
        if (!File.Exists("/usr/include/xlsxwriter.h") || !File.Exists("/usr/bin/gcc"))
            await RunAsync("apt-get", "install", "-y", "-qq", "--no-install-recommends", "libxlsxwriter-dev", "gcc", "libc6-dev");
        var peer = Path.Combine(folder, "summary");
        await RunAsync("gcc", "-O2", "-o", peer, Path.Combine(AppContext.BaseDirectory, "Peers", "summary.c"), "-lxlsxwriter");
        return peer;

        static async Task RunAsync(string program, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
    }

    /// <summary>Seconds as the process prints them, of its whole life where it prints none.</summary>
    private static async Task<Measured> MeasureAsync(ProcessStartInfo start, string file)
    {
        start.RedirectStandardOutput = true;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var printed = process.StandardOutput.ReadToEndAsync();
        var (peak, ended) = (0.0, process.WaitForExitAsync());
        while (await Task.WhenAny(ended, Task.Delay(10)) != ended)
            peak = Math.Max(peak, PeakOf(process.Id));
        var life = watch.Elapsed.TotalSeconds;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}.");
        var seconds = double.TryParse(await printed, CultureInfo.InvariantCulture, out var said) ? said : life;
        return new Measured(seconds, peak, new FileInfo(file).Length / 1e6);
    }

    private static double PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
