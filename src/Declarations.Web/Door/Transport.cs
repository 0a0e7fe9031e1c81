using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Declarations.Web.Door;

/// <summary>
/// How the application is reached. Settings: <c>Security:Https</c> (default true; false in Development and for the demo),
/// <c>AllowedHosts</c> (names separated by ';'), <c>Security:Proxies</c> (addresses or networks, separated by ',', of the
/// reverse proxies whose word on scheme and client address is taken; loopback always is).
/// </summary>
public sealed class Transport(IConfiguration settings, IHostEnvironment environment)
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];
    private readonly string? hosts = settings["AllowedHosts"];

    public bool Https { get; } = settings.GetValue<bool?>("Security:Https") ?? !environment.IsDevelopment();

    /// <summary>Loopback names are allowed for health checks; they lead nobody elsewhere.</summary>
    public IList<string> Hosts => [.. Parts(hosts, ';'), .. Loopback];

    /// <summary>A browser takes a cookie of this prefix only over https, from this host alone.</summary>
    public string Cookie(string name) => (Https ? "__Host-" : "") + "declarations-" + name;

    /// <summary>Names a cookie of the framework and keeps it from script, from other sites, and from plain http.</summary>
    public void Harden(CookieBuilder cookie, string name)
    {
        (cookie.Name, cookie.Path, cookie.HttpOnly, cookie.SameSite) = (Cookie(name), "/", true, SameSiteMode.Strict);
        cookie.SecurePolicy = Https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    public ForwardedHeadersOptions Forwarding()
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        foreach (var proxy in Parts(settings["Security:Proxies"], ','))
        {
            if (IPAddress.TryParse(proxy, out var address))
                options.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(proxy, out var network))
                options.KnownIPNetworks.Add(network);
            else
                throw new InvalidOperationException($"Security:Proxies has '{proxy}'; it must be an address or a network such as 10.0.0.0/24.");
        }
        return options;
    }

    /// <exception cref="InvalidOperationException">The names that the application answers to are not set.</exception>
    public void AssertHostsAreNamed()
    {
        if (Https && (string.IsNullOrWhiteSpace(hosts) || hosts.Contains('*', StringComparison.Ordinal)))
            throw new InvalidOperationException(
                "Set AllowedHosts to the host names that people type, e.g. declarations.example.gov (several with ';', without '*'). "
                + "To try the application without TLS on this machine only, set Security:Https=false.");
    }

    private static string[] Parts(string? list, char separator) =>
        list?.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
