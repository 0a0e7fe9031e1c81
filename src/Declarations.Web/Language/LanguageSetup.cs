using System.Globalization;
using Declarations.Web.Door;
using Microsoft.AspNetCore.Localization;

namespace Declarations.Web.Language;

/// <summary>Chinese by default; ?culture=, then the cookie that remembers it, then Accept-Language choose.</summary>
public static class LanguageSetup
{
    public static IApplicationBuilder UseLanguages(this IApplicationBuilder app)
    {
        var options = new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture(Words.Chinese),
            SupportedCultures = [.. Words.Cultures.Select(CultureInfo.GetCultureInfo)],
            SupportedUICultures = [.. Words.Cultures.Select(CultureInfo.GetCultureInfo)],
            ApplyCurrentCultureToResponseHeaders = true,
        };
        var cookie = app.ApplicationServices.GetRequiredService<Transport>().Cookie("language");
        options.RequestCultureProviders.OfType<CookieRequestCultureProvider>().Single().CookieName = cookie;
        app.UseRequestLocalization(options);
        return app.Use((context, next) =>
        {
            if (context.Features.Get<IRequestCultureFeature>() is { Provider: QueryStringRequestCultureProvider } chosen)
                context.Response.Cookies.Append(cookie,
                    CookieRequestCultureProvider.MakeCookieValue(chosen.RequestCulture),
                    new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(365) });
            return next(context);
        });
    }
}
