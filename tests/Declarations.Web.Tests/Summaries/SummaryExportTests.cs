using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Declarations.Auditing;
using Declarations.Jobs;
using Declarations.Participation;
using Declarations.Summaries;
using Declarations.Web.Jobs;
using Declarations.Web.Pages.Summaries;
using Declarations.Web.Tests.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Summaries;

/// <summary>An office in which every table is long, and making one halts behind its first official for as long as a test wants.</summary>
public sealed class LongTables : Office
{
    /// <summary>Null: nothing halts.</summary>
    public SemaphoreSlim? Halt { get; set; }

    protected override IEnumerable<(string Key, string Value)> Settings => [("Summary:AtOnce", "0"), ("Retention:Years", "5")];

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureServices(services => services.AddSingleton(this).AddKeyedScoped<ILongWork, Halting>(nameof(SummaryExport)));
    }

    private sealed class Halting(LongTables office, IServiceProvider services) : ILongWork
    {
        private readonly ExportWork work = ActivatorUtilities.CreateInstance<ExportWork>(services);

        public Task RunAsync(Job job, Action<int, int> progress, CancellationToken cancellation) => work.RunAsync(job, (done, total) =>
        {
            progress(done, total);
            if (done > 0)
                office.Halt?.Wait(cancellation);
        }, cancellation);

        public Task<string> StopAsync(Job job, Exception why) => work.StopAsync(job, why);

        public Task TidyAsync(CancellationToken cancellation) => work.TidyAsync(cancellation);
    }
}

/// <summary>A table too long to be waited for: made in the background, for whoever asked for it, and gone after a day.</summary>
public sealed class SummaryExportTests(LongTables office) : IClassFixture<LongTables>
{
    private const string Purpose = "报送第三次汇总";

    private City City => office.City;
    private JobRunner Runner => office.Services.GetRequiredService<JobRunner>();
    private static string Download => Links.SummaryDownload($"?campaign={City.Practice}&scope=WithSubordinates");

