using System.Reflection;
using Declarations.Data;
using Declarations.Web.Door;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Forms;

/// <summary>
/// A page whose statements stay prepared in the database, since one plan fits all values; but for those that look through a range of a list
/// (<see cref="KeptStatements"/>).
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public class KeepsStatementsAttribute : Attribute
{
    public static KeepsStatementsAttribute? Of(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<CompiledPageActionDescriptor>()?
        .ModelTypeInfo?.GetCustomAttribute<KeepsStatementsAttribute>();
}

/// <summary>
/// A page that a whole city sends within the hour of the deadline. Where more are at it than can be served in a few seconds, the others are told at once
/// when to come again.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InTheLastHourAttribute : KeepsStatementsAttribute;

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
            var keeps = KeepsStatementsAttribute.Of(context);
            var isLastHour = keeps is InTheLastHourAttribute;
            try
            {
                if (isLastHour && crowd.Enter() > most)
                    throw Refusals.Crowded(context);
                if (keeps is not null)
                    context.RequestServices.GetRequiredService<DeclarationsDb>().KeepsStatements = true;
                await next(context);
            }
            finally
            {
                if (isLastHour)
                    crowd.Leave();
            }
        });
    }
}
