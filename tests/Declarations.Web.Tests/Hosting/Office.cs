using System.Collections.Concurrent;
using System.Security.Claims;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Trust;
using Declarations.Web.Access;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Declarations.Web.Tests.Hosting;

/// <summary>
/// The whole application with real cookies, antiforgery and encryption, on a database of its own with a small city in it.
/// Only three things are not as in use: the clock, the cost of a password hash, and where the log goes.
/// </summary>
public class Office : WebApplicationFactory<Program>, IAsyncLifetime
{
    /// <summary>Under a name of its own: browsers and framework treat localhost as an exception.</summary>
    public static readonly Uri Site = new("https://declarations.test");

    private TestDatabase? database;
    private bool isGuest;

    public FakeTime Time { get; private init; } = new(FakeTime.Beijing(2017, 9, 4, 9, 0));
    public City City { get; private set; } = null!;
    /// <summary>Nobody and nothing is there yet.</summary>
    public bool Empty { get; init; }
    /// <summary>Rounds of a password hash: one, since the tests sign in hundreds of times.</summary>
    public int Iterations { get; init; } = 1;
    /// <summary>Checking or setting a password that begins with "flood" waits for one of these; not for ever, or a test that fails would stop all.</summary>
    public SemaphoreSlim Flood { get; } = new(0);
    public byte[] Key { get; private init; } = TestDatabase.Key;
    /// <summary>File of the encryption keys; null: the one key is a setting.</summary>
    public string? KeyFile { get; protected set; }
    public string Folder => database!.Folder;
    public string OwnerConnection => database!.OwnerConnection;
    /// <summary>The database of the tips, empty at first: on SQLite here, on both in tests of their own.</summary>
    public string TipsFile => Path.Combine(Folder, "tips.db");
    /// <summary>What the application logged as an error, e.g. an unhandled exception.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];
    /// <summary>What the application itself logged as a warning.</summary>
    public ConcurrentQueue<string> Warnings { get; } = [];
    /// <summary>Makes pages fail: what to throw for a request, if anything.</summary>
    public Func<HttpContext, Exception?> Trouble { get; set; } = _ => null;

    /// <summary>Settings beyond those that every test needs.</summary>
    protected virtual IEnumerable<(string Key, string Value)> Settings => [];

    public virtual async ValueTask InitializeAsync()
    {
        if (Empty)
            database = await Templates.MigratedAsync();
        else
        {
            (database, var city) = await Templates.FoundedAsync();
            City = city.In(this);
        }
        await Templates.TipsAsync(TipsFile);
    }

    /// <summary>The application started anew on the same database and folders; ends before the first one.</summary>
    /// <param name="connection">To another database; null: to the same.</param>
    public Office Restarted(string? connection = null) => Restarted(connection, KeyFile);

    /// <summary>The same with another file of encryption keys: another node.</summary>
    public Office Restarted(string? connection, string? keyFile) => Restarted<Office>(connection, keyFile);

    /// <inheritdoc cref="Restarted(string?)"/>
    public T Restarted<T>(string? connection = null) where T : Office, new() => Restarted<T>(connection, KeyFile);

    private T Restarted<T>(string? connection, string? keyFile) where T : Office, new() => new()
    { database = database! with { Connection = connection ?? database.Connection }, Key = Key, KeyFile = keyFile, Time = Time, City = City, isGuest = true };

    /// <summary>On a database that outlives it.</summary>
    public static Office On(TestDatabase database) => new() { database = database, isGuest = true };

    public Visitor Visit() => new(this);
    public async Task<Visitor> Visit(Person person) => await new Visitor(this).SignIn(person);

    /// <summary>What the application itself says of somebody, who need not be signed in; null: of nobody.</summary>
    public Task<T> As<T>(Person? person, Func<Viewer, T> ask) => As(person, services => Task.FromResult(ask(services.GetRequiredService<Viewer>())));

