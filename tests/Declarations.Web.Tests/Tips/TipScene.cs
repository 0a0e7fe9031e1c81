using System.Net;
using System.Net.Sockets;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Declarations.Data.Tips;
using Declarations.References;
using Declarations.TipHost;
using Declarations.Tips;
using Declarations.Web.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Tips;

/// <summary>The public host on a real port over a database of its own, with a desk, the one above it and two officers who hold the keys.</summary>
public sealed class TipScene : IAsyncLifetime
{
    public const string Password = "a-long-password-of-the-desk";

    private WebApplication app = null!;

    public FakeTime Time { get; } = new(FakeTime.Beijing(2026, 3, 2, 10, 0));
    public Guid First { get; } = Guid.NewGuid();
    public Guid Second { get; } = Guid.NewGuid();
    public Guid Desk { get; } = Guid.NewGuid();
    public Guid Above { get; } = Guid.NewGuid();
    public Guid Owner { get; } = Guid.NewGuid();
    public Topic Sand { get; } = new() { Category = TopicCategory.Sand, Name = "涉砂问题", NameInEnglish = "River sand" };
    public Topic Homestead { get; private set; } = null!;
    public TestDatabase Database { get; private set; } = null!;
    public string Folder => Database.Folder;
    public WebApplication App => app;
    public Uri Address => new(app.Urls.Single());
    public IServiceProvider Services => app.Services;
    public TipDay Day => new(BeijingTime.DayOf(Time.GetUtcNow()), WorkingDays.Official);

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        app = TipSite.Build(SettingsOf(Database), Time);
        await InDb(async (db, keys) =>
        {
            await db.MigrateAsync();
            foreach (var officer in new[] { First, Second })
                await keys.EnrolAsync(officer, Password);
            await keys.MakeAsync(Day.On);
            Homestead = new()
            {
                Category = TopicCategory.Livelihood,
                Name = "宅基地审批",
                NameInEnglish = "Approval of homesteads",
                OwnerUnitId = Owner,
                OwnerName = "镇政府",
                Days = 5,
            };
            db.Topics.AddRange(Sand, Homestead);
            db.Desks.Add(new() { Id = Desk, Name = "局专项整治办", NameInEnglish = "Office of the bureau", AboveId = Above, Contact = "电话一" });
            db.Desks.Add(new() { Id = Above, Name = "市纪检监察机关", NameInEnglish = "Discipline body", Contact = "电话二" });
            await db.SaveChangesAsync();
        });
        await TipSite.AssertAsync(app.Services, default);
        await app.StartAsync();
    }

    public static IConfigurationRoot SettingsOf(TestDatabase database) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["ConnectionStrings:Tips"] = database.Connection,
        ["Tips:Provider"] = database.Provider,
        ["Tips:RetentionDays"] = "30",
        ["Tips:BorderLogs"] = "边界只记录端口",
        ["urls"] = "http://127.0.0.1:0",
    }).Build();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await Database.DropAsync();
    }

    public async Task<T> InDb<T>(Func<TipsDb, DeskKeys, Task<T>> act)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TipsDb>(), scope.ServiceProvider.GetRequiredService<DeskKeys>());
    }

    public Task InDb(Func<TipsDb, DeskKeys, Task> act) => InDb(async (db, keys) =>
    {
        await act(db, keys);
        return true;
    });

    /// <summary>At the desk, with the key of an officer.</summary>
    public Task<T> AtDesk<T>(Guid officer, Func<TipDesk, OpenDesk, Task<T>> act) => InDb(async (db, keys) =>
    {
        using var desk = (await keys.OpenAsync(officer, Password))!;
        return await act(new TipDesk(db), desk);
    });

    /// <summary>One tip opened at the desk.</summary>
    public Task<T> AtTip<T>(Guid officer, Guid tip, Func<TipDesk, OpenDesk, OpenTip, Task<T>> act, Guid? desk = null) => AtDesk(officer, async (tips, key) =>
        await act(tips, key, (await tips.FindAsync(key, tip, [desk ?? Desk, Owner], []))!));

    public Task AtTip(Guid officer, Guid tip, Func<TipDesk, OpenDesk, OpenTip, Task> act, Guid? desk = null) => AtTip(officer, tip, async (tips, key, open) =>
    {
        await act(tips, key, open);
        return true;
    }, desk);

    public Task<int> ReleaseAsync() => InDb((db, _) => new TipKeeping(db).ReleaseAsync());

    public Task<Guid> TipOfAsync(string code)
    {
        Assert.True(SlipCode.TryParse(code, out var read));
        var hash = read.Hash;
        return InDb((db, _) => db.Tips.Where(tip => tip.CodeHash == hash).Select(tip => tip.Id).SingleAsync());
    }

    public Tipster Visit(string? from = null, Action<HttpClient>? dress = null) => new(this, from, dress);
}

