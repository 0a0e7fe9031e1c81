using System.Globalization;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Secrets;

/// <summary>What a thief of the disk or of a backup finds: files and write-ahead log of the database, a dump, the key ring.</summary>
public sealed class AtRestTests(Office office, ITestOutputHelper output) : IClassFixture<Office>
{
    /// <summary>Every column that may hold text, with what its mapping says: what is not named there is sealed.</summary>
    [Fact]
    public Task Every_text_column_is_sealed_or_named_as_clear_where_its_table_is_declared() => office.InDb(db =>
    {
        var columns = db.Model.GetRelationalModel().Tables.SelectMany(table => table.Columns
            .Where(column => column.PropertyMappings.Count > 0 && IsText(column.PropertyMappings[0].Property.ClrType))
            .Select(column => (Table: column.PropertyMappings[0].Property.DeclaringType, column.Name))).ToList();
        Assert.NotEmpty(columns);
        Assert.All(columns, column => Assert.True(column.Name.EndsWith("Sealed", StringComparison.Ordinal)
            || ((string)column.Table.FindAnnotation("Holds:Clear")!.Value!).Split(' ').Contains(column.Name), column.Table.DisplayName() + column.Name));
        return Task.CompletedTask;

        static bool IsText(Type type) => type == typeof(string) || type == typeof(byte[]) || !type.IsValueType;
    });

    [Fact]
    public void A_table_that_says_nothing_or_a_number_that_is_not_named_stops_the_start()
    {
        Assert.Contains("does not say what it holds", Refused(model => model.Entity<Undeclared>()), StringComparison.Ordinal);
        Assert.Contains("Amount is neither sealed", Refused(model => model.Entity<Undeclared>().HasAnnotation("Holds:Clear", "")), StringComparison.Ordinal);

        static string Refused(Action<ModelBuilder> extend)
        {
            using var db = new Extended(extend);
            return Assert.Throws<InvalidOperationException>(() => db.ShownToAdministrators).Message;
        }
    }

    private sealed class Undeclared
    {
        public Guid Id { get; init; }
        public decimal Amount { get; init; }
    }

    private sealed class Extended(Action<ModelBuilder> extend)
        : DeclarationsDb(new DbContextOptionsBuilder<Extended>().UseSqlite("Data Source=:memory:")
            .EnableServiceProviderCaching(false).Options, new Declarations.Data.Guards.Vault(new byte[32]))
    {
        protected override void OnModelCreating(ModelBuilder builder)
        {
            extend(builder);
            base.OnModelCreating(builder);
        }
    }

    [Fact]
    public Task Nothing_personal_is_found_on_the_disk() => office.InDb(async held =>
    {
        // As long as somebody is connected, SQLite keeps its write-ahead log.
        await held.Database.OpenConnectionAsync();
        var numbers = await ThousandNumbersAsync();
        var secrets = await SecretsOfOneReportAsync();
        var stored = await office.AtRestAsync();
        var hits = numbers.Concat(secrets).SelectMany(secret => stored.Holding(secret).Select(where => $"{secret} in {where}")).ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{numbers.Count} resident numbers and {secrets.Count} other secrets in {stored.Count} files and rows, "
                + $"{stored.Sum(one => one.Bytes.LongLength) / 1e6:0.0} MB: {hits.Count} hits"));
        Assert.Equal("", string.Join("\n", hits.Take(10)));
        // The search itself finds what is not a secret.
        Assert.NotEmpty(stored.Holding("K00999"));
        Assert.Contains(stored, one => one.Where.EndsWith("-wal", StringComparison.Ordinal) || one.Where.StartsWith("pg_wal", StringComparison.Ordinal));
        Assert.Contains(stored, one => one.Where.StartsWith("signing-", StringComparison.Ordinal));
    });

    private Task<List<string>> ThousandNumbersAsync() => office.InDb(async db =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var act = new Act(null, office.Time.GetUtcNow(), new(2017, 9, 4));
        var people = Enumerable.Range(0, 1000).Select(n =>
        {
            var official = new Official
            {
                StaffNumber = $"K{n:00000}",
                Name = $"在册{n:0000}",
                UnitId = office.City.OtherDivision.Id,
                ResidentNumber = ResidentId.Parse($"83{n:0000}750308{n % 1000:000}").Value
            };
            official.Record(act, AuditAction.OfficialEntered);
            return official;
        }).ToList();
        await db.InsertManyAsync(people);
        await transaction.CommitAsync();
        return people.ConvertAll(official => official.ResidentNumber!);
    });

    /// <summary>Somebody files, is commented on, withdraws, asks for a correction and signs in: all that they typed.</summary>
    private async Task<List<string>> SecretsOfOneReportAsync()
    {
        var cadre = await office.City.LeadingCadre(office.City.Station);
        var content = City.Barge(cadre);
        content = content with { Interests = [content.Interests[0] with { Amount = Money.FromWan(31.4159m), Profit = Money.FromWan(27.1828m) }] };
        var version = await office.City.HandIn(cadre, content);
        await office.City.FileOf(version, "%PDF-1.4 words-in-the-file %%EOF"u8.ToArray());
        await office.City.Draft(cadre, content with { Correction = "草稿里的一句话" });
        var visitor = await (await office.Visit(cadre)).Open(Links.Correction);
        await visitor.Form("correction.send").Fill("CorrectionForm.Kind", RequestKind.Other).Fill("CorrectionForm.Text", "花名册里我的出生日期错了").Submit();
        await office.InDb(async db =>
        {
            var act = new Act(office.City.Head.AccountId, office.Time.GetUtcNow(), new(2017, 9, 18));
            (await db.RosterRequests.SingleAsync(r => r.OfficialId == cadre.Official!.Id)).Settle(act, done: true, "已经改正出生日期");
            var report = await db.Reports.SingleAsync(r => r.Id == version.ReportId);
            db.ReturnNotes.AddRange(report.ReturnForCorrection(act, version, office.City.Head.Official!,
                [new UnitPost { UnitId = report.SigningUnitId!.Value, Kind = SigningPosts.For(report.Route!.Value)[0],
                    OfficialId = office.City.Head.Official!.Id }], [("details", "运砂船的金额请核对")]));
            await City.Withdraw(db, report.Id, act, "金额填错要重来");
            var excused = await db.Reports.SingleAsync(r => r.OfficialId == office.City.Deputy.Official!.Id && r.Campaign.Code == City.Practice);
            excused.ExcuseFor(act, NotSubmittedReason.UnderInvestigation);
            excused.Readmit(act, "调查已经了结");
            await db.SaveChangesAsync();
        });
        // Sealed, not lost.
        Assert.Equal("调查已经了结", (await office.InDb(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.ReportReadmitted))).Reason);
        var interest = content.Interests[0];
        return
        [
            cadre.Password, cadre.Official!.ResidentNumber!, interest.Enterprise!, interest.Content!, interest.Exit!.TransfereeName!,
                content.Relatives![0].Name,
            "31415900", "31.4159", "27182800", "27.1828", "words-in-the-file", "转让协议", "草稿里的一句话", "花名册里我的出生日期错了", "已经改正出生日期", "运砂船的金额请核对", "金额填错要重来", "调查已经了结",
            Convert.ToBase64String(office.Key), .. visitor.Cookies.Values.Where(cookie => cookie.Length > 40),
        ];
    }
}
