using Declarations.Web.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Declarations.Web.Door;

/// <summary>Names every cookie of the framework and keeps it from script, from other sites, and from plain http.</summary>
public sealed class Cookies(Transport transport)
    : IConfigureNamedOptions<CookieAuthenticationOptions>, IConfigureNamedOptions<SingleSignOnOptions>, IConfigureOptions<AntiforgeryOptions>,
        IConfigureOptions<CookieTempDataProviderOptions>
{
    public void Configure(string? name, CookieAuthenticationOptions options) => Harden(options.Cookie, name!.Split('.')[^1].ToLowerInvariant());
    public void Configure(CookieAuthenticationOptions options) => Configure("session", options);
    public void Configure(SingleSignOnOptions options) => Configure(SingleSignOn.Scheme, options);
    public void Configure(CookieTempDataProviderOptions options) => Harden(options.Cookie, "said");

    public void Configure(string? name, SingleSignOnOptions options)
    {
        Harden(options.CorrelationCookie, "single-");
        // It has to come along when the provider leads back.
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
    }

    public void Configure(AntiforgeryOptions options)
    {
        options.SuppressXFrameOptionsHeader = true;
        Harden(options.Cookie, "form");
    }

    private void Harden(CookieBuilder cookie, string name)
    {
        (cookie.Name, cookie.Path, cookie.HttpOnly, cookie.SameSite) = (transport.Cookie(name), "/", true, SameSiteMode.Strict);
        cookie.SecurePolicy = transport.Https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }
}
