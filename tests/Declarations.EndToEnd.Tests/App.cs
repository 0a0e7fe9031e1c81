using Declarations.Access;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Data.Seeding;
using Declarations.Data.Tips;
using Declarations.Evidence;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Summaries;
using Declarations.Web.Commands;
using Declarations.Web.Tests.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Declarations.EndToEnd.Tests.App))]
// the journeys share a city and follow one another; beside them goes whoever has a city of their own and says so
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly)]

namespace Declarations.EndToEnd.Tests;

/// <summary>The application on a real port with the demo city of 300 officials, and a real Chromium.</summary>
public class App : IAsyncLifetime
{
    public const string Campaign = "practice-2017";

    /// <summary>The city, made once: every application begins with a copy of its files.</summary>
    private static readonly Lazy<Task<(IReadOnlyDictionary<string, byte[]> Files, IReadOnlyDictionary<string, string> Passwords)>> City = new(FoundAsync);

    private readonly string folder = Directory.CreateTempSubdirectory("declarations-e2e-").FullName;
    private readonly Dictionary<string, string> passwords = [];
    private Factory factory = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public IServiceProvider Services => factory.Services;
    public string TipsFile => Path.Combine(folder, "tips.db");
    private IPasswordHasher<Account> Hasher => Services.CreateScope().ServiceProvider.GetRequiredService<IPasswordHasher<Account>>();

    /// <summary>Nobody and nothing is there yet.</summary>
    protected virtual bool IsEmpty => false;

    public virtual async ValueTask InitializeAsync()
    {
        if (!IsEmpty)
        {
            var (files, signIns) = await City.Value;
            foreach (var (name, bytes) in files)
                await File.WriteAllBytesAsync(Path.Combine(folder, name), bytes);
            foreach (var (user, password) in signIns)
                passwords[user] = password;
        }
        factory = new Factory(folder);
        factory.UseKestrel(0);
        factory.StartServer();
        await InDb(db => db.MigrateAsync());
        await using (var scope = Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<TipsDb>().MigrateAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Settings.Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync"],
        });
    }

    private static async Task<(IReadOnlyDictionary<string, byte[]>, IReadOnlyDictionary<string, string>)> FoundAsync()
    {
        var folder = Directory.CreateTempSubdirectory("declarations-e2e-").FullName;
        Dictionary<string, string> passwords;
        await using (var factory = new Factory(folder))
        {
            await using var scope = factory.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<DeclarationsDb>();
            await db.MigrateAsync();
            passwords = (await SeedCommand.SeedAsync(scope.ServiceProvider, people: 300, seed: 7, default))
                .ToDictionary(signIn => signIn.UserName, signIn => signIn.Password);
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var files = Directory.EnumerateFiles(folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);
        Directory.Delete(folder, recursive: true);
        return (files, passwords);
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
    /// <param name="files">Somebody of a rank, who files here; there are few of them. Else anybody without one.</param>
    public Task<Official> NewcomerAsync(bool files = true) => InDb(async db =>
    {
        var candidates = await db.Reports
            .Where(r => r.Campaign.Code == Campaign && r.Status == ReportStatus.Draft && r.DraftNumber == 0 && r.PaperBegunAt == null
                && r.Official.Status == ServiceStatus.InService
                && (files ? r.Official.Rank == Rank.SectionMember || r.Official.Rank == Rank.Clerk : r.Official.Rank == Rank.None)
                && !db.Users.Any(a => a.OfficialId == r.OfficialId && a.PasswordHash != null))
            .OrderBy(r => r.Official.StaffNumber).Select(r => r.Official).ToListAsync();
        // the journeys find people by their names
        var names = (await db.Officials.ToListAsync()).CountBy(official => official.Name).ToDictionary();
        return candidates.First(official => names[official.Name] == 1);
    });

    /// <summary>Such an official with a sign-in.</summary>
    /// <returns>The user name.</returns>
    public async Task<string> NewFilerAsync(bool files = true)
    {
        var official = await NewcomerAsync(files);
        return (await LetInAsync(async db => await db.Users.SingleOrDefaultAsync(a => a.OfficialId == official.Id)
            ?? db.Users.Add(Account.For(official, official.StaffNumber)).Entity)).UserName!;
    }

    /// <summary>Another officer beside "office", with the same grant.</summary>
    /// <param name="topmost">For the unit above all others instead.</param>
    public Task<Account> ColleagueAsync(bool topmost = false) => LetInAsync(async db =>
    {
        var colleague = db.Users.Add(Account.For("整治办 方知远", "colleague-" + Guid.NewGuid().ToString("N")[..8])).Entity;
        var given = await db.Grants.Include(grant => grant.Unit).SingleAsync(
            grant => grant.Role == Role.CampaignOfficer && db.Users.Any(a => a.Id == grant.AccountId && a.UserName == "office"));
        db.Grants.Add(Grant.Give(new Act(null, DateTimeOffset.UtcNow, BeijingTime.DayOf(DateTimeOffset.UtcNow)), colleague.Id, given.Role,
            topmost ? await db.Units.SingleAsync(unit => unit.ParentId == null) : given.Unit));
        return colleague;
    });

    /// <summary>The report of an official in the practice campaign.</summary>
    public Task<Guid> ReportOfAsync(Official official) =>
        InDb(db => db.Reports.Where(r => r.OfficialId == official.Id && r.Campaign.Code == Campaign).Select(r => r.Id).SingleAsync());

    public string PasswordOf(string user) => passwords[user];

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

    private Task<Account> LetInAsync(Func<DeclarationsDb, Task<Account>> who) => InDb(async db =>
    {
        var account = await who(db);
        account.PasswordHash = Hasher.HashPassword(account, passwords[account.UserName!] = "a-long-password-of-" + Guid.NewGuid().ToString("N")[..8]);
        await db.SaveChangesAsync();
        return account;
    });

    /// <summary>The desk of the demo, with the same passwords, and tips in every state.</summary>
    public async Task TipsAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var (db, tips) = (scope.ServiceProvider.GetRequiredService<DeclarationsDb>(), scope.ServiceProvider.GetRequiredService<TipsDb>());
        var bureau = await db.Units.SingleAsync(unit => unit.Code == DemoTips.BureauCode);
        var officers = await db.Users.Where(user => user.UserName!.StartsWith("tips")).Select(user => new { user.Id, user.UserName }).ToListAsync();
        await new DemoTips(tips, bureau, await db.Units.SingleAsync(unit => unit.Id == bureau.ParentId),
            officers.ConvertAll(officer => (officer.Id, PasswordOf(officer.UserName!))), WorkingDays.Official,
            BeijingTime.DayOf(TimeProvider.System.GetUtcNow())).SeedAsync(default);
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
            .UseSetting("ConnectionStrings:Tips", $"Data Source={Path.Combine(folder, "tips.db")};Pooling=false")
            .UseSetting("Tips:RetentionDays", "90").UseSetting("Tips:Address", "https://tips.example")
            .UseSetting("Keys:Path", Path.Combine(folder, "keys"))
            // the whole table of the city at once, with the sheets of its units in the background
            .UseSetting("Summary:AtOnce", "120")
            // what a hash costs is not the subject here, and everybody signs in again for every journey
            .ConfigureServices(services => services.PostConfigure<PasswordHasherOptions>(options => options.IterationCount = 1));
    }
}

