using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Declarations.Web.Door;

/// <summary>
/// Stops what no person types: control characters and broken surrogates, in any part of a request. They reach neither
/// binding nor the database; the answer is 400.
/// </summary>
public static class InputGuard
{
    /// <summary>Of the address, before anything else looks at it.</summary>
    public static IApplicationBuilder UseAddressGuard(this IApplicationBuilder app) => app.Use((context, next) =>
        IsClean(context.Request.Path.Value) && context.Request.Query.All(pair => IsClean(pair.Key) && IsClean(pair.Value))
            ? next(context) : Refuse(context, StatusCodes.Status400BadRequest));

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
            return form.All(pair => IsClean(pair.Key) && IsClean(pair.Value)) && form.Keys.All(key => key.Count(c => c is '[' or '.') <= 4)
                && form.Files.Count <= (uploads?.Files ?? 0) && form.Files.All(file => IsClean(file.Name) && IsClean(file.FileName))
                ? null : StatusCodes.Status400BadRequest;
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

    private static bool IsClean(StringValues values) => values.All(IsClean);

    private static bool IsClean(string? text)
    {
        if (text is null)
            return true;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsControl(c) && c is not ('\r' or '\n' or '\t') || c is '\uFFFE' or '\uFFFF')
                return false;
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(c))
                return false;
        }
        return true;
    }
}
