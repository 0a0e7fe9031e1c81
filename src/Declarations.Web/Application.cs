using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Declarations.Data;
using Declarations.Web.Access;
using Declarations.Web.Commands;
using Declarations.Web.Door;
using Declarations.Web.Forms;
using Declarations.Web.Jobs;
using Declarations.Web.Language;
using Declarations.Web.SignIn;
using Declarations.Web.Watch;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.WebEncoders;

namespace Declarations.Web;

/// <summary>The application put together: services, then the pipeline in the order a request meets it.</summary>
public static class Application
{
    /// <summary>Bytes of a whole form; pages with <see cref="UploadsAttribute"/> take more.</summary>
    public const int LargestForm = 64 * 1024;
    public const int MostFields = 500;
    public const int LongestField = 32 * 1024;

    /// <summary>As <c>--version</c> says it, without the commit.</summary>
    public static string Version { get; } =
        typeof(Application).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel";

    /// <summary>Settings of the framework that say where it listens.</summary>
    private static readonly string[] Listening = ["urls", "http_ports", "https_ports"];

    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // The settings lie beside the program, wherever it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = File.Exists("appsettings.json") ? null : AppContext.BaseDirectory,
        });
        configure?.Invoke(builder);
        SecretFiles.Read(builder.Configuration);
        if (Listening.All(name => builder.Configuration[name] is null) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls("http://127.0.0.1:5080");
        builder.WebHost.UseStaticWebAssets().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestForm;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 60;
            kestrel.Limits.MaxConcurrentConnections = 2000;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        if (!builder.Environment.IsDevelopment())
            builder.Logging.ClearProviders().AddConsole(console => console.FormatterName = LogLine.FormatterName).AddConsoleFormatter<LogLine,
                ConsoleFormatterOptions>();
        // Why it could not start, such as a port that is taken, the command line says in one sentence.
        builder.Services.Configure<LoggerFilterOptions>(filter =>
        {
            filter.Rules.Add(new(null, "Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical, null));
            filter.Rules.Add(new(null, Kestrel, LogLevel.Warning, (_, category, _) => category != Kestrel));
        });
        AddServices(builder.Services, builder.Configuration);
        var app = builder.Build();
        UsePipeline(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton(TimeProvider.System).AddScoped<OfficeClock>().AddSingleton(OfficeClock.CalendarOf(settings))
            .AddSingleton(new Words()).AddHttpContextAccessor();
        services.AddDeclarationsData(settings);
        services.AddDoor(settings);
        services.AddSignIn(settings);
        services.AddAccess();
        services.AddJobs();
        services.AddKeys();
        services.AddSingleton<Gauges>().AddHostedService<Telemetry>();
        services.AddFeatures(settings);
        services.AddRazorPages().AddForms();
        services.AddRouting(options => options.LowercaseUrls = true);
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddHealthChecks().AddDbContextCheck<DeclarationsDb>().AddCheck<KeyHealth>("keys");
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseExceptionHandler("/problem/500");
        app.UseLanguages();
        // In a scope of its own: what failed there must not fail the page that says so.
        app.UseStatusCodePagesWithReExecute("/problem/{0}", createScopeForStatusCodePages: true);
        app.UseRefusals(() => app.Services.GetRequiredService<Gauges>().Refused());
        app.UseAddressGuard();
        app.UseRouting();
        app.UseLastHour();
        app.UseAuthentication();
        app.UseWarnings();
        app.UseStalePassword();
        app.UseAuthorization();
        app.UseBodyGuard();
        app.UseStaleForms();
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealthChecks(FrontDoor.Ready).AllowAnonymous();
        app.MapHealthChecks(FrontDoor.Live, new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks(FrontDoor.Health, new() { ResponseWriter = Gauges.WriteAsync }).AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        app.MapGet("/", () => Results.Redirect(Links.MyWork)).AllowAnonymous();
    }
}
