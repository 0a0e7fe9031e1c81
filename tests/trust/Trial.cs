using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Data.Trust;
using Declarations.Organisation;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Declarations.Trials;

/// <summary>What an experiment is done on: a database of its own with people whose reports are filled in and not filed yet.</summary>
internal sealed class Trial : IAsyncDisposable
{
    public const string Campaign = "trial", Password = "trial password of nobody";
    private static readonly DateOnly Day = new(2017, 9, 18);

    private readonly string folder = Directory.CreateTempSubdirectory("trial-").FullName;
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly string[] common;
    private readonly WebApplication owner;

    /// <param name="postgres">Connection string of the owner of an empty database; null: a SQLite file.</param>
    /// <param name="product">That of the product, if it is another.</param>
    /// <param name="application">Role under which the product reaches it.</param>
    /// <param name="allowUnsafe">The server may forget when the machine goes, which is not what is tried.</param>
    public Trial(string? postgres, string? product, string? application, bool allowUnsafe)
    {
        common = [$"--Encryption:Key={Convert.ToBase64String(key)}", $"--Keys:Path={folder}/keys",
            "--applicationName=Declarations.Web", "--Security:Https=false", "--AllowedHosts=127.0.0.1", "--Reminders:Clock=false",
            "--Logging:LogLevel:Default=None", "--Logging:LogLevel:Declarations=None", $"--Database:AllowUnsafe={allowUnsafe}",
            $"--Database:Provider={(postgres is null ? "sqlite" : "postgresql")}", .. application is null ? Array.Empty<string>()
            : [$"--Database:ApplicationRole={application}"]];
        Settings = [.. common, "--ConnectionStrings:Declarations=" + (product ?? (postgres is null ? $"Data Source={folder}/trial.db"
            : application is null ? postgres : new Npgsql.NpgsqlConnectionStringBuilder(postgres) { Username = application }.ConnectionString))];
        // A connection kept from before an outage leads to a server that is gone.
        owner = OwnerOf(postgres ?? $"Data Source={folder}/trial.db");
    }

    private WebApplication OwnerOf(string connection) => Build([.. common, "--ConnectionStrings:Declarations=" + connection
        + (connection.StartsWith("Data Source", StringComparison.Ordinal) ? "" : ";Pooling=false")]);

    /// <summary>A file with the encryption key, for the verifier.</summary>
    public async Task<string> KeyFileAsync()
    {
        await File.WriteAllBytesAsync(Path.Combine(folder, "encryption.key"), key);
        return Path.Combine(folder, "encryption.key");
    }

    /// <summary>Of the product as it is served.</summary>
    public IReadOnlyList<string> Settings { get; }

    public WebApplication Owner => owner;

    /// <summary>The product, with two switches that it does not have itself: <c>--Trial:Hashing=full</c> and <c>--Trial:Leaves=none</c>.</summary>
    public static WebApplication Build(string[] settings)
    {
        var app = Application.Build(settings, builder =>
        {
            if (builder.Configuration["Trial:Hashing"] != "full")
                builder.Services.PostConfigure<PasswordHasherOptions>(options => options.IterationCount = 1);
        });
        if (app.Configuration["Trial:Leaves"] == "none")
            Leafless.Make(app.Services);
        return app;
    }

    public static string Commit =>
        typeof(Trial).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+') is [_, var commit]
            ? commit[..Math.Min(12, commit.Length)] : "?";