/// <summary>Nobody and nothing is there yet.</summary>
public sealed class EmptyApp : App
{
    protected override bool IsEmpty => true;
}

/// <summary>The same city, in which no journey has changed anything, with something waiting at every page.</summary>
public sealed class UntouchedApp : App
{
    /// <summary>Ids in the addresses of pages, by name.</summary>
    public Dictionary<string, string> Ids { get; } = [];
    /// <summary>Whoever signs in with a code besides the password.</summary>
    public string Careful { get; private set; } = "";
    /// <summary>An officer for the topmost unit.</summary>
    public string TopOffice { get; private set; } = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Careful = await NewFilerAsync();
        await InDb(db => db.Users.Where(a => a.UserName == Careful).ExecuteUpdateAsync(set => set.SetProperty(a => a.TwoFactorEnabled, true)));
        Ids["paper"] = (await KeyInAsync(await NewcomerAsync())).ToString();
        TopOffice = (await ColleagueAsync(topmost: true)).UserName!;
        var newcomer = await NewcomerAsync();
        (Ids["official"], Ids["report"]) = (newcomer.Id.ToString(), (await ReportOfAsync(newcomer)).ToString());
        Ids["filed"] = (await InDb(db => db.Submissions.Where(v => v.Report.Campaign.Code == Campaign && v.InterestCount > 0).OrderBy(v => v.ReceiptNumber)
            .Select(v => v.ReportId).FirstAsync())).ToString();
        Ids["interest"] = (await InDb(db => db.InterestRows.Where(row => row.ReportId == Guid.Parse(Ids["filed"]) && row.ValidTo == null)
            .Select(row => row.InterestId).FirstAsync())).ToString();
        Ids["handled"] = (await InDb(db => db.Disposals.Select(each => each.ReportId).FirstAsync())).ToString();
        Ids["account"] = (await InDb(db => db.Users.Where(a => a.UserName == "filer").Select(a => a.Id).SingleAsync())).ToString();
        await ExportAsync();
        await TipsAsync();
        await using var filer = await VisitAsync("filer");
        await filer.Page.GotoAsync("/correction");
        await filer.TickAsync("阅签我报告的人");
        await filer.FillAsync("应当是什么", "八月起由新任负责人阅签。");
        await filer.PressAsync("提交申请");
        await using var office = await VisitAsync("office");
        await RosterJourneys.UploadAsync(office, ("E2E001", "许清越", "demo-research"), ("E2E002", "陆知衡", "demo-nowhere"));
        await RosterJourneys.UploadAsync(office, ("E2E001", "许清越", "demo-research"), ("E2E002", "陆知衡", "demo-research"));
    }

    /// <summary>A summary that was too long to be waited for.</summary>
    private Task ExportAsync() => InDb(async db =>
    {
        var (campaign, office) = (await db.Campaigns.SingleAsync(c => c.Code == Campaign), await db.Users.SingleAsync(a => a.UserName == "office"));
        var act = new Act(office.Id, TimeProvider.System.GetUtcNow(), new(2017, 9, 18));
        var export = SummaryExport.Ask(act, new(campaign.Id, campaign.UnitId, true, null, null, ByUnit: true, "zh-CN"), "第三次汇总", "unit");
        export.Finish(act, new(act.LegalDay, 52_418, 55_307, 11_204_553, new string('5', 64)), "unit");
        db.SummaryExports.Add(export);
        await db.SaveChangesAsync();
    });

    /// <summary>A colleague of "office" has keyed in a report on paper that says: nothing.</summary>
    private async Task<Guid> KeyInAsync(Official official)
    {
        var (id, keyer) = (await ReportOfAsync(official), await ColleagueAsync());
        await InDb(async db =>
        {
            var report = await db.Reports.Include(r => r.Unit).Include(r => r.Official).SingleAsync(r => r.Id == id);
            var act = new Act(keyer.Id, TimeProvider.System.GetUtcNow(), new(2017, 9, 18));
            var scan = EvidenceFile.Of(report, act, FilePurpose.PaperScan, "扫描件.pdf", "%PDF-1.4 %%EOF"u8.ToArray());
            db.EvidenceFiles.Add(scan);
            report.BeginPaper(act, new PaperOriginal(new(2017, 9, 11), new(2017, 9, 14), scan.Reference));
            report.SaveDraft(act, report.Draft with
            {
                Details = Details.Of(official, report.Unit.Name, false),
                Answers = [.. Enum.GetValues<Sector>().Select(sector => new SectorAnswer(sector, false, null))],
            });
            await db.SaveChangesAsync();
        });
        return id;
    }
}

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

    public Task PressAsync(string words) => GoAsync(Button(words));
    public Task FollowAsync(string words) => GoAsync(Link(words));
    /// <summary>A button that does its work on the page.</summary>
    public Task TouchAsync(string words) => Button(words).ClickAsync();
    /// <summary>A link or button behind which a file is.</summary>
    public Task<IDownload> DownloadAsync(string words) => Page.RunAndWaitForDownloadAsync(() => Link(words).Or(Button(words)).First.ClickAsync());
    public Task FillAsync(string label, string text) => Page.GetByLabel(label).First.FillAsync(text);
    public Task ChooseAsync(string label, string option) => Page.GetByLabel(label).First.SelectOptionAsync(new SelectOptionValue { Label = option });
    public Task TickAsync(string label) => Page.GetByLabel(label, new() { Exact = true }).First.CheckAsync();
    public Task AnswerAsync(string question, string answer) =>
        Page.GetByRole(AriaRole.Group, new() { Name = question }).GetByLabel(answer, new() { Exact = true }).First.CheckAsync();

    /// <summary>Ticks the pledge and signs; the password only where it is asked for.</summary>
    public async Task SignAsync(string button)
    {
        if (await Page.Locator("input[type=password]").CountAsync() > 0)
            await Page.Locator("input[type=password]").First.FillAsync(password);
        await PressAsync(button);
    }

    public Task<string> TextAsync() => Page.InnerTextAsync("main");

    /// <summary>Clicks, and waits for the page that this leads to: a click alone may be over before the server has answered.</summary>
    public async Task GoAsync(ILocator what)
    {
        var arrived = new TaskCompletionSource();
        void Arrive(object? sender, IFrame frame)
        {
            if (frame == Page.MainFrame)
                arrived.TrySetResult();
        }
        Page.FrameNavigated += Arrive;
        try
        {
            await what.ClickAsync();
            await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));
            await Page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
        }
        finally
        {
            Page.FrameNavigated -= Arrive;
        }
    }

    private ILocator Button(string words) => Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = words }).First;
    private ILocator Link(string words) => Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = words }).First;

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
