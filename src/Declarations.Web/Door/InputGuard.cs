using Declarations.Written;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Declarations.Web.Door;

/// <summary>
/// Takes out what no person types: control characters and broken surrogates of pasted values are dropped and line ends are
/// one (<see cref="WrittenText"/>), so that they reach neither binding nor the database. Elsewhere in a request they are a 400.
/// </summary>
public static class InputGuard
{
    /// <summary>Of the address, before anything else looks at it.</summary>
    public static IApplicationBuilder UseAddressGuard(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!IsClean(context.Request.Path.Value) || !context.Request.Query.Keys.All(IsClean))
            return Refuse(context, StatusCodes.Status400BadRequest);
        if (!context.Request.Query.All(pair => IsClean(pair.Value)))
            context.Request.Query = new QueryCollection(
                context.Request.Query.ToDictionary(pair => pair.Key, pair => Clean(pair.Value), StringComparer.OrdinalIgnoreCase));
        return next(context);
    });

    /// <summary>Of the body, once it is known who sends it and to which page.</summary>
    public static IApplicationBuilder UseBodyGuard(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        // The page that explains a refusal is shown for the same request; it must not read that body.
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
            context.Request.Form = FormCollection.Empty;
        else if (await FaultOfBodyAsync(context) is { } status)
        {
            await Refuse(context, status);
            return;
        }
        await next(context);
    });

    private static Task Refuse(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static async Task<int?> FaultOfBodyAsync(HttpContext context)
    {
        var (request, uploads) = (context.Request, UploadsAttribute.Of(context));
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType)
            return context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true ? StatusCodes.Status400BadRequest : null;
        uploads?.Widen(context);
        if (request.ContentLength > (uploads?.Bytes ?? Application.LargestForm))
            return StatusCodes.Status413PayloadTooLarge;
        try
        {
            var form = await request.ReadFormAsync();
            if (!form.Keys.All(key => IsClean(key) && key.Count(c => c is '[' or '.') <= 4)
                || form.Files.Count > (uploads?.Files ?? 0) || !form.Files.All(file => IsClean(file.Name) && IsClean(file.FileName)))
                return StatusCodes.Status400BadRequest;
            request.Form = new FormCollection(form.ToDictionary(pair => pair.Key, pair => Clean(pair.Value), StringComparer.OrdinalIgnoreCase), form.Files);
            return null;
        }
        catch (BadHttpRequestException exception)
        {
            return exception.StatusCode;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return StatusCodes.Status400BadRequest;
        }
    }

    private static StringValues Clean(StringValues values) => new([.. values.Select(value => value is null ? null : WrittenText.Lines(value))]);

    private static bool IsClean(StringValues values) => values.All(IsClean);

    private static bool IsClean(string? text) => text is null || WrittenText.Lines(text) is var clean
        && (clean == text || clean == text.ReplaceLineEndings("\n"));
}
