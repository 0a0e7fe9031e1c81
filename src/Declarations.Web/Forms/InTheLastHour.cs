using Declarations.Data;
using Declarations.Web.Door;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Forms;

/// <summary>
/// A page that a whole city sends within the hour of the deadline. What it asks of the database, by keys alone, stays prepared there, and where more are at it
/// than can be served in a few seconds, the others are told at once when to come again.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InTheLastHourAttribute : Attribute
{
    public static bool Is(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<CompiledPageActionDescriptor>()?
        .ModelTypeInfo?.IsDefined(typeof(InTheLastHourAttribute), inherit: true) == true;
}

public static class LastHour
{
    private const int EachProcessor = 192;

    /// <summary>For all that such a request asks, who is signed in among it. Setting: <c>Requests:AtOnce</c>, default 192 for each processor.</summary>
    public static IApplicationBuilder UseLastHour(this IApplicationBuilder app)
    {
        var most = app.ApplicationServices.GetRequiredService<IConfiguration>().GetValue("Requests:AtOnce", EachProcessor * Environment.ProcessorCount);
        var crowd = app.ApplicationServices.GetRequiredService<Crowd>();
        return app.Use(async (context, next) =>
        {
            if (!InTheLastHourAttribute.Is(context))
            {
                await next(context);
                return;
            }
            try
            {
                if (crowd.Enter() > most)
                    throw Refusals.Crowded(context);
                context.RequestServices.GetRequiredService<DeclarationsDb>().KeepsStatements = true;
                await next(context);
            }
            finally
            {
                crowd.Leave();
            }
        });
    }
}
