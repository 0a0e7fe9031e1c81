using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Data.Seeding;
using Declarations.Reports;
using Declarations.Roster;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Declarations.EndToEnd.Tests.App))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Declarations.EndToEnd.Tests;

/// <summary>The application on a real port with the demo city of 300 officials, and a real Chromium.</summary>
public class App : IAsyncLifetime
{
    public const string Campaign = "practice-2017";

    private readonly string folder = Directory.CreateTempSubdirectory("declarations-e2e-").FullName;
    private Dictionary<string, string> passwords = [];
    private Factory factory = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public IServiceProvider Services => factory.Services;

    public async ValueTask InitializeAsync()
    {
        factory = new Factory(folder);
        factory.UseKestrel(0);
        factory.StartServer();
        await using (var scope = factory.Services.CreateAsyncScope())
        {
            var services = scope.ServiceProvider;
            var city = new DemoCity(services.GetRequiredService<DeclarationsDb>(), services.GetRequiredService<IPasswordHasher<Account>>(),
                TimeProvider.System.GetUtcNow(), people: 300, seed: 7);
            passwords = (await city.SeedAsync(_ => { }, default)).ToDictionary(signIn => signIn.UserName, signIn => signIn.Password);
        }
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A browser of its own, signed in unless <paramref name="user"/> is null.</summary>
    public async Task<Visit> VisitAsync(string? user, string language = "zh-CN", int width = 1280, bool script = true)
    {
        var context = await browser.NewContextAsync(new()
        {
            // Passkeys belong to a name, not to an address.
            BaseURL = $"http://localhost:{factory.ClientOptions.BaseAddress.Port}/",
            Locale = language,
            TimezoneId = "Asia/Shanghai",
            JavaScriptEnabled = script,
            ViewportSize = new() { Width = width, Height = 900 },
            ReducedMotion = ReducedMotion.Reduce,
        });
        var visit = new Visit(context, await context.NewPageAsync(), user is null ? "" : passwords[user]);
        if (user is not null)
            await visit.SignInAsync(user);
        return visit;
    }

    /// <summary>An official who has not begun, cannot sign in yet, and whom nobody else in these tests plays.</summary>
    public async Task<Official> NewcomerAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DeclarationsDb>();
        return await db.Reports.Where(r => r.Campaign.Code == Campaign && r.Status == ReportStatus.Draft && r.DraftNumber == 0
                && (r.Official.Rank == Rank.SectionMember || r.Official.Rank == Rank.Clerk)
                && !db.Users.Any(a => a.OfficialId == r.OfficialId && a.PasswordHash != null))
            .OrderBy(r => r.Official.StaffNumber).Select(r => r.Official).FirstAsync();
    }

    /// <summary>Such an official with a sign-in.</summary>
    /// <returns>The user name.</returns>
    public async Task<string> NewFilerAsync()
    {
        var official = await NewcomerAsync();
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DeclarationsDb>();
        var account = await db.Users.SingleOrDefaultAsync(a => a.OfficialId == official.Id);
        if (account is null)
            db.Users.Add(account = Account.For(official, official.StaffNumber));
        var password = passwords[account.UserName!] = "a-long-password-of-" + Guid.NewGuid().ToString("N")[..8];
        account.PasswordHash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Account>>().HashPassword(account, password);
        await db.SaveChangesAsync();
        return account.UserName!;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await factory.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private sealed class Factory(string folder) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
            .UseEnvironment("Production").UseStaticWebAssets()
            .UseSetting("Database:Provider", "sqlite")
            .UseSetting("Security:Https", "false")
            .UseSetting("ConnectionStrings:Declarations", $"Data Source={Path.Combine(folder, "e2e.db")}")
            .UseSetting("Keys:Path", Path.Combine(folder, "keys"));
    }
}

/// <summary>The same, in which no journey has changed anything.</summary>
public sealed class UntouchedApp : App;

/// <summary>One person at one browser. Anything the browser complains about is kept and fails the test that asks.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly string password;
    private readonly List<string> complaints = [];

    public Visit(IBrowserContext context, IPage page, string password)
    {
        (this.context, this.password, Page) = (context, password, page);
        page.Console += (_, message) => { if (message.Type == "error") complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);
    }

    public IPage Page { get; }
    public IReadOnlyList<string> Complaints => complaints;

    public async Task SignInAsync(string user)
    {
        await Page.GotoAsync("/sign-in");
        await Page.FillAsync("[name='Form.UserName']", user);
        await Page.FillAsync("[name='Form.Password']", password);
        await Page.ClickAsync("main form button");
        await Page.WaitForURLAsync("**/my-work");
    }

    public Task PressAsync(string words) => Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = words }).First.ClickAsync();
    public Task FollowAsync(string words) => Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = words }).First.ClickAsync();
    public Task FillAsync(string label, string text) => Page.GetByLabel(label).First.FillAsync(text);
    public Task ChooseAsync(string label, string option) => Page.GetByLabel(label).First.SelectOptionAsync(new SelectOptionValue { Label = option });
    public Task TickAsync(string label) => Page.GetByLabel(label, new() { Exact = true }).First.CheckAsync();
    public Task AnswerAsync(string question, string answer) => Page.GetByRole(AriaRole.Group, new() { Name = question }).GetByLabel(answer, new() { Exact = true }).First.CheckAsync();

    /// <summary>Ticks the pledge and signs; the password only where it is asked for.</summary>
    public async Task SignAsync(string button)
    {
        if (await Page.Locator("input[type=password]").CountAsync() > 0)
            await Page.Locator("input[type=password]").First.FillAsync(password);
        await PressAsync(button);
    }

    public Task<string> TextAsync() => Page.InnerTextAsync("main");

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
