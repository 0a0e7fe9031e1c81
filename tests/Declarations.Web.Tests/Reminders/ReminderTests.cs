using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Declarations.Auditing;
using Declarations.Reminders;
using Declarations.Web.Pages.Reminders;
using Declarations.Web.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Declarations.Web.Tests.Reminders;

/// <summary>A receiver of messages on a port of this machine: answers as it is told, and keeps what came.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;

    public Receiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/{**path}", async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            Came.Enqueue((context.Request.QueryString.Value!, $"{context.Request.Headers["X-Declarations-Id"]}",
                $"{context.Request.Headers["X-Declarations-Signature"]}", await body.ReadToEndAsync()));
            context.Response.StatusCode = Status;
            await context.Response.WriteAsync(Answer);
        });
        ((IHost)app).Start();
    }

    public ConcurrentQueue<(string Query, string Id, string Signature, string Body)> Came { get; } = [];
    public int Status { get; set; } = 200;
    public string Answer { get; set; } = "{\"errcode\":0}";
    public string Url => app.Urls.First() + "/hook?key=k";

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}

/// <summary>The office with a work group to write to.</summary>
public class GroupOffice : Office
{
    public Receiver Receiver { get; } = new();
    public const string Secret = "不告诉别人";
    protected virtual string Format => "json";
    protected override IEnumerable<(string Key, string Value)> Settings =>
        [("Webhook:Url", Receiver.Url), ("Webhook:Format", Format), ("Webhook:Secret", Secret)];

    public Task TickAsync() => Services.GetRequiredService<ReminderClock>().TickAsync(CancellationToken.None);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Receiver.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

public sealed class DingTalkOffice : GroupOffice
{
    protected override string Format => "dingtalk";
}

public sealed class ReminderTests(GroupOffice office) : IClassFixture<GroupOffice>
{
    private City City => office.City;
    private static string Page => $"/progress/reminders?campaign={City.Practice}";

