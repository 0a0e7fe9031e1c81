using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Web.Door;
using Declarations.Web.Tests.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Xunit;

namespace Declarations.Web.Tests.Secrets;

/// <summary>The office with the log of use, everything switched on, written to a search instead of a screen.</summary>
public sealed class LoggedOffice : Office
{
    /// <summary>Part of every text that these tests type or send; the number likewise.</summary>
    public const string Canary = "canary7f3a";
    public const string Number = "86753.09";

    private int lines, control;

    public int Lines => lines;
    /// <summary>Events in which the formatter of the framework would have written a canary.</summary>
    public int Control => control;
    public ConcurrentQueue<string> Hits { get; } = [];
    public ConcurrentDictionary<string, int> Exceptions { get; } = [];

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        foreach (var category in new[] { "Default", "Declarations", "Microsoft.Hosting.Lifetime" })
            builder.UseSetting("Logging:LogLevel:" + category, "Trace");
    }

    protected override void Log(ILoggingBuilder logging) =>
        logging.ClearProviders().Services.AddSingleton<ILoggerProvider>(services => new Search(this,
            services.GetServices<ConsoleFormatter>()
                .Single(formatter => formatter.Name == services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName)));

    private sealed class Search(LoggedOffice office, ConsoleFormatter formatter) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Category(office, formatter, categoryName);
        public void Dispose() { }
    }

    private sealed class Category(LoggedOffice office, ConsoleFormatter formatter, string category) : ILogger
    {
        public bool IsEnabled(LogLevel logLevel) => true;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> plain)
        {
            using var writer = new StringWriter();
            formatter.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, plain), new LoggerExternalScopeProvider(), writer);
            var line = writer.ToString();
            Interlocked.Increment(ref office.lines);
            if (HasCanary(line))
                office.Hits.Enqueue(line);
            if (HasCanary(plain(state, exception) + exception))
                Interlocked.Increment(ref office.control);
            if (JsonDocument.Parse(line).RootElement.TryGetProperty("exception", out var chain))
                office.Exceptions.AddOrUpdate(chain[0].GetString()!, 1, (_, n) => n + 1);
        }

        private static bool HasCanary(string text) => text.Contains(Canary, StringComparison.OrdinalIgnoreCase)
            || text.Contains(Number, StringComparison.Ordinal);
    }
}

/// <summary>Canaries in every field, header and address, and every exception there is: the log of use holds none of them.</summary>
public sealed class LogTests(LoggedOffice office, ITestOutputHelper output) : IClassFixture<LoggedOffice>
{
    private const string Canary = LoggedOffice.Canary;
    private const string Token = "__RequestVerificationToken";

    [Fact]
    public async Task The_log_holds_nothing_that_anybody_typed()
    {
        var scene = await Scene.SetAsync(office);
        var fields = 0;
        foreach (var (_, visitor, door) in scene.Walk(share: 5))
        {
            var begins = door.Address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            await visitor.Open($"{door.Address}{begins}{Canary}={Canary}&unit={Canary}&policy={Canary}&next=/{Canary}", follow: false);
            await visitor.Open(door.Address, follow: false);
            foreach (var form in visitor.Status is System.Net.HttpStatusCode.OK ? visitor.Forms().ToList() : [])
            {
                var texts = form.Controls.Where(control => control is IHtmlTextAreaElement or IHtmlInputElement
                { Type: "text" or "password" or "search" or "file" }).Select(control => control.GetAttribute("name")!).ToHashSet();
                fields += form.Fields.Count;
                // Only what may be typed, so that much of it is saved; then everything, so that all of it is refused.
                foreach (var some in new[] { form.Fields.Where(field => field.Key != Token).Select(field => texts.Contains(field.Key) ? Typed(form, field)
                    : field), form.Fields.Select(field => KeyValuePair.Create(field.Key, $"{Canary} {field.Key}")) })
                {
                    var token = form.Fields.Where(field => field.Key == Token);
                    await visitor.Post(form.Action, [.. token, .. some.Where(field => field.Key != Token)], follow: false);
                    await visitor.Send(new HttpRequestMessage(HttpMethod.Post, form.Action) { Content = Multipart([.. token, .. some]) }, follow: false);
                }
            }
        }
        await HeadersAndPathsAsync(scene.Visitors["clerk"]);
        await SavesThatTheDatabaseRefusesAsync();
        var thrown = await EveryExceptionAsync(scene.Visitors["clerk"]);

        output.WriteLine($"{office.Lines} log lines at Trace, {fields} fields of {scene.Doors.Count} pages, {thrown} exception types thrown, "
            + $"{office.Exceptions.Count} kinds in the log; "
            + $"events with a canary in the framework's own wording: {office.Control}; in ours: {office.Hits.Count}");
        Assert.Equal("", string.Join("\n", office.Hits.Take(5)));
        Assert.True(office.Control > Settings.Number(100, 300), "The canaries did not reach the log at all: the search proves nothing.");
        Assert.True(thrown >= 15 && office.Exceptions.Count >= 15, "Too few exceptions.");
    }

