using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Door;

/// <summary>Turns "not allowed now" and "changed by somebody else" into 409, "later" into 429 or 503, which the problem page explains.</summary>
public static class Refusals
{
    private static readonly object Key = new();

    public static IApplicationBuilder UseRefusals(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (exception is RefusedException or DbUpdateConcurrencyException && !context.Response.HasStarted)
        {
            context.Items[Key] = exception as RefusedException ?? new RefusedException(Refusal.ChangedMeanwhile);
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status409Conflict;
        }
        catch (LaterException later) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            later.Answer(context.Response);
        }
    });

    /// <summary>Whoever is signed in and asks for what is not theirs, or not there, leaves a line in the log.</summary>
    public static IApplicationBuilder UseWarnings(this IApplicationBuilder app)
    {
        var log = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Refusals));
        return app.Use(async (context, next) =>
        {
            await next(context);
            if (context.Response.StatusCode == StatusCodes.Status404NotFound && context.User.Identity?.IsAuthenticated == true
                && context.GetEndpoint() is RouteEndpoint && context.Features.Get<IStatusCodeReExecuteFeature>() is null)
                log.LogWarning("Somebody signed in asked for what is not theirs, or not there.");
        });
    }

    public static RefusedException? Of(HttpContext context) => context.Items[Key] as RefusedException;
}
