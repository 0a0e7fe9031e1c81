using System.Text.Encodings.Web;
using System.Text.Unicode;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Reporting.Summaries;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Filing;
using Declarations.Web.Pages.Reading;
using Declarations.Web.Pages.Roster;
using Declarations.Web.Pages.SelfCheck;
using Declarations.Web.Pages.Summaries;
using Declarations.Web.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.WebEncoders;

namespace Declarations.Web;

/// <summary>The application put together: services, then the pipeline in the order a request meets it.</summary>
public static class Application
{
    /// <summary>Bytes of a whole form; pages with <see cref="UploadsAttribute"/> take more.</summary>
    public const int LargestForm = 256 * 1024;
    public const int MostFields = 500;
    public const int LongestField = 32 * 1024;

    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        configure?.Invoke(builder);
        builder.WebHost.UseStaticWebAssets().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestForm;
        });
        AddServices(builder.Services, builder.Configuration);
        var app = builder.Build();
        UsePipeline(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton(TimeProvider.System).AddScoped<OfficeClock>().AddSingleton(new Words()).AddHttpContextAccessor();
        services.AddDeclarationsData(settings);
        services.AddDataProtection().SetApplicationName("Declarations")
            .PersistKeysToFileSystem(new DirectoryInfo(settings["Keys:Path"] ?? "data/keys"));
        services.AddIdentityCore<Account>(options =>
        {
            options.Password = new PasswordOptions
            {
                RequiredLength = 15,
                RequireDigit = false,
                RequireLowercase = false,
                RequireUppercase = false,
                RequireNonAlphanumeric = false,
                RequiredUniqueChars = 4,
            };
            options.Lockout.AllowedForNewUsers = false;
        }).AddEntityFrameworkStores<DeclarationsDb>().AddSignInManager();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 220_000);
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, options =>
        {
            options.LoginPath = "/sign-in";
            options.AccessDeniedPath = "/problem/404";
            options.ReturnUrlParameter = "next";
            options.ExpireTimeSpan = TimeSpan.FromMinutes(30);
            options.Cookie.SameSite = SameSiteMode.Strict;
            // Out of reach and not there look the same.
            options.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            };
        });
        services.AddAccess();
        services.AddScoped<SigningWindow>().AddScoped<FilingDesk>().AddScoped<ReadingDesk>().AddScoped<SelfCheckDesk>();
        services.AddScoped<RosterDesk>().AddSingleton<ImportQueue>().AddHostedService<ImportWorker>();
        services.AddScoped<SummaryQuery>().AddScoped<SummaryDesk>();
        services.AddRazorPages(options => options.Conventions.ConfigureFilter(new HandledVerbs())).AddForms();
        services.AddAntiforgery(options => options.Cookie.SameSite = SameSiteMode.Strict);
        services.AddRouting(options => options.LowercaseUrls = true);
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<FormOptions>(options =>
            (options.ValueCountLimit, options.ValueLengthLimit, options.MultipartBodyLengthLimit, options.MemoryBufferThreshold) = (MostFields, LongestField, LargestForm, LargestForm));
        services.AddHealthChecks().AddDbContextCheck<DeclarationsDb>();
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler("/problem/500");
        app.UseLanguages();
        app.UseStatusCodePagesWithReExecute("/problem/{0}");
        app.UseRefusals();
        app.UseAddressGuard();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseBodyGuard();
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        app.MapGet("/", () => Results.Redirect("/my-work")).AllowAnonymous();
    }
}
