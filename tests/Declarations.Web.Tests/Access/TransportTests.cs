using System.Net;
using Declarations.Web.Door;
using Declarations.Web.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Xunit;

namespace Declarations.Web.Tests.Access;

/// <summary>Settings of how the application is reached.</summary>
public sealed class TransportTests(Office office) : IClassFixture<Office>
{
    [Theory, InlineData(null), InlineData(""), InlineData("*"), InlineData("declarations.example;*.example")]
    public void In_use_the_host_names_must_be_set(string? hosts) =>
        Assert.Contains("AllowedHosts", Assert.Throws<InvalidOperationException>(
            () => Of(Environments.Production, ("AllowedHosts", hosts)).AssertHostsAreNamed()).Message, StringComparison.Ordinal);

    [Fact]
    public void On_one_machine_they_need_not()
    {
        Of(Environments.Development).AssertHostsAreNamed();
        Of(Environments.Production, ("Security:Https", "false")).AssertHostsAreNamed();
        Of(Environments.Production, ("AllowedHosts", "declarations.example")).AssertHostsAreNamed();
        Assert.DoesNotContain("*", Of(Environments.Development).Hosts);
        Assert.Equal(("__Host-declarations-form", "declarations-form"),
            (Of(Environments.Production).Cookie("form"), Of(Environments.Development).Cookie("form")));
    }

    [Fact]
    public void What_is_no_proxy_is_refused_at_the_start() =>
        Assert.Throws<InvalidOperationException>(() => Of(Environments.Production, ("Security:Proxies", "10.0.0.1, the proxy")).Forwarding());

    [Theory, InlineData("127.0.0.1", 200), InlineData("10.9.8.7", 200), InlineData("10.77.0.9", 200), InlineData("10.9.8.8", 400),
        InlineData("203.0.113.5", 400)]
    public async Task Only_a_known_proxy_says_that_it_was_https(string from, int status)
    {
        var answer = await office.Server.SendAsync(context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(from);
            (context.Request.Scheme, context.Request.Host, context.Request.Path, context.Request.Method) =
                ("http", new HostString(Office.Site.Host), "/sign-in", "GET");
            context.Request.Headers["X-Forwarded-Proto"] = "https";
        });
        Assert.Equal(status, answer.Response.StatusCode);
    }

    private static Transport Of(string environment, params (string Key, string? Value)[] settings) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))).Build(),
            new HostingEnvironment { EnvironmentName = environment });
}
