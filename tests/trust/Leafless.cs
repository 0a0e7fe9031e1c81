using System.Collections;
using System.Reflection;
using Declarations.Data;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Declarations.Trials;

/// <summary>
/// The product as it would be without a tree: no table has leaves, so nothing is hashed, signed or put in the waiting list. Only to measure what leaves cost;
/// the product has no such switch, which is why the list of protected tables is emptied from outside.
/// </summary>
internal static class Leafless
{
    public static void Make(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        var shape = typeof(DeclarationsDb).Assembly.GetType("Declarations.Data.Trust.Shape", throwOnError: true)!;
        var known = (IDictionary)shape.GetField("Known", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
        IModel model = scope.ServiceProvider.GetRequiredService<DeclarationsDb>().Model;
        known[model] = Array.CreateInstance(shape, 0);
    }
}
