using Microsoft.Extensions.Primitives;

namespace Declarations.Web.Security;

/// <summary>
/// Stops what no person types: control characters and broken surrogates, in any part of a request. They reach neither
/// binding nor the database; the answer is 400.
/// </summary>
public static class InputGuard
{
    public static IApplicationBuilder UseInputGuard(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!await IsCleanAsync(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        await next(context);
    });

    private static async Task<bool> IsCleanAsync(HttpRequest request)
    {
        if (!IsClean(request.Path.Value) || request.Query.Any(pair => !IsClean(pair.Key) || !IsClean(pair.Value)))
            return false;
        if (!HttpMethods.IsPost(request.Method))
            return true;
        if (!request.HasFormContentType)
            return request.ContentLength is null or 0;
        try
        {
            var form = await request.ReadFormAsync();
            return form.All(pair => IsClean(pair.Key) && IsClean(pair.Value)) && form.Files.Count == 0
                && form.Keys.All(key => key.Count(c => c is '[' or '.') <= 4);
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException or IOException)
        {
            return false;
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
