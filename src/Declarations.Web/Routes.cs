using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Razor.Hosting;

namespace Declarations.Web;

/// <summary>
/// Addresses made from the route templates that stand at the head of the pages: a page that moves takes its links along,
/// and a link to one that is gone does not compile.
/// </summary>
public static class Routes
{
    private static readonly FrozenDictionary<Type, string> Templates = typeof(Routes).Assembly.GetCustomAttributes<RazorCompiledItemAttribute>()
        .Select(item => (Model: item.Type.GetProperty("Model", BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)?.PropertyType,
            Template: item.Type.GetCustomAttributes<RazorCompiledItemMetadataAttribute>().FirstOrDefault(data => data.Key == "RouteTemplate")?.Value))
        .Where(page => page is { Model: not null, Template: not null }).ToFrozenDictionary(page => page.Model!, page => page.Template!);

    /// <param name="values">Of the template's parameters, in their order; null leaves an optional one out.</param>
    public static string To<TPage>(params ReadOnlySpan<object?> values) where TPage : PageModel
    {
        var (address, next) = (new StringBuilder(), 0);
        foreach (var part in Templates[typeof(TPage)].Split('/', StringSplitOptions.RemoveEmptyEntries))
            if ((part[0] == '{' ? values[next++] : part) is { } value)
                address.Append('/').Append(Uri.EscapeDataString(Convert.ToString(value, CultureInfo.InvariantCulture)!));
        return address.ToString();
    }
}
