using Microsoft.AspNetCore.StaticAssets;

namespace Declarations.Web.Door;

public static class SecurityHeaders
{
    /// <summary>The same headers on every answer, whatever its status; set last, because an error handler starts an answer anew.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy =
                "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; object-src 'none'; form-action 'self'; base-uri "
                    + "'none'; "
                    + "frame-ancestors 'none'"
                + (headers.ContentDisposition.Count > 0 ? "; sandbox" : "");
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Permissions-Policy"] = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (context.Request.IsHttps)
                headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains";
            // Files of the design say themselves how long they keep; everything else may be personal.
            if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
                headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    });
}
