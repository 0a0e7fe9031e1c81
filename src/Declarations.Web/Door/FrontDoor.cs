namespace Declarations.Web.Door;

/// <summary>
/// What a request meets before anything else: whom it comes from, the headers of every answer, an answer even when the
/// error page fails, the three verbs there are, and https.
/// </summary>
public sealed class FrontDoor(Transport transport) : IStartupFilter
{
    /// <summary>Whether the process runs, whether the database answers as well, and how old checkpoint and backup are.</summary>
    public const string Live = "/health/live", Ready = "/health/ready", Health = "/health";
    private const string Plain = "text/plain; charset=utf-8";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseForwardedHeaders(transport.Forwarding());
        app.UseSecurityHeaders();
        app.Use(AlwaysAnswer);
        app.Use(OnlyKnownVerbs);
        app.Use(OnlyHttps);
        next(app);
    };

    private static async Task AlwaysAnswer(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            // The exception handler has logged it and failed to show its page.
            context.Response.Clear();
            context.Response.StatusCode = exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
            context.Response.ContentType = Plain;
            await context.Response.WriteAsync("系统出了问题，请稍后再试。刚才提交的内容可能已经保存，再次提交前请先打开“我的待办”看一看。"
                + "Something went wrong. Please try again later. What you sent may have been stored: look at My work before you send it again.");
        }
    }

    private static Task OnlyKnownVerbs(HttpContext context, RequestDelegate next)
    {
        var method = context.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsPost(method))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = "GET, HEAD, POST";
        return Task.CompletedTask;
    }

    private Task OnlyHttps(HttpContext context, RequestDelegate next)
    {
        if (!transport.Https || context.Request.IsHttps || context.Request.Path.StartsWithSegments(Health))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = Plain;
        return context.Response.WriteAsync("https only. Behind a reverse proxy: name it in Security:Proxies and let it send X-Forwarded-Proto.");
    }
}
