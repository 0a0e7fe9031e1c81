using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Door;

/// <summary>On a page whose form carries files. Elsewhere a post with a file in it is refused.</summary>
/// <param name="bytes">Largest whole request; more answers 413. The page checks single files itself and says so beside the field.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UploadsAttribute(int bytes) : Attribute
{
    public int Bytes { get; } = bytes;
    public int Files { get; init; } = 1;

    public static UploadsAttribute? Of(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<CompiledPageActionDescriptor>()?
        .HandlerTypeInfo.GetCustomAttributes(typeof(UploadsAttribute), inherit: true).Cast<UploadsAttribute>().SingleOrDefault();

    /// <summary>Lets this request be as large as the page allows; files stay in memory and never touch a temporary folder.</summary>
    public void Widen(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = Bytes;
        context.Features.Set<IFormFeature>(new FormFeature(context.Request, new FormOptions
        {
            ValueCountLimit = Application.MostFields,
            ValueLengthLimit = Application.LongestField,
            MultipartBodyLengthLimit = Bytes,
            MemoryBufferThreshold = Bytes,
        }));
    }
}