    [Fact]
    public async Task What_is_long_is_said_before_made_in_the_background_and_equals_what_is_downloaded_at_once()
    {
        await SomebodyAsync();
        var officer = await City.OfficerOf(City.Bureau);
        var visitor = await (await office.Visit(officer)).Open(Download);
        Assert.Contains(Visitor.Words["export.before", 0], visitor.Text, StringComparison.Ordinal);
        await visitor.Form("export.make").Fill("PurposeForm.Purpose", " ").Submit();
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        var export = await AskAsync(visitor);
        await EndAsync(visitor, export);
        Assert.Contains(Visitor.Words.Of(ExportStatus.Done), visitor.Text, StringComparison.Ordinal);
        Assert.Contains(Purpose, visitor.Text, StringComparison.Ordinal);
        var page = visitor.Address;
        var file = (await visitor.Form("export.download").Submit()).Body;
        Assert.Equal(($"汇总表-{City.Bureau.Name}-20170918.xlsx", file.Length),
            (visitor.Response.Content.Headers.ContentDisposition!.FileNameStar, (int)visitor.Response.Content.Headers.ContentLength!));
        var made = await ExportOf(export);
        Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(file)), file.Length), (made.Digest, made.Size));
        await using (var prompt = office.Restarted())
        {
            var direct = await visitor.At(prompt).Open(Download);
            Assert.Contains(page, direct.Html, StringComparison.Ordinal);
            await direct.Form("summary.download").Fill("PurposeForm.Purpose", "马上").Submit();
            Assert.Equal(await EntriesAsync(direct.Body), await EntriesAsync(file));
        }

        // each making and each download, with its purpose
        await (await visitor.Open(page)).Form("export.download").Submit();
        var ledger = await office.InDb(db => db.AuditEntries.Where(e => e.AccountId == officer.AccountId && e.SubjectKind == "Campaign"
            && e.Action != AuditAction.SummaryRead).OrderBy(e => e.Id).ToListAsync());
        Assert.Equal([AuditAction.SummaryAsked, AuditAction.SummaryMade, AuditAction.SummaryDownloaded, AuditAction.SummaryDownloaded,
            AuditAction.SummaryDownloaded], ledger.Select(e => e.Action));
        Assert.Equal([Purpose, Purpose, Purpose, "马上", Purpose], ledger.Select(e => e.Reason));
        Assert.EndsWith(made.Digest!, ledger[4].Detail, StringComparison.Ordinal);
        Assert.StartsWith(ledger[3].Detail!, ledger[2].Detail, StringComparison.Ordinal);
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task Nobody_else_opens_it_and_no_byte_of_it_lies_open()
    {
        await SomebodyAsync();
        var officer = await City.OfficerOf(City.Bureau);
        var visitor = await (await office.Visit(officer)).Open(Download);
        var export = await AskAsync(visitor);
        await EndAsync(visitor, export);
        var page = visitor.Address;
        foreach (var person in new[] { City.Officer, City.CityOfficer, City.OtherOfficer, await City.Clerk(City.Station) })
        {
            var other = await office.Visit(person);
            Assert.Equal(HttpStatusCode.NotFound, (await other.Open(page)).Status);
            await other.Open(Links.MyWork);
            foreach (var handler in new[] { "File", "Cancel" })
                Assert.Equal(HttpStatusCode.NotFound, (await other.Guest().Post($"{page}?handler={handler}", TokenOf(other))).Status);
            Assert.DoesNotContain(page, (await other.Open(Download)).Html, StringComparison.Ordinal);
        }
        await office.InDb(async db =>
        {
            var open = (await db.ExportParts.Where(part => part.ExportId == export).ToListAsync()).SelectMany(part => part.Bytes).ToArray();
            Assert.Equal("PK"u8.ToArray(), open[..2]);
            List<byte[]> boxes =
            [
                .. await db.Database.SqlQueryRaw<byte[]>("SELECT \"BytesSealed\" AS \"Value\" FROM \"ExportParts\"").ToListAsync(),
                .. await db.Database.SqlQueryRaw<byte[]>("SELECT \"PurposeSealed\" AS \"Value\" FROM \"SummaryExports\"").ToListAsync(),
            ];
            Assert.DoesNotContain(boxes, box => box.AsSpan().IndexOf(open.AsSpan(0, 16)) >= 0 || box.AsSpan().IndexOf("xl/worksheets"u8) >= 0
                || box.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Purpose)) >= 0);
        });

        // in charge of it no more, it is no longer theirs
        await office.InDb(db => db.Grants.Where(grant => grant.AccountId == officer.AccountId)
            .ExecuteUpdateAsync(set => set.SetProperty(grant => grant.UnitId, City.Station.Id)));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open(page)).Status);
    }

    [Fact]
    public async Task It_shows_how_far_it_is_and_cancelled_leaves_nothing()
    {
        await SomebodyAsync();
        var visitor = await (await office.Visit(await City.OfficerOf(City.Bureau))).Open(Download);
        Guid export = default;
        await HaltedAsync(async () =>
        {
            export = await AskAsync(visitor);
            await AtWorkAsync(export);
            await visitor.Open(visitor.Address);
            Assert.Equal("1", visitor.Page.QuerySelector("progress")!.GetAttribute("value"));
            Assert.NotEmpty(visitor.Page.QuerySelectorAll("[data-refresh]"));
            Assert.NotEmpty(Unnamed());
            Assert.Equal(HttpStatusCode.Conflict, (await visitor.Guest().Post($"{visitor.Address}?handler=File", TokenOf(visitor))).Status);
            await visitor.Form("export.cancel").Submit();
            await EndAsync(visitor, export);
        });
        Assert.Contains(Visitor.Words["refused.job.cancelled"], visitor.Text, StringComparison.Ordinal);
        Assert.Equal((ExportStatus.Stopped, Refusal.JobCancelled.Code), await ExportOf(export) is var stopped ? (stopped.Status, stopped.StoppedBy) : default);
        await NothingOfAsync(export);

        // one that has not begun
        await HaltedAsync(async () =>
        {
            var first = await AskAsync(await (await office.Visit(await City.OfficerOf(City.Bureau))).Open(Download));
            await AtWorkAsync(first);
            export = await AskAsync(await visitor.Open(Download));
            Assert.Contains(Visitor.Words["export.queued"], visitor.Text, StringComparison.Ordinal);
            await visitor.Form("export.cancel").Submit();
        });
        await EndAsync(visitor, export);
        Assert.Equal(ExportStatus.Stopped, (await ExportOf(export)).Status);
        await NothingOfAsync(export);
    }

    [Fact]
    public async Task What_its_process_left_in_the_middle_leaves_nothing_and_is_begun_anew_by_the_next()
    {
        await SomebodyAsync();
        var visitor = await office.Visit(await City.OfficerOf(City.Bureau));
        Guid export;
        await using (var ending = office.Restarted<LongTables>())
        {
            ending.Halt = new(0);
            export = await AskAsync(await visitor.At(ending).Open(Download));
            await AtWorkAsync(export, ending);
        }
        Assert.Equal((ExportStatus.Running, JobStatus.Running), ((await ExportOf(export)).Status,
            await office.InDb(db => db.Jobs.Where(job => job.SubjectId == export).Select(job => job.Status).SingleAsync())));
        await NothingOfAsync(export);
        Runner.Wake();
        await EndAsync(visitor, export);
        Assert.Equal(ExportStatus.Done, (await ExportOf(export)).Status);
        Assert.Equal(1, await office.InDb(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.SummaryMade
            && db.SummaryExports.Any(each => each.Id == export && each.AccountId == e.AccountId))));
    }

    [Fact]
    public async Task Parts_that_are_written_before_it_fails_are_taken_back()
    {
        await SomebodyAsync();
        var visitor = await (await office.Visit(await City.OfficerOf(City.Bureau))).Open(Download);
        Guid export = default;
        await HaltedAsync(async () =>
        {
            export = await AskAsync(visitor);
            await AtWorkAsync(export);
            // The last thing it does, in the same transaction as the parts, is refused.
            await office.InDb(async db =>
            {
                (await db.SummaryExports.SingleAsync(each => each.Id == export)).Stop(Now, Refusal.ExportFailed.Code);
                await db.SaveChangesAsync();
            });
        });
        await EndAsync(visitor, export);
        await NothingOfAsync(export);
    }

    [Fact]
    public async Task All_of_it_is_of_one_moment()
    {
        await SomebodyAsync();
        var visitor = await (await office.Visit(await City.OfficerOf(City.Bureau))).Open(Download);
        Guid export = default;
        var late = await City.Clerk(City.Station);
        await HaltedAsync(async () =>
        {
            export = await AskAsync(visitor, byUnit: true);
            await AtWorkAsync(export);
            await City.HandIn(late, City.Sand(late));
        });
        await EndAsync(visitor, export);
        await visitor.Form("export.download").Submit();
        using var workbook = new ClosedXML.Excel.XLWorkbook(new MemoryStream(visitor.Body));
        Assert.DoesNotContain(workbook.Worksheets.SelectMany(sheet => sheet.CellsUsed()), cell => cell.GetString() == late.Official!.Name);
        var made = await ExportOf(export);
        // a row an interest on the sheet of all, and once more on those of the units
        Assert.Equal(2 * made.Rows, workbook.Worksheets.Sum(sheet => sheet.Column(9).CellsUsed()
            .Count(cell => cell.GetString() == Visitor.Words.Of(ParticipationMode.Equity))));
    }

    [Fact]
    public async Task Asked_for_twice_it_is_made_once_and_another_waits_for_its_end()
    {
        await SomebodyAsync();
        var officer = await City.OfficerOf(City.Bureau);
        var visitor = await (await office.Visit(officer)).Open(Download);
        await HaltedAsync(async () =>
        {
            var form = visitor.Form("export.make").Fill("PurposeForm.Purpose", Purpose);
            var pressed = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => visitor.OtherWindow().Post(form.Action, form.Fields)));
            Assert.Single(pressed.Select(each => each.Address).Distinct());
            Assert.All(pressed, each => Assert.StartsWith("/summary/exports/", each.Address, StringComparison.Ordinal));
            Assert.Equal(1, await office.InDb(db => db.SummaryExports.CountAsync(export => export.AccountId == officer.AccountId)));
            await visitor.Form("export.make").Fill("PurposeForm.Purpose", "别的用途").Submit();
            Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
            Assert.Contains(Visitor.Words["refused.export.running"], visitor.Text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task After_a_day_it_is_over_and_the_file_goes()
    {
        await SomebodyAsync();
        var officer = await City.OfficerOf(City.Bureau);
        var visitor = await (await office.Visit(officer)).Open(Download);
        var export = await AskAsync(visitor);
        await EndAsync(visitor, export);
        var (page, before) = (visitor.Address, office.Time.GetUtcNow());
        try
        {
            office.Time.Set(before.AddHours(23));
            await TidyAsync();
            Assert.NotEqual(0, await PartsOf(export));
            office.Time.Set(before.AddHours(24));
            visitor = await (await office.Visit(officer)).Open(page);
            Assert.Contains(Visitor.Words["export.removed"], visitor.Text, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Conflict, (await visitor.Post($"{page}?handler=File", TokenOf(visitor))).Status);
            Runner.Wake();
            await UntilAsync(async () => await PartsOf(export) == 0);
            Assert.Equal(ExportStatus.Removed, (await ExportOf(export)).Status);
            Assert.True(await office.InDb(db => db.AuditEntries.AnyAsync(e => e.Action == AuditAction.SummaryRemoved && e.AccountId == null)));
        }
        finally
        {
            office.Time.Set(before);
        }
    }

    [Fact]
    public async Task With_its_campaign_it_is_erased()
    {
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Sand(clerk), City.Real);
        var visitor = await (await office.Visit(await City.OfficerOf(City.Bureau)))
            .Open(Links.SummaryDownload($"?campaign={City.Real}&scope=WithSubordinates"));
        var export = await AskAsync(visitor);
        await EndAsync(visitor, export);
        Assert.NotEqual(0, await SizeOf(export));
        var page = visitor.Address;
        var (code, _, errors) = await office.RunAsync("erase", "--campaign", City.Real, "--basis", "档案保管期限表第三条", "--Retention:Years=5");
        Assert.Equal((0, ""), (code, errors));

        Assert.Equal(0, await SizeOf(export));
        await visitor.Open(page);
        Assert.Contains("这次专项的报告内容已于", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await visitor.Post($"{page}?handler=File", TokenOf(visitor))).Status);
    }

    /// <summary>Bytes of its file as they are stored.</summary>
    private Task<long> SizeOf(Guid export) => office.InDb(db => db.Database.SqlQuery<long>(
        $"""SELECT CAST(coalesce(sum(length("BytesSealed")), 0) AS bigint) AS "Value" FROM "ExportParts" WHERE "ExportId" = {export}""").SingleAsync());

    private async Task TidyAsync()
    {
        await using var scope = office.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredKeyedService<ILongWork>(nameof(SummaryExport)).TidyAsync(TestContext.Current.CancellationToken);
    }

    private Act Now => new(null, office.Time.GetUtcNow(), new(2017, 9, 18));

    private async Task SomebodyAsync()
    {
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Sand(clerk));
    }

    private static async Task<Guid> AskAsync(Visitor visitor, bool byUnit = false)
    {
        await visitor.Form("export.make").Fill("PurposeForm.ByUnit", byUnit).Fill("PurposeForm.Purpose", Purpose).Submit();
        Assert.StartsWith("/summary/exports/", visitor.Address, StringComparison.Ordinal);
        return Guid.Parse(visitor.Address.Split('/')[^1]);
    }

    /// <summary>While this goes on, whatever is made halts behind its first official.</summary>
    private async Task HaltedAsync(Func<Task> act)
    {
        office.Halt = new(0);
        try
        {
            await act();
        }
        finally
        {
            var halted = office.Halt;
            office.Halt = null;
            halted.Release(1_000);
        }
    }

    private Task AtWorkAsync(Guid export, Office? where = null) => UntilAsync(() => office.InDb(async db =>
        (where ?? office).Services.GetRequiredService<JobRunner>()
            .ProgressOf(await db.Jobs.AsNoTracking().SingleAsync(job => job.SubjectId == export)) is ( > 0, _)));

    /// <summary>Waits for its end, and looks at its page.</summary>
    private async Task EndAsync(Visitor visitor, Guid export)
    {
        await UntilAsync(() => office.InDb(db => db.Jobs.AnyAsync(job => job.SubjectId == export && job.EndedAt != null)));
        await visitor.Open($"/summary/exports/{export}");
    }

    private Task<SummaryExport> ExportOf(Guid id) => office.InDb(db => db.SummaryExports.AsNoTracking().SingleAsync(export => export.Id == id));

    private Task<int> PartsOf(Guid id) => office.InDb(db => db.ExportParts.CountAsync(part => part.ExportId == id));

    private async Task NothingOfAsync(Guid export)
    {
        Assert.Equal(0, await PartsOf(export));
        // other tests may be downloading meanwhile
        await UntilAsync(() => Task.FromResult(Unnamed().Length == 0));
    }

    /// <summary>Files without a name that this process still has open: what is made lies in one.</summary>
    private static string[] Unnamed() => !OperatingSystem.IsLinux() ? [] : [.. new DirectoryInfo("/proc/self/fd").GetFiles()
        .Select(file => file.LinkTarget).OfType<string>().Where(target => target.StartsWith(Path.GetTempPath(), StringComparison.Ordinal)
            && target.EndsWith(".tmp (deleted)", StringComparison.Ordinal))];

    private static List<KeyValuePair<string, string>> TokenOf(Visitor visitor) =>
        [new("__RequestVerificationToken", visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)];

    /// <summary>What the parts of a workbook hold; the package around them has names that are drawn.</summary>
    private static async Task<IReadOnlyList<(string, string)>> EntriesAsync(byte[] workbook)
    {
        await using var zip = await ZipArchive.CreateAsync(new MemoryStream(workbook), ZipArchiveMode.Read, leaveOpen: false, Encoding.UTF8);
        var entries = new List<(string, string)>();
        foreach (var entry in zip.Entries.Where(entry => entry.FullName.StartsWith("xl/", StringComparison.Ordinal)))
        {
            await using var content = await entry.OpenAsync();
            entries.Add((entry.FullName, Convert.ToHexString(await SHA256.HashDataAsync(content))));
        }
        return entries;
    }

    private static async Task UntilAsync(Func<Task<bool>> met)
    {
        for (var n = 0; !await met(); n++)
        {
            Assert.True(n < 600, "It does not come about.");
            await Task.Delay(50);
        }
    }
}