    /// <summary>The same of all its services, in one scope in which the viewer is loaded.</summary>
    public async Task<T> As<T>(Person? person, Func<IServiceProvider, Task<T>> ask)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = person is null ? new DefaultHttpContext()
            : new DefaultHttpContext { User = new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, person.AccountId.ToString())], "test")) };
        await scope.ServiceProvider.GetRequiredService<Viewer>().LoadAsync();
        return await ask(scope.ServiceProvider);
    }

    public async Task<T> InDb<T>(Func<DeclarationsDb, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<DeclarationsDb>());
    }

    public Task InDb(Func<DeclarationsDb, Task> act) => InDb(async db =>
    {
        await act(db);
        return true;
    });

    /// <summary>What the owner of the tables may do, and the application may not.</summary>
    public async Task<T> AsOwner<T>(Func<DeclarationsDb, Task<T>> act)
    {
        if (!TestDatabase.IsPostgres)
            return await InDb(act);
        await using var db = database!.Owned(Services.GetRequiredService<ISigner>());
        return await act(db);
    }

    public Task AsOwner(Func<DeclarationsDb, Task> act) => AsOwner(async db =>
    {
        await act(db);
        return true;
    });

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (database is not null && !isGuest)
            await database.DropAsync();
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("Database:Provider", database!.Provider);
        builder.UseSetting("ConnectionStrings:Declarations", database.Connection);
        builder.UseSetting(KeyFile is null ? "Encryption:Key" : "Encryption:Key:File", KeyFile ?? Convert.ToBase64String(Key));
        // The server of the tests forgets on purpose, for speed.
        builder.UseSetting("Database:AllowUnsafe", "true");
        builder.UseSetting("AllowedHosts", Site.Host);
        // Tests say when it strikes.
        builder.UseSetting("Reminders:Clock", "false");
        builder.UseSetting("Trust:Clock", "false");
        builder.UseSetting("Security:Proxies", "10.9.8.7, 10.77.0.0/24");
        builder.UseSetting("ConnectionStrings:Tips", $"Data Source={TipsFile};Pooling=false");
        builder.UseSetting("Tips:RetentionDays", "30");
        builder.UseSetting("Keys:Path", Path.Combine(database.Folder, "keys"));
        foreach (var (key, value) in Settings)
            builder.UseSetting(key, value);
        builder.ConfigureServices(services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            services.PostConfigure<PasswordHasherOptions>(options => options.IterationCount = Iterations);
            services.AddScoped<IPasswordHasher<Account>>(provider => new FloodedHasher(provider.GetRequiredService<IOptions<PasswordHasherOptions>>(), Flood));
            services.AddLogging(Log);
            services.Configure<MvcOptions>(options => options.Filters.Add(new TroubleMaker(this)));
        });
    }

    protected virtual void Log(ILoggingBuilder logging) =>
        logging.ClearProviders().AddProvider(new LinesOf(LogLevel.Error, "", Faults)).AddProvider(new LinesOf(LogLevel.Warning, "Declarations", Warnings));

    private sealed class TroubleMaker(Office office) : IResourceFilter
    {
        public void OnResourceExecuting(ResourceExecutingContext context)
        {
            if (office.Trouble(context.HttpContext) is { } trouble)
                throw trouble;
        }

        public void OnResourceExecuted(ResourceExecutedContext context) { }
    }

    private sealed class FloodedHasher(IOptions<PasswordHasherOptions> options, SemaphoreSlim flood) : PasswordHasher<Account>(options)
    {
        public override PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            if (providedPassword.StartsWith("flood", StringComparison.Ordinal))
                flood.Wait(TimeSpan.FromMinutes(2));
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }

        public override string HashPassword(Account user, string password)
        {
            if (password.StartsWith("flood", StringComparison.Ordinal))
                flood.Wait(TimeSpan.FromMinutes(2));
            return base.HashPassword(user, password);
        }
    }

    private sealed class LinesOf(LogLevel level, string categories, ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        // A save that the database refuses is logged as an error, too, though the application expects it.
        public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
            || !categoryName.StartsWith(categories, StringComparison.Ordinal) ? NullLogger.Instance : this;
        public bool IsEnabled(LogLevel logLevel) => logLevel >= level;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public void Dispose() { }

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                lines.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }
}

/// <summary>The application as it is on its first day.</summary>
public sealed class EmptyOffice : Office
{
    public EmptyOffice() => Empty = true;
}
