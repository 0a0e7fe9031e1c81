using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Declarations.Data.Tips;
using Declarations.References;
using Declarations.Tips;
using Declarations.Web.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Tips;

/// <summary>What somebody leaves who writes here: nothing. And what a thief of the database reads: nothing.</summary>
public sealed class TipSecretsTests(TipScene scene, ITestOutputHelper output) : IClassFixture<TipScene>
{
    private static readonly string[] Canaries = ["CANARY-AGENT", "198.51.100.77", "CANARY-COOKIE", "CANARY-REFERER", "CANARY-FILE", "CANARY-EXIF",
        "CANARY-WORDS",
        "CANARY-LATER", "CANARY-NAME", "CANARY-FAILED", "CANARY-BROKEN", "127.0.0.77"];

    [Fact]
    public async Task Nothing_of_a_tipster_is_left_anywhere()
    {
        var began = DateTime.UtcNow.AddSeconds(-1);
        var console = new StringWriter();
        string code;
        using (Screen.Watch(console))
        {
            using var tipster = scene.Visit("127.0.0.77", Dress);
            code = await tipster.TipAsync(scene, "CANARY-WORDS", ("about", "CANARY-NAME"), ("named", "yes"), ("name", "CANARY-NAME"), ("reach", "CANARY-NAME"));
            await tipster.SendAsync(await tipster.GetAsync("/en/tip"), "/en/tip", ("facts", "CANARY-FAILED"));
            Assert.Equal(HttpStatusCode.OK, (await tipster.UploadAsync(code, ("CANARY-FILE.jpg", Jpeg("CANARY-EXIF", 300_000)))).Status);
            await tipster.SendAsync(await tipster.ReturnAsync(code), "/zh-CN/add", ("text", "CANARY-LATER"));
            await BreakOffAsync(code);
        }
        var found = await AtRestAsync();
        found.Add(("console", Encoding.UTF8.GetBytes(console.ToString())));
        foreach (var file in Directory.EnumerateFiles(Path.GetTempPath()).Where(file => File.GetLastWriteTimeUtc(file) > began))
            found.Add((file, await AtRest.ReadShared(file)));
        Assert.True(found.Sum(each => (long)each.Bytes.Length) > 300_000, "There is nothing to look through.");
        Assert.All(Canaries.Append(code).Append(code.Replace("-", "", StringComparison.Ordinal)), canary => Assert.Empty(found.Holding(canary)));
        Assert.All(Canaries, canary => Assert.Empty(found.Holding(Encoding.Unicode.GetBytes(canary))));
        output.WriteLine($"{found.Count} places, {found.Sum(each => (long)each.Bytes.Length):N0} bytes, {Canaries.Length + 2} canaries: 0 hits");

        // The same sweep over a careless host, which logs its visits and keeps what is written as it is.
        await using var careless = await CarelessAsync(Path.Combine(scene.Folder, "careless.log"));
        using (var visitor = new HttpClient { BaseAddress = new(careless.Urls.Single()) })
        {
            Dress(visitor);
            await visitor.PostAsync(new Uri("/tip", UriKind.Relative), new StringContent(string.Join(' ', Canaries)));
        }
        var control = await AtRestAsync();
        Assert.All(Canaries, canary => Assert.NotEmpty(control.Holding(canary)));
        File.Delete(Path.Combine(scene.Folder, "careless.log"));

        static void Dress(HttpClient client)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "CANARY-AGENT");
            client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", "198.51.100.77");
            client.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", "declarations-session=CANARY-COOKIE");
            client.DefaultRequestHeaders.TryAddWithoutValidation("Referer", "https://CANARY-REFERER/");
        }
    }

    [Fact]
    public async Task Texts_and_files_come_back_with_the_code_alone_and_with_the_key_alone()
    {
        var count = Settings.Number(60, 1000);
        var sent = new List<(SlipCode Code, string Facts, byte[] File)>();
        for (var n = 0; n < count; n++)
        {
            var (code, facts, file) = (SlipCode.New(), $"SECRET-{n:0000}-{Guid.NewGuid():N}", Jpeg($"SECRET-FILE-{n:0000}", n % 10 == 0 ? 200_000 : 400));
            await scene.InDb(async (db, _) =>
            {
                await new TipIntake(db).SendAsync(code, new() { TopicId = scene.Sand.Id, Facts = facts }, null, scene.Desk, scene.Day);
                var open = (await new TipIntake(db).FindAsync(code))!;
                Assert.Null(await new TipFiles(db).TakeAsync(open, new MemoryStream(file), $"SECRET-NAME-{n:0000}.jpg", scene.Day, default));
            });
            sent.Add((code, facts, file));
        }
        await scene.ReleaseAsync();
        var stored = await AtRestAsync();
        Assert.Empty(stored.Holding("SECRET-"));
        // The public host holds no private key: what it wrote opens neither with what stands beside it nor with another officer's password.
        Assert.Null(await scene.InDb((_, keys) => keys.OpenAsync(scene.First, "another password")));

        foreach (var (code, facts, file) in sent)
        {
            var byCode = await scene.InDb(async (db, _) => await ReadAsync(db, (await new TipIntake(db).FindAsync(code))!));
            var tip = await scene.TipOfAsync(code.ToString());
            await scene.InDb((db, _) => db.Tips.Where(each => each.Id == tip).ExecuteUpdateAsync(
                set => set.SetProperty(each => each.KeyUnderCode, (byte[]?)null)));
            var byKey = await scene.InDb(async (db, keys) =>
            {
                using var desk = (await keys.OpenAsync(scene.Second, TipScene.Password))!;
                return await ReadAsync(db, (await new TipDesk(db).FindAsync(desk, tip, [scene.Desk], []))!);
            });
            Assert.Equal((facts, facts), (byCode.Facts, byKey.Facts));
            Assert.Equal(file, byCode.File);
            Assert.Equal(file, byKey.File);
            if (sent.IndexOf((code, facts, file)) >= 20)
                break;
        }

        static async Task<(string Facts, byte[] File)> ReadAsync(TipsDb db, OpenTip open)
        {
            var files = new TipFiles(db);
            return (open.Words.Facts, (await files.ReadAsync(open, (await files.ListAsync(open)).Single().Id))!.Value.Bytes);
        }
    }

    [Fact]
    public Task No_column_is_finer_than_a_day_and_no_id_holds_the_time() => scene.InDb(async (db, _) =>
    {
        Type[] known = [typeof(Guid), typeof(string), typeof(bool), typeof(int), typeof(DateOnly), typeof(byte[])];
        foreach (var property in db.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            Assert.True(known.Contains(type) || type.IsEnum, $"{property.DeclaringType.Name}.{property.Name} is a {type.Name}.");
            Assert.DoesNotContain(["Address", "Agent", "Ip"], part => property.Name.Contains(part, StringComparison.Ordinal));
        }
        // In clear a tip has no text but a hash, a key's name and a policy's.
        Assert.Equal(["CodeHash", "KeyId", "PolicyVersion"], db.Model.FindEntityType(typeof(Tip))!.GetProperties()
            .Where(property => property.ClrType == typeof(string)).Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(db.Model.FindEntityType(typeof(TipEntry))!.GetProperties(), property => property.ClrType == typeof(string));
        Assert.DoesNotContain(db.Model.FindEntityType(typeof(TipFile))!.GetProperties(), property => property.ClrType == typeof(string));
        await scene.InDb(async (each, _) =>
            await new TipIntake(each).SendAsync(SlipCode.New(), new() { TopicId = scene.Sand.Id, Facts = "…" }, null, scene.Desk, scene.Day));
        var ids = (await db.Tips.Select(tip => tip.Id).ToListAsync()).Concat(await db.TipEntries.Select(entry => entry.Id).ToListAsync());
        Assert.All(ids, id => Assert.Equal(4, id.Version));
    });

    [Fact]
    public async Task A_value_moved_to_another_row_or_column_does_not_open()
    {
        var (first, second) = (SlipCode.New(), SlipCode.New());
        await scene.InDb(async (db, _) =>
        {
            foreach (var code in new[] { first, second })
                await new TipIntake(db).SendAsync(code, new() { TopicId = scene.Sand.Id, Facts = "moved" }, new("a", "b"), scene.Desk, scene.Day);
        });
        var (one, other) = (await scene.TipOfAsync(first.ToString()), await scene.TipOfAsync(second.ToString()));
        var moved = await scene.InDb((db, _) => db.Tips.Where(tip => tip.Id == other).Select(tip => tip.KeyUnderCode).SingleAsync());
        await scene.InDb((db, _) => db.Tips.Where(tip => tip.Id == one).ExecuteUpdateAsync(set => set.SetProperty(tip => tip.KeyUnderCode, moved)));
        Assert.Equal("tip.unreadable", (await Assert.ThrowsAsync<RefusedException>(() => scene.InDb((db, _) => new TipIntake(db).FindAsync(first)))).Code);
        var key = Envelope.NewKey();
        var box = Envelope.Seal(key, "text"u8, Envelope.TextStep, "tip|entry|text");
        Assert.Equal(Envelope.TextStep + 28, box.Length);
        Assert.ThrowsAny<CryptographicException>(() => Envelope.Open(key, box, "tip|entry|head"));
        Assert.Equal("text"u8.ToArray(), Envelope.Open(key, box, "tip|entry|text"));
    }

    [Fact]
    public async Task Entries_neither_change_nor_go_before_their_tip_is_erased()
    {
        var code = SlipCode.New();
        await scene.InDb((db, _) => new TipIntake(db).SendAsync(code, new() { TopicId = scene.Sand.Id, Facts = "…" }, null, scene.Desk, scene.Day));
        var tip = await scene.TipOfAsync(code.ToString());
        await Assert.ThrowsAnyAsync<Exception>(() => scene.InDb((db, _) =>
            db.TipEntries.Where(entry => entry.TipId == tip).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Number, 9))));
        await Assert.ThrowsAnyAsync<Exception>(() => scene.InDb((db, _) => db.TipEntries.Where(entry => entry.TipId == tip).ExecuteDeleteAsync()));
        Assert.Equal(1, await scene.InDb((db, _) => db.TipEntries.CountAsync(entry => entry.TipId == tip)));
    }

    private async Task<List<(string Where, byte[] Bytes)>> AtRestAsync()
    {
        var found = new List<(string, byte[])>();
        foreach (var file in Directory.EnumerateFiles(scene.Folder, "*", SearchOption.AllDirectories))
            found.Add((Path.GetFileName(file), await AtRest.ReadShared(file)));
        if (TestDatabase.IsPostgres)
            await scene.InDb((db, _) => AtRest.AddPostgresAsync(db, found));
        return found;
    }

    /// <summary>Half of a large upload, and then the connection is gone.</summary>
    private async Task BreakOffAsync(string code)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, scene.Address.Port);
        var head = $"--x\r\nContent-Disposition: form-data; name=\"code\"\r\n\r\n{code}\r\n--x\r\n"
            + "Content-Disposition: form-data; name=\"file\"; filename=\"CANARY-FILE.jpg\"\r\n\r\n";
        await using (var stream = socket.GetStream())
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /zh-CN/files HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 5000000\r\n\r\n{head}"));
            await stream.WriteAsync(Jpeg("CANARY-BROKEN", 1_000_000));
            await stream.FlushAsync();
            await Task.Delay(500);
        }
        for (var wait = 0; await scene.InDb((db, _) => db.TipFiles.AnyAsync(file => file.Head == null)); wait++)
        {
            Assert.True(wait < 50, "The broken upload stays.");
            await Task.Delay(200);
        }
    }

    private static byte[] Jpeg(string comment, int size) =>
        [0xFF, 0xD8, 0xFF, 0xFE, 0, (byte)(comment.Length + 2), .. Encoding.ASCII.GetBytes(comment), 0xFF, 0xDA, 0, 2, .. new byte[size], 0xFF, 0xD9];

    private static async Task<WebApplication> CarelessAsync(string log)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        var app = builder.Build();
        app.Run(async http =>
        {
            var text = string.Join('\n', http.Request.Headers.Select(header => $"{header.Key}: {header.Value}"))
                + await new StreamReader(http.Request.Body).ReadToEndAsync();
            await File.AppendAllTextAsync(log, text);
        });
        await app.StartAsync();
        return app;
    }
}