    [Fact]
    public async Task It_still_says_what_happened_and_where()
    {
        var (formatter, http) = (office.Services.GetServices<ConsoleFormatter>().OfType<LogLine>().Single(),
            office.Services.GetRequiredService<Microsoft.AspNetCore.Http.IHttpContextAccessor>());
        http.HttpContext = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        using var writer = new StringWriter();
        KeyValuePair<string, object?>[] state = [new("Status", 503), new("Name", Canary), new("{OriginalFormat}", "Answered {Status} to {Name}")];
        formatter.Write(new LogEntry<KeyValuePair<string, object?>[]>(LogLevel.Warning, "Declarations.Test", new(7), state,
            new InvalidOperationException(Canary, new RefusedException(Refusal.FamilyHasInterest)), (_, _) => Canary), null, writer);
        var line = JsonDocument.Parse(writer.ToString()).RootElement;
        Assert.Equal(("Warning", 7, "Answered {Status} to {Name}", "503"), (line.GetProperty("level").GetString(), line.GetProperty("event").GetInt32(),
            line.GetProperty("message").GetString(), line.GetProperty("Status").GetString()));
        Assert.Equal(["System.InvalidOperationException", "Declarations.RefusedException family.has-interest"], line.GetProperty("exception").EnumerateArray()
            .Select(part => part.GetString()));
        await Task.CompletedTask;
    }

    private static KeyValuePair<string, string> Typed(Form form, KeyValuePair<string, string> field) =>
        KeyValuePair.Create(field.Key, form.Controls.First(control => control.GetAttribute("name") == field.Key).GetAttribute("inputmode") == "decimal"
            ? LoggedOffice.Number : Canary + "申报");

