using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Declarations.Data.Accounts;
using Declarations.Reports;
using Declarations.Web.Door;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Declarations.Web.SignIn;

/// <summary>
/// Sign-in at the organisation's own provider by OpenID Connect (code flow with PKCE). Settings: <c>SingleSignOn:Authority</c>
/// (an https address), <c>ClientId</c>, <c>ClientSecret</c>, and <c>NameClaim</c>, the claim that holds the user name here
/// (default preferred_username).
/// </summary>
public sealed class SingleSignOnOptions : OAuthOptions
{
    public string Authority { get; set; } = "";
    public string NameClaim { get; set; } = "preferred_username";
    public IConfigurationManager<OpenIdConnectConfiguration> Discovery { get; set; } = null!;
}

/// <summary>The way to the provider and back: who comes back is signed in, or has proved anew who they are.</summary>
public sealed class SingleSignOn(IConfiguration settings)
{
    public const string Scheme = "single-sign-on";
    public const string Nonce = "nonce";
    public const string Confirms = "confirms";
    private const string Next = "next";
    private const string Session = "session";

    public bool IsConfigured => IsConfiguredIn(settings);

    /// <param name="confirms">Account that is to prove itself anew; null: somebody signs in.</param>
    /// <param name="session">In which.</param>
    public static AuthenticationProperties Way(string? next, Guid? confirms, Guid? session)
    {
        var way = new AuthenticationProperties { Items = { [Next] = next } };
        if (confirms is { } account)
            (way.Items[Confirms], way.Items[Session]) = (account.ToString(), session.ToString());
        return way;
    }

    public static bool IsConfiguredIn(IConfiguration settings) => settings["SingleSignOn:Authority"] is { Length: > 0 };

    /// <exception cref="InvalidOperationException">A setting is missing.</exception>
    public static void Configure(SingleSignOnOptions options, IConfiguration settings)
    {
        options.Authority = settings["SingleSignOn:Authority"]!.TrimEnd('/');
        options.ClientId = Needed("SingleSignOn:ClientId");
        options.ClientSecret = Needed("SingleSignOn:ClientSecret");
        options.NameClaim = settings["SingleSignOn:NameClaim"] ?? options.NameClaim;
        options.CallbackPath = "/sign-in/single/back";
        // The true addresses come from the provider's own description.
        (options.AuthorizationEndpoint, options.TokenEndpoint) = (options.Authority, options.Authority);
        options.UsePkce = true;
        options.Scope.Add("openid");
        options.Scope.Add("profile");
        // The provider answers itself: nobody leads these calls, and the secret in them, elsewhere.
        options.Backchannel = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
        {
            Timeout = TimeSpan.FromSeconds(10),
            MaxResponseContentBufferSize = 1024 * 1024,
        };
        options.Discovery = new ConfigurationManager<OpenIdConnectConfiguration>(options.Authority + "/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever(options.Backchannel)
            { RequireHttps = !new Uri(options.Authority).IsLoopback }, new SameIssuer(options.Authority));
        // The page that began the way says it.
        options.Events.OnRedirectToAuthorizationEndpoint = context =>
        {
            context.Properties.RedirectUri = context.RedirectUri;
            return Task.CompletedTask;
        };
        options.Events.OnTicketReceived = ArriveAsync;
        options.Events.OnRemoteFailure = context =>
        {
            context.HandleResponse();
            LogOf(context).LogWarning(context.Failure, "What came back from single sign-on is not accepted.");
            context.Response.Redirect(Links.SignInFailed);
            return Task.CompletedTask;
        };

        string Needed(string key) => settings[key] is { Length: > 0 } value ? value : throw new InvalidOperationException($"Set {key} for single sign-on.");
    }

    public static void Harden(SingleSignOnOptions options, Transport transport)
    {
        transport.Harden(options.CorrelationCookie, "single-");
        // It has to come along when the provider leads back.
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
    }

    private static ILogger LogOf(HandleRequestContext<RemoteAuthenticationOptions> context) =>
        context.HttpContext.RequestServices.GetRequiredService<ILogger<SingleSignOn>>();

