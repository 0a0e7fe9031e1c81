using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Declarations.Web.Door;

/// <summary>The cookies of the framework that every request may carry, as <see cref="Transport.Harden"/> makes them.</summary>
public sealed class Cookies(Transport transport)
    : IConfigureNamedOptions<CookieAuthenticationOptions>, IConfigureOptions<AntiforgeryOptions>, IConfigureOptions<CookieTempDataProviderOptions>
{
    public void Configure(string? name, CookieAuthenticationOptions options) => transport.Harden(options.Cookie, name!.Split('.')[^1].ToLowerInvariant());
    public void Configure(CookieAuthenticationOptions options) => Configure("session", options);
    public void Configure(CookieTempDataProviderOptions options) => transport.Harden(options.Cookie, "said");

    public void Configure(AntiforgeryOptions options)
    {
        options.SuppressXFrameOptionsHeader = true;
        transport.Harden(options.Cookie, "form");
    }
}