/// <summary>A page as it came.</summary>
public sealed record TipPage(HttpStatusCode Status, string Html, IHtmlDocument Document, HttpResponseMessage Answer)
{
    public string Text => Document.QuerySelector("main")!.TextContent;
    public string Code => Document.QuerySelector(".receipt-number")!.TextContent.Trim();
}

/// <summary>Somebody with a browser that has no script. Forms are those of the page.</summary>
public sealed class Tipster : IDisposable
{
    private static readonly HtmlParser Parser = new();

    /// <param name="from">Own address, e.g. 127.0.0.77.</param>
    public Tipster(TipScene scene, string? from, Action<HttpClient>? dress)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        if (from is not null)
            handler.ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            };
        Client = new HttpClient(handler) { BaseAddress = scene.Address };
        dress?.Invoke(Client);
    }

    public HttpClient Client { get; }

    public async Task<TipPage> GetAsync(string path) => await ReadAsync(await Client.GetAsync(new Uri(path, UriKind.Relative)));

    public async Task<TipPage> PostAsync(string path, HttpContent content) => await ReadAsync(await Client.PostAsync(new Uri(path, UriKind.Relative), content));

    /// <summary>Fills the form of the page that goes to an address and sends it.</summary>
    public Task<TipPage> SendAsync(TipPage page, string action, params (string Name, string Value)[] typed) =>
        PostAsync(action, new FormUrlEncodedContent(Fill(page, action, typed)));

    public static Dictionary<string, string> Fill(TipPage page, string action, params (string Name, string Value)[] typed)
    {
        var form = page.Document.QuerySelectorAll("form").OfType<IHtmlFormElement>().Single(each => each.GetAttribute("action") == action);
        var fields = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().ToDictionary(input => input.Name!, input => input.Value);
        foreach (var (name, value) in typed)
        {
            Assert.True(form.QuerySelector($"[name='{name}']") is not null, $"{action} has no field {name}.");
            fields[name] = value;
        }
        return fields;
    }

    public async Task<TipPage> UploadAsync(string code, params (string Name, byte[] Bytes)[] files)
    {
        using var content = new MultipartFormDataContent { { new StringContent(code), "code" } };
        foreach (var (name, bytes) in files)
            content.Add(new ByteArrayContent(bytes), "file", name);
        return await PostAsync("/zh-CN/files", content);
    }

    /// <summary>Sends a tip and gives its code.</summary>
    public async Task<string> TipAsync(TipScene scene, string facts, params (string Name, string Value)[] more)
    {
        var form = await GetAsync("/zh-CN/tip");
        var sent = await SendAsync(form, "/zh-CN/tip", [("desk", scene.Desk.ToString()), ("topic", scene.Sand.Id.ToString()), ("facts", facts), .. more]);
        Assert.True(sent.Status == HttpStatusCode.OK, sent.Text);
        return sent.Code;
    }

    public async Task<TipPage> ReturnAsync(string code) => await SendAsync(await GetAsync("/zh-CN/return"), "/zh-CN/return", ("code", code));

    public void Dispose() => Client.Dispose();

    private static async Task<TipPage> ReadAsync(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync();
        return new(answer.StatusCode, html, Parser.ParseDocument(html), answer);
    }
}