    private static async Task ArriveAsync(TicketReceivedContext context)
    {
        context.HandleResponse();
        var (services, way) = (context.HttpContext.RequestServices, context.Properties!.Items);
        var account = await services.GetRequiredService<UserManager<Account>>().FindByNameAsync(context.Principal!.FindFirstValue(ClaimTypes.Name)!);
        var confirms = way.TryGetValue(Confirms, out var id);
        if (account is null || account.ClosedAt is not null || confirms && id != account.Id.ToString())
        {
            LogOf(context).LogWarning("Single sign-on names somebody who has no open account here, or who is not the one that is signed in.");
            context.Response.Redirect(Links.SignInFailed);
            return;
        }
        if (confirms)
            services.GetRequiredService<SigningWindow>().Open(account, SigningProof.SingleSignOn, way[Session]);
        else
            await services.GetRequiredService<SignInDesk>().EnterAsync(account, SignInMethod.SingleSignOn);
        context.Response.Redirect(Links.SignInArrived(way.TryGetValue(Next, out var next) ? next : null));
    }
}

/// <summary>A provider's description counts only if it speaks of the provider that was configured.</summary>
/// <param name="authority">Without a slash at its end; the provider may write one.</param>
public sealed class SameIssuer(string authority) : IConfigurationValidator<OpenIdConnectConfiguration>
{
    public ConfigurationValidationResult Validate(OpenIdConnectConfiguration configuration) =>
        configuration.Issuer is { } issuer && (issuer == authority || issuer == authority + "/")
            ? new() { Succeeded = true } : new() { ErrorMessage = "The description of the provider names another issuer." };
}

/// <summary>What the framework's OAuth handler leaves out: discovery, nonce, and every check of the id token.</summary>
public sealed class SingleSignOnHandler(IOptionsMonitor<SingleSignOnOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : OAuthHandler<SingleSignOnOptions>(options, logger, encoder)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Options.AuthorizationEndpoint = (await Options.Discovery.GetConfigurationAsync(Context.RequestAborted)).AuthorizationEndpoint;
        await base.HandleChallengeAsync(properties);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        properties.Items[SingleSignOn.Nonce] = nonce;
        var asked = new Dictionary<string, string?> { ["nonce"] = nonce };
        if (properties.Items.ContainsKey(SingleSignOn.Confirms))
            (asked["prompt"], asked["max_age"]) = ("login", "0");
        return QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, redirectUri), asked);
    }

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        Options.TokenEndpoint = (await Options.Discovery.GetConfigurationAsync(Context.RequestAborted)).TokenEndpoint;
        return await base.ExchangeCodeAsync(context);
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(
        ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var token = tokens.Response?.RootElement.TryGetProperty("id_token", out var box) == true ? box.GetString() : null;
        var result = await ValidateAsync(token ?? throw new AuthenticationFailureException("There is no id token."));
        // The provider may have changed its keys since they were fetched.
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            Options.Discovery.RequestRefresh();
            result = await ValidateAsync(token);
        }
        if (!result.IsValid)
            throw new AuthenticationFailureException("The id token is not valid.", result.Exception);
        var claims = (JsonWebToken)result.SecurityToken;
        Demand(properties.Items.TryGetValue(SingleSignOn.Nonce, out var nonce) && Same(claims, "nonce", nonce), "It answers another request.");
        Demand(!claims.TryGetPayloadValue<string>("azp", out var party) || party == Options.ClientId, "It was made for another application.");
        if (properties.Items.ContainsKey(SingleSignOn.Confirms))
            Demand(claims.TryGetPayloadValue<long>("auth_time", out var at)
                && TimeProvider.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(at) < TimeSpan.FromMinutes(5), "Nobody signed in anew.");
        Demand(claims.TryGetPayloadValue<string>(Options.NameClaim, out var name) && !string.IsNullOrWhiteSpace(name), "It names nobody.");
        identity.AddClaim(new Claim(ClaimTypes.Name, name!));
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name);
    }

    private async Task<TokenValidationResult> ValidateAsync(string token)
    {
        var provider = await Options.Discovery.GetConfigurationAsync(Context.RequestAborted);
        return await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = provider.Issuer,
            ValidAudience = Options.ClientId,
            IssuerSigningKeys = provider.SigningKeys,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256],
            // "nbf" may be missing, "exp" may not.
            LifetimeValidator = (from, to, _, _) => !(from > Now + Skew) && to > Now - Skew,
        });
    }

    private DateTime Now => TimeProvider.GetUtcNow().UtcDateTime;

    private static bool Same(JsonWebToken claims, string claim, string? expected) => expected is not null
        && claims.TryGetPayloadValue<string>(claim, out var actual)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(actual), Encoding.UTF8.GetBytes(expected));

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
            throw new AuthenticationFailureException(otherwise);
    }
}