    [Fact]
    public async Task Those_concerned_are_reminded_once_a_day_until_it_is_done()
    {
        var (late, done) = (await City.Clerk(City.Station), await City.Clerk(City.Station));
        await City.HandIn(done, City.Nil(done));
        var visitor = await office.Visit(City.Officer);
        await visitor.Open(Page);
        Assert.Contains(late.Official!.Name, visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(done.Official!.StaffNumber, visitor.Text, StringComparison.Ordinal);

        var nothing = visitor.Form("reminders.send");
        await visitor.Post(nothing.Action, nothing.Fields);
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains(Visitor.Words["error.reminders-none"], visitor.Text, StringComparison.Ordinal);
        await SendAsync(visitor, ReminderKind.NotFiled);
        Assert.Equal(1, await RemindersOfAsync(late));
        Assert.Equal(0, await RemindersOfAsync(done));
        await SendAsync(visitor, ReminderKind.NotFiled);
        Assert.Contains(Visitor.Words["reminders.nobody-new"], visitor.Text, StringComparison.Ordinal);
        Assert.Equal(1, await RemindersOfAsync(late));

        var told = Visitor.Words["reminders.on-item", Visitor.Words.Day(new(2017, 9, 18))];
        var filer = await office.Visit(late);
        Assert.Contains(told, filer.Text, StringComparison.Ordinal);
        await City.HandIn(late, City.Nil(late));
        Assert.DoesNotContain(told, (await filer.Open(Links.MyWork)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(late.Official!.StaffNumber, (await visitor.Open(Page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_is_signed_counts_people_names_nobody_and_is_repeated_until_it_is_taken()
    {
        var late = await City.Clerk(City.Station);
        while (office.Receiver.Came.TryDequeue(out _)) { }
        office.Time.Set(FakeTime.Beijing(2017, 9, 4, 9, 0));
        // what other tests have sent may still wait
        await office.InDb(db => db.Messages.ExecuteDeleteAsync());
        await office.InDb(async db =>
        {
            db.Messages.Add(Message.Of((await db.Campaigns.FirstAsync()).Id, office.Time.GetUtcNow(), "还没有提交 3 人"));
            await db.SaveChangesAsync();
        });
        office.Receiver.Status = 500;
        await office.TickAsync();
        await office.TickAsync();
        var first = Assert.Single(office.Receiver.Came);
        office.Time.Set(FakeTime.Beijing(2017, 9, 4, 9, 1));
        office.Receiver.Status = 200;
        await using (var restarted = office.Restarted())
            Assert.Equal(1, await restarted.InDb(db => db.Messages.CountAsync(m => m.DeliveredAt == null)));
        await office.TickAsync();
        await office.TickAsync();

        Assert.Equal(2, office.Receiver.Came.Count);
        Assert.All(office.Receiver.Came, came => Assert.Equal(first.Id, came.Id));
        var (_, id, signature, body) = office.Receiver.Came.Last();
        Assert.Equal("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(GroupOffice.Secret), Encoding.UTF8.GetBytes(body))),
            signature);
        using var json = JsonDocument.Parse(body);
        Assert.Equal(id, json.RootElement.GetProperty("id").GetString());
        Assert.DoesNotContain(late.Official!.Name, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rhythm_of_a_campaign_reminds_from_nine_on_its_days_and_once()
    {
        var late = await City.Clerk(City.Station);
        foreach (var (day, hour, reminded) in new[] { (19, 10, 0), (20, 8, 0), (20, 9, 1), (20, 15, 1), (21, 9, 1), (27, 9, 2), (30, 9, 3) })
        {
            office.Time.Set(FakeTime.Beijing(2017, 9, day, hour, 0));
            await office.TickAsync();
            Assert.Equal(reminded, await RemindersOfAsync(late, City.Real));
        }
        office.Time.Set(FakeTime.Beijing(2017, 9, 4, 9, 0));
    }

    [Fact]
    public async Task The_office_of_the_whole_campaign_sets_its_rhythm_and_what_is_no_number_of_days_is_refused()
    {
        var officer = await office.Visit(City.CityOfficer);
        await officer.Open(Page);
        foreach (var bad in new[] { "10,x", "61", "1,2,3,4,5,6,7", "-3" })
        {
            await officer.Form("reminders.rhythm-do").Fill("RhythmForm.Days", bad).Submit();
            Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
            Assert.Contains(Visitor.Words["error.rhythm-days"], officer.Text, StringComparison.Ordinal);
            Assert.Equal(bad, officer.Page.QuerySelector("[name='Rhythm.Days']")!.GetAttribute("value"));
        }
        await officer.Form("reminders.rhythm-do").Fill("RhythmForm.Days", "7，1、7").Submit();
        Assert.Contains(Visitor.Words["reminders.rhythm-set"], officer.Text, StringComparison.Ordinal);
        Assert.Equal([7, 1], await office.InDb(async db => (await db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == City.Practice)).Rhythm));
        Assert.Null((await (await office.Visit(City.Officer)).Open(Page)).Page.QuerySelector("[name='Rhythm.Days']"));
    }

    [Fact]
    public async Task A_reader_is_reminded_of_the_queue_and_nobody_of_a_practice_without_being_told_to()
    {
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Nil(clerk));
        await office.TickAsync();
        var visitor = await office.Visit(City.Officer);
        await visitor.Open(Page);
        await SendAsync(visitor, ReminderKind.Queue);

        Assert.Equal(1, await RemindersOfAsync(City.Head));
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(City.Head)).Open(Page)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(City.OtherOfficer)).Open($"{Page}&unit={City.Bureau.Code}")).Status);
    }

    [Fact]
    public async Task Each_reason_has_a_list_as_long_as_its_number_of_those_whom_it_concerns()
    {
        var (late, open) = (await City.Clerk(City.Station), await City.Clerk(City.Station));
        await City.HandIn(open, City.Sand(open));
        var visitor = await (await office.Visit(City.Officer)).Open(Page);
        var lists = visitor.Page.QuerySelectorAll("ul.subnav a").Select(link => (Href: link.GetAttribute("href")!, Number: Numbers(link.TextContent))).ToList();
        Assert.Contains(lists, list => list.Href.EndsWith($"&kind={ReminderKind.ExitDue}", StringComparison.Ordinal));
        foreach (var (href, number) in lists)
        {
            await visitor.Open(href);
            var kind = Enum.Parse<ReminderKind>(href[(href.LastIndexOf('=') + 1)..]);
            var reason = kind == ReminderKind.Queue ? Visitor.Words["reminders.queue", ""].Trim()[..3] : Visitor.Words.Of(kind);
            var rows = visitor.Page.QuerySelectorAll("main tbody tr");
            Assert.Equal(number, rows.Length);
            Assert.All(rows, row => Assert.Contains(reason, row.Children[2].TextContent, StringComparison.Ordinal));
            Assert.Equal(kind == ReminderKind.NotFiled, rows.Any(row => row.Children[0].TextContent == late.Official!.Name));
        }

        static int Numbers(string text) => int.Parse(string.Concat(text.Where(char.IsAsciiDigit)), System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Of_two_who_send_at_once_one_reminds()
    {
        var late = await City.Clerk(City.Station);
        var sent = await Task.WhenAll(SendAsync(), SendAsync());
        Assert.Contains(0, sent);
        Assert.Equal(1, await RemindersOfAsync(late));

        Task<int> SendAsync() => office.InDb(async db =>
        {
            var campaign = await db.Campaigns.Include(c => c.Unit).SingleAsync(c => c.Code == City.Practice);
            var act = new Act(City.Officer.AccountId, office.Time.GetUtcNow(), campaign.Today(office.Time.GetUtcNow()));
            return await new ReminderDesk(db, new(db, office.Time), office.Services.GetRequiredService<WebhookSettings>())
                .SendAsync(new(campaign, campaign.Unit, Own: false, AsOf: null), act, ReminderKind.NotFiled);
        });
    }

    private static async Task SendAsync(Visitor visitor, ReminderKind kind)
    {
        var form = visitor.Form("reminders.send");
        await visitor.Post(form.Action, form.Fields.Append(new("Form.Kinds", $"{kind}")));
    }

    private Task<int> RemindersOfAsync(Person person, string campaign = City.Practice) =>
        office.InDb(db => db.Reminders.CountAsync(r => r.OfficialId == person.Official!.Id && db.Campaigns.Any(c => c.Id == r.CampaignId
            && c.Code == campaign)));
}

public sealed class DingTalkTests(DingTalkOffice office) : IClassFixture<DingTalkOffice>
{
    [Fact]
    public async Task A_robot_gets_its_form_and_what_it_refuses_is_repeated()
    {
        await office.InDb(async db =>
        {
            db.Messages.Add(Message.Of((await db.Campaigns.FirstAsync()).Id, office.Time.GetUtcNow(), "待阅签 2 份"));
            await db.SaveChangesAsync();
        });
        office.Receiver.Answer = "{\"errcode\":310000}";
        await office.TickAsync();
        Assert.Equal(1, await office.InDb(db => db.Messages.CountAsync(m => m.DeliveredAt == null)));
        office.Receiver.Answer = "{\"errcode\":0}";
        office.Time.Set(office.Time.GetUtcNow().AddMinutes(1));
        await office.TickAsync();

        Assert.Equal(0, await office.InDb(db => db.Messages.CountAsync(m => m.DeliveredAt == null)));
        var (query, _, _, body) = office.Receiver.Came.Last();
        using var json = JsonDocument.Parse(body);
        Assert.Equal("待阅签 2 份", json.RootElement.GetProperty("text").GetProperty("content").GetString());
        var parts = System.Web.HttpUtility.ParseQueryString(query);
        Assert.Equal("k", parts["key"]);
        Assert.Equal(parts["sign"], Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(GroupOffice.Secret),
            Encoding.UTF8.GetBytes($"{parts["timestamp"]}\n{GroupOffice.Secret}"))));
    }
}
