using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Declarations.Data.Accounts;
using Declarations.Web.Tests.Hosting;
using Declarations.Web.Tests.Trust;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Starting;

/// <summary>A start over something that is not there, or not as it was, ends with one sentence.</summary>
public sealed partial class StartTests(Office office) : IClassFixture<Office>
{
    private const string NoKey = "--Encryption:Key=";

    [Theory]
    [InlineData("run")]
    [InlineData("migrate")]
    [InlineData("seed", "--demo")]
    [InlineData("summary", "--campaign", City.Practice, "--unit", "bureau", "--purpose", "测试", "--out", "never.xlsx")]
    [InlineData("import-roster", "never.xlsx", "--campaign", City.Practice)]
    [InlineData("erase", "--campaign", City.Practice, "--basis", "测试")]
    public async Task A_wrong_key_stops_every_verb(params string[] verb) =>
        Assert.Contains("is not the one that this database was filled with",
            await Stopped([.. verb, NoKey + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))]), StringComparison.Ordinal);

    [Fact]
    public async Task A_lost_check_value_is_not_made_again_in_silence()
    {
        var box = await office.InDb(db => db.Database.SqlQuery<byte[]>($"""SELECT "Sealed" AS "Value" FROM "KeyChecks" """).SingleAsync());
        await office.ForgeAsync("""DELETE FROM "KeyChecks" """);
        var output = await Stopped("erase", "--campaign", City.Practice, "--basis", "测试");
        await office.AsOwner(db => db.Database.ExecuteSqlAsync($"""INSERT INTO "KeyChecks" ("Id", "Sealed") VALUES (1, {box})"""));
        Assert.Contains("encryption key", output, StringComparison.Ordinal);
    }

    [Theory, InlineData("AAAA", "32 bytes"), InlineData("not base64!", "not base64")]
    public async Task A_key_that_is_none_is_named(string key, string sentence) =>
        Assert.Contains(sentence, await Stopped("migrate", NoKey + key), StringComparison.Ordinal);

    [Fact]
    public async Task A_missing_key_file_is_never_replaced()
    {
        if (TestDatabase.IsPostgres)
            return;
        var (file, kept) = (Path.Combine(office.Folder, "office.db.key"), Path.Combine(office.Folder, "kept.key"));
        Assert.Contains($"The key file {file} is missing", await Stopped("migrate", NoKey), StringComparison.Ordinal);
        Assert.False(File.Exists(file));

        await File.WriteAllBytesAsync(kept, office.Key, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await office.RunAsync("migrate", NoKey, $"--Encryption:Key:File={kept}")).Code);
    }

    [Fact]
    public async Task Secrets_are_read_from_files()
    {
        var (key, connection) = (Path.Combine(office.Folder, "key.txt"), Path.Combine(office.Folder, "connection.txt"));
        await File.WriteAllTextAsync(key, Convert.ToBase64String(office.Key) + "\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(connection, office.OwnerConnection + "\n", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await office.RunAsync("migrate", NoKey, $"--Encryption:Key:File={key}", "--ConnectionStrings:Declarations=",
            $"--ConnectionStrings:Declarations:File={connection}")).Code);
        Assert.Contains("not both", await Stopped("migrate", $"--Encryption:Key:File={key}"), StringComparison.Ordinal);
        Assert.Contains("cannot be read", await Stopped("migrate", NoKey, "--Encryption:Key:File=/nowhere/key"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_may_lose_what_it_acknowledged_is_refused_or_warned_of()
    {
        if (!TestDatabase.IsPostgres)
            return;
#pragma warning disable EF1002 // the name of our own database
        await office.AsOwner(db => db.Database.ExecuteSqlRawAsync($"ALTER DATABASE {db.Database.GetDbConnection().Database} SET synchronous_commit = off"));
#pragma warning restore EF1002
        Npgsql.NpgsqlConnection.ClearAllPools();
        foreach (var verb in new[] { "run", "migrate" })
            Assert.Matches("PostgreSQL: (fsync|full_page_writes|synchronous_commit) is off", await Stopped(verb, "--Database:AllowUnsafe=false"));
        await using var restarted = office.Restarted();
        Assert.Equal(HttpStatusCode.OK, (await restarted.Visit().Open(Links.SignIn)).Status);
        Assert.Contains(restarted.Warnings, line => line.Contains("synchronous_commit is off", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_copy_made_with_VACUUM_INTO_starts()
    {
        if (TestDatabase.IsPostgres)
            return;
        var (clerk, copy) = (await office.City.Clerk(office.City.Station), Path.Combine(office.Folder, "copy.db"));
        await office.InDb(db => db.Database.ExecuteSqlAsync($"VACUUM INTO {copy}"));
        await using var restarted = office.Restarted($"Data Source={copy};Pooling=False");
        Assert.Equal(HttpStatusCode.OK, (await (await restarted.Visit(clerk)).Open(Links.Details(City.Practice))).Status);
    }

    [Fact]
    public async Task A_signing_key_that_cannot_be_kept_stops_the_start()
    {
        var taken = Path.Combine(office.Folder, "a-file");
        await File.WriteAllTextAsync(taken, "", TestContext.Current.CancellationToken);
        Assert.Contains("(Keys:Path)", await Stopped("run", $"--Keys:Path={taken}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_of_cookies_from_elsewhere_are_said_aloud_and_cost_a_new_sign_in()
    {
        var clerk = await office.City.Clerk(office.City.Station);
        var visitor = await office.Visit(clerk);
        await office.InDb(async db =>
        {
            var keys = await db.CookieKeys.AsNoTracking().ToListAsync();
            await db.CookieKeys.ExecuteDeleteAsync();
            db.CookieKeys.AddRange(keys.Select(key => new CookieKey
            { Name = key.Name, Element = Sealed().Replace(key.Element, Convert.ToBase64String(new byte[200])) }));
            await db.SaveChangesAsync();
        });
        await using var restarted = office.Restarted();
        var stranger = await visitor.At(restarted).Open(Links.MyWork);
        Assert.StartsWith(Links.SignIn, stranger.Address, StringComparison.Ordinal);
        await stranger.SignIn(clerk);
        Assert.Equal(HttpStatusCode.OK, (await stranger.Open(Links.Details(City.Practice))).Status);
        Assert.Contains(restarted.Warnings, line => line.Contains("do not open under this encryption key", StringComparison.Ordinal));
    }

    /// <returns>The one line on stderr.</returns>
    private async Task<string> Stopped(params string[] arguments)
    {
        var (code, _, errors) = await office.RunAsync(arguments);
        Assert.Equal((1, 1), (code, errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        return errors;
    }

    [GeneratedRegex("(?<=<sealed[^>]*>)[^<]+")]
    private static partial Regex Sealed();
}
