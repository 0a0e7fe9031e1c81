using System.Security.Cryptography;
using Declarations.Web.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Declarations.Web.Tests.SecondFactor;

/// <summary>An OpenID Connect provider on a port of this machine: its description, its keys, and a token for every code that a test has put there.</summary>
public sealed class Provider : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Dictionary<string, string> tokens = [];

    private Provider(WebApplication app) => this.app = app;

    public static RsaSecurityKey Key { get; } = new(RSA.Create(2048)) { KeyId = "k1" };
    public string Address => app.Urls.Single();
    /// <summary>What the application sent for a token.</summary>
    public IFormCollection? Asked { get; private set; }
    /// <summary>How it calls itself.</summary>
    public string Issuer { get; set; } = "";
    /// <summary>Calls to this path are answered, rightly, at another; the path itself only leads there.</summary>
    public string? Moved { get; set; }

    public static async Task<Provider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var provider = new Provider(builder.Build());
        provider.app.Use((context, next) =>
        {
            if (context.Request.Path == provider.Moved)
            {
                context.Response.Redirect("/moved" + provider.Moved, permanent: false, preserveMethod: true);
                return Task.CompletedTask;
            }
            if (context.Request.Path.StartsWithSegments("/moved", StringComparison.Ordinal, out var rest))
                context.Request.Path = rest;
            return next(context);
        });
        provider.app.UseRouting();
        provider.app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = provider.Issuer,
            ["authorization_endpoint"] = provider.Address + "/authorize",
            ["token_endpoint"] = provider.Address + "/token",
            ["jwks_uri"] = provider.Address + "/keys",
        }));
        provider.app.MapGet("/keys", () =>
        {
            var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(Key.Rsa.ExportParameters(false)) { KeyId = Key.KeyId });
            return Results.Json(new { keys = new[] { new { kty = key.Kty, n = key.N, e = key.E, kid = key.Kid, use = "sig" } } });
        });
        provider.app.MapPost("/token", async (HttpRequest request) =>
        {
            provider.Asked = await request.ReadFormAsync();
            return provider.tokens.TryGetValue(provider.Asked["code"]!, out var token)
                ? Results.Json(new { access_token = "unused", token_type = "Bearer", id_token = token })
                : Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        });
        await provider.app.StartAsync();
        provider.Issuer = provider.Address;
        return provider;
    }

    /// <summary>A code for a token that says this, and is right unless the test spoils it.</summary>
    public string CodeFor(Dictionary<string, object> claims, SecurityKey? key = null, string? token = null)
    {
        var code = Guid.NewGuid().ToString("N");
        tokens[code] = token ?? new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims,
            SigningCredentials = key is null ? new(Key, SecurityAlgorithms.RsaSha256)
                : new(key, key is SymmetricSecurityKey ? SecurityAlgorithms.HmacSha256 : SecurityAlgorithms.RsaSha256),
        });
        return code;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

/// <summary>The application with single sign-on at a provider.</summary>
public sealed class ProviderOffice : Office
{
    public Provider Provider { get; private set; } = null!;

    protected override IEnumerable<(string Key, string Value)> Settings =>
        [("SingleSignOn:Authority", Provider.Address), ("SingleSignOn:ClientId", "declarations"), ("SingleSignOn:ClientSecret", "a-secret-of-the-test")];

    public override async ValueTask InitializeAsync()
    {
        Provider = await Provider.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
