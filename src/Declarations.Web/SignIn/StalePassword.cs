using Microsoft.AspNetCore.Authorization;

namespace Declarations.Web.SignIn;

/// <summary>Who has signed in with a password that is too old gets as far as the page where it is changed, and out.</summary>
public static class StalePassword
{
    public const string Claim = "stale-password";

    public static IApplicationBuilder UseStalePassword(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var path = context.Request.Path.Value;
        if (!context.User.HasClaim(claim => claim.Type == Claim) || path == Links.Password || path == Links.SignOut
            || context.GetEndpoint() is not { } page || page.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return next(context);
        context.Response.Redirect(Links.Password);
        return Task.CompletedTask;
    });
}
