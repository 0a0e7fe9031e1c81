using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Web.Door;
using Microsoft.AspNetCore.Identity;

namespace Declarations.Web.SignIn;

public static class SignInSetup
{
    /// <summary>Who is there: passwords, second factors, single sign-on, sessions, and the guesses that are counted.</summary>
    public static void AddSignIn(this IServiceCollection services, IConfiguration settings)
    {
        services.AddIdentityCore<Account>(options => options.Lockout.AllowedForNewUsers = false)
            .AddEntityFrameworkStores<DeclarationsDb>().AddUserStore<AccountStore>().AddSignInManager();
        services.AddSingleton<ILookupNormalizer, SignInName>();
        services.Configure<IdentityPasskeyOptions>(options => Passkeys.Configure(options, settings));
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 220_000);
        var authentication = services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, options =>
        {
            options.LoginPath = Links.SignIn;
            options.ReturnUrlParameter = "next";
            options.SlidingExpiration = false;
            // The session in the database ends it; the ticket outlives that, so that what was typed under a session that ended is known to be whose.
            options.ExpireTimeSpan = Session.Longest * 3;
            options.EventsType = typeof(SessionCheck);
        }).AddCookie(IdentityConstants.TwoFactorUserIdScheme, options => options.ExpireTimeSpan = TimeSpan.FromMinutes(5));
        if (SingleSignOn.IsConfiguredIn(settings))
        {
            authentication.AddOAuth<SingleSignOnOptions, SingleSignOnHandler>(SingleSignOn.Scheme, options => SingleSignOn.Configure(options, settings));
            services.AddOptions<SingleSignOnOptions>(SingleSignOn.Scheme).Configure<Transport>(SingleSignOn.Harden);
        }
        services.AddSingleton<SingleSignOn>().AddScoped<PendingSignIn>().AddScoped<AuthenticatorCodes>().AddScoped<Passkeys>();
        services.AddSingleton<HashingGate>().AddSingleton(PasswordProfile.Of(settings)).AddScoped<Passwords>().AddScoped<Guesses>().AddScoped<AccountReset>();
        services.AddScoped<SessionCheck>().AddScoped<SignInDesk>().AddScoped<KnownDevice>().AddScoped<SignInAttempts>().AddScoped<SigningWindow>();
    }
}