    /// <summary>The schema, one unit, and so many people: every third reports a share in a sand works, the others nothing.</summary>
    /// <param name="nil">Nobody reports anything.</param>
    public async Task FoundAsync(int people, bool nil = false)
    {
        await using var scope = owner.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<StartCheck>().MigrateAsync(CancellationToken.None);
        var (db, hasher) = (scope.ServiceProvider.GetRequiredService<DeclarationsDb>(), scope.ServiceProvider.GetRequiredService<IPasswordHasher<Account>>());
        var act = new Act(null, DateTimeOffset.UtcNow, Day);
        var unit = Unit.Create(act, "trial", "试验站", UnitKind.Bureau, null);
        var campaign = Declarations.Campaigns.Campaign.Create(act, Preset.Zhuzhou2017, Campaign, "试验专项", "试验市", unit, practiceDate: Day);
        db.AddRange(unit, campaign);
        await db.SaveChangesAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var numbers in Enumerable.Range(0, people).Chunk(1000))
        {
            var officials = numbers.Select(number => Official(act, number, unit)).ToList();
            var reports = officials.Select((official, place) => Report(act, campaign, official, unit, !nil && numbers[place] % 3 == 0)).ToList();
            await db.InsertManyAsync(officials);
            await db.InsertManyAsync(reports);
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            foreach (var official in officials)
            {
                var account = Account.For(official.Name, official.StaffNumber, official.Id);
                account.NormalizedUserName = account.UserName!.ToUpperInvariant();
                account.PasswordHash = hasher.HashPassword(account, Password);
                account.PasswordSetAt = act.At;
                db.Users.Add(account);
            }
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
        await transaction.CommitAsync();
        await db.Database.CloseConnectionAsync();
        // The file may lie on another disk when it is looked at again.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    /// <summary>Holds what people were told against what is stored.</summary>
    /// <param name="acknowledged">Receipt number by staff number.</param>
    /// <param name="connection">Of the owner of a database that came back elsewhere; null: of the one that was filed into.</param>
    public async Task<Verdict> JudgeAsync(IReadOnlyDictionary<string, string> acknowledged, string? connection = null)
    {
        await using var other = connection is null ? null : OwnerOf(connection);
        await using var scope = (other ?? owner).Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DeclarationsDb>();
        var stored = await db.Submissions.AsNoTracking().Select(version => new Kept(version.Report.Official.StaffNumber, version.ReceiptNumber,
            db.Signatures.Count(signature => signature.SubmissionId == version.Id),
            db.Determinations.Count(said => said.SubmissionId == version.Id),
            db.AuditEntries.Count(entry => entry.SubjectId == version.ReportId && entry.Action == AuditAction.ReportSubmitted))).ToListAsync();
        var differences = 0;
        foreach (var campaign in await db.Campaigns.AsNoTracking().ToListAsync())
        {
            await foreach (var found in db.CheckAsync(campaign))
                differences += found.Differences.Count;
            differences += (await db.CheckCountsAsync(campaign)).Differences.Count;
        }
        await scope.ServiceProvider.GetRequiredService<Sequencer>().RunAsync();
        return Verdict.Of(acknowledged, stored, differences, (await new TreeCheck(db, [], [], []).RunAsync()).Findings.Count);
    }

    public async ValueTask DisposeAsync()
    {
        await owner.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static Official Official(Act act, int number, Unit unit)
    {
        var official = new Official
        {
            StaffNumber = "T" + number.ToString("000000", CultureInfo.InvariantCulture),
            Name = $"申报人{number:000000}",
            UnitId = unit.Id,
            Post = "科员",
            Rank = Rank.Clerk,
            Category = PersonCategory.CivilServant,
            Tier = OrgTier.Municipal,
            LeadingMember = false,
            HoldsLeadingPost = false,
            CityManaged = false,
            PostType = PostType.Management,
            Status = ServiceStatus.InService,
            UnderInvestigation = false,
        };
        official.Record(act, AuditAction.OfficialEntered);
        return official;
    }

    private static PersonalSituationReport Report(Act act, Campaign campaign, Official official, Unit unit, bool sand)
    {
        var report = PersonalSituationReport.Open(act, campaign, official, unit);
        report.SaveDraft(act, new ReportContent
        {
            Details = Details.Of(official, unit.Name, false),
            Answers = [.. Enum.GetValues<Sector>().Select(sector => new SectorAnswer(sector, sand && sector == Sector.Sand, null))],
            Interests = !sand ? [] :
            [
                new Interest
                {
                    Id = Guid.CreateVersion7(), Sector = Sector.Sand, Holder = Relation.Self, Enterprise = "试验砂石有限公司", EntityType = EntityType.Private,
                    Mode = ParticipationMode.Equity, SharePercent = 20, StartedOn = new(2015, 3, 8), Content = "入股", Amount = Money.FromWan(35),
                    Profit = Money.FromWan(6), DutyLink = DutyLink.Unrelated, Exit = new Exit(ExitState.NotYet),
                },
            ],
        });
        return report;
    }
}