    private static MultipartFormDataContent Multipart(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var content = new MultipartFormDataContent(Canary);
        foreach (var (name, value) in fields)
            content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(Canary)), Canary, Canary + ".pdf");
        return content;
    }

    private async Task HeadersAndPathsAsync(Visitor visitor)
    {
        foreach (var name in new[] { "User-Agent", "Referer", "Accept-Language", "Accept", "Authorization", "If-None-Match", "X-Forwarded-For",
            "X-Forwarded-Host", "Origin", "Range", "X-Test", "traceparent", "baggage", "Cookie" })
            foreach (var path in new[] { "/my-work", "/verify", "/no-such" })
            {
                var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.TryAddWithoutValidation(name, name == "Cookie" ? $"__Host-declarations-application={Canary}; {Canary}={Canary}" : Canary);
                await visitor.Send(request, follow: false);
            }
        foreach (var path in new[] { "/" + Canary, $"/report/{Canary}/details", $"/receipt/{Canary}", $"/reports/{Canary}", $"/campaigns/{Canary}",
            $"/{Canary}.css", $"/summary/download?campaign={Canary}", $"/problem/{Canary}", $"/reports/{Guid.Empty}?version={Canary}" })
            await visitor.Open(path, follow: false);
        using var client = office.CreateDefaultClient();
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue(Canary, "1"));
        await client.GetAsync(new Uri($"https://{Canary}.example/"));
    }

    /// <summary>The database names the row in its refusal; so does the framework that reports it.</summary>
    private async Task SavesThatTheDatabaseRefusesAsync()
    {
        office.Trouble = context =>
        {
            try
            {
                var db = context.RequestServices.GetRequiredService<DeclarationsDb>();
                db.Users.Add(new Account { Id = Guid.CreateVersion7(), UserName = Canary, NormalizedUserName = Canary, DisplayName = Canary });
                db.Users.Add(new Account { Id = Guid.CreateVersion7(), UserName = Canary, NormalizedUserName = Canary, DisplayName = Canary });
                db.SaveChanges();
                return null;
            }
            catch (DbUpdateException exception)
            {
                return exception.InnerException is { } inner ? new InvalidOperationException(Canary, inner) : exception;
            }
        };
        await office.Visit().Open("/verify");
        office.Trouble = _ => null;
    }

    private async Task<int> EveryExceptionAsync(Visitor visitor)
    {
        Type[] others = [typeof(DbUpdateException), typeof(DbUpdateConcurrencyException), typeof(System.Security.Cryptography.CryptographicException),
            typeof(FormatException), typeof(JsonException),
            typeof(IOException), typeof(ArgumentException), typeof(AggregateException), typeof(TimeoutException), typeof(OperationCanceledException),
                typeof(InvalidDataException),
            typeof(Microsoft.AspNetCore.Http.BadHttpRequestException), typeof(Microsoft.AspNetCore.Antiforgery.AntiforgeryValidationException),
                typeof(FluentValidation.ValidationException),
            typeof(Microsoft.Data.Sqlite.SqliteException), typeof(Npgsql.NpgsqlException), typeof(Npgsql.PostgresException), typeof(NotSupportedException),
                typeof(KeyNotFoundException), typeof(NullReferenceException)];
        var own = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => assembly.GetName().Name!.StartsWith("Declarations", StringComparison.Ordinal)
            && !assembly.GetName().Name!.Contains("Tests", StringComparison.Ordinal))
            .SelectMany(assembly => assembly.GetTypes()).Where(type => typeof(Exception).IsAssignableFrom(type) && !type.IsAbstract).ToList();
        Assert.Contains(typeof(RefusedException), own);
        var thrown = 0;
        foreach (var type in own.Concat(others))
        {
            var exception = Made(type);
            office.Trouble = context => context.Request.Path.StartsWithSegments("/problem", StringComparison.Ordinal) ? null : exception;
            await visitor.Open($"/verify?number={Canary}", follow: false);
            await visitor.Post("/verify", [KeyValuePair.Create("Form.Number", Canary)], follow: false);
            Assert.True((int)visitor.Status is >= 400 and <= 500, $"{type}: {visitor.Status}");
            Assert.DoesNotContain(Canary, visitor.Html, StringComparison.Ordinal);
            thrown++;
        }
        office.Trouble = _ => null;
        return thrown;
    }

    private static Exception Made(Type type)
    {
        var constructor = type.GetConstructors()
            .OrderByDescending(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(string)))
            .ThenBy(constructor => constructor.GetParameters().Length).First();
        return (Exception)constructor.Invoke([.. constructor.GetParameters().Select(Argument)]);
    }

    private static object? Argument(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) ? Canary : parameter.ParameterType == typeof(Refusal) ? Refusal.FamilyHasInterest
            : parameter.ParameterType.IsArray ? Array.CreateInstance(parameter.ParameterType.GetElementType()!, 0)
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;
}
