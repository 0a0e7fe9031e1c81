using Declarations.Data.Guards;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Door;

/// <summary>
/// Turns "not allowed now" and "changed by somebody else" into 409, "later" into 429 or 503, a database that is away into 503, which the problem page explains.
/// </summary>
public static class Refusals
{
    private static readonly object Key = new(), Lost = new(), Crowd = new();
    private const int SecondsWithoutDatabase = 30;

    /// <param name="refused">Told of each act that was not allowed at that time, or met another's.</param>
    public static IApplicationBuilder UseRefusals(this IApplicationBuilder app, Action refused) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (LostDatabase.IsBehind(exception) && !context.Response.HasStarted)
        {
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Refusals)).LogError(exception, "The database does not answer.");
            context.Items[Lost] = true;
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = SecondsWithoutDatabase.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is RefusedException or DbUpdateConcurrencyException && !context.Response.HasStarted)
        {
            context.Items[Key] = exception as RefusedException ?? new RefusedException(Refusal.ChangedMeanwhile);
            refused();
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

    /// <summary>This request has met a database that does not answer; nothing more is asked of it.</summary>
    public static bool DatabaseIsLost(HttpContext context) => context.Items.ContainsKey(Lost);

    /// <summary>Too many are at it: who it is, is not even looked at.</summary>
    public static BusyException Crowded(HttpContext context)
    {
        context.Items[Crowd] = true;
        return new BusyException();
    }

    /// <summary>Nothing more is asked of the database for this request.</summary>
    public static bool AsksNothing(HttpContext context) => DatabaseIsLost(context) || context.Items.ContainsKey(Crowd);

    public static RefusedException? Of(HttpContext context) => context.Items[Key] as RefusedException;
}
