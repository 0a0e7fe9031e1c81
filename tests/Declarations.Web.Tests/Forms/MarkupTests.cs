using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;
using Declarations.Web.Tests.Hosting;
using Microsoft.AspNetCore.Html;
using Xunit;

namespace Declarations.Web.Tests.Forms;

/// <summary>
/// What people type stays text: pages encode whatever is not their own, and code writes no markup but constants. Read from the compiled application, and from
/// the pages' source.
/// </summary>
public sealed partial class MarkupTests(ITestOutputHelper output)
{
    private static readonly string[] Writers = ["AppendHtml", "AppendHtmlLine", "SetHtmlContent", "AppendFormat", "WriteLiteral", "Raw"];

    private const BindingFlags All = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
    private static readonly Module Product = typeof(Program).Module;

    [Fact]
    public void Code_turns_nothing_into_markup_but_constants()
    {
        var writers = MembersUsed().Where(used => IsWriter(used.Method)).ToDictionary(used => used.Token, used => used.Method!);
        var (calls, wrong) = (0, new List<string>());
        foreach (var method in Product.GetTypes().Where(type => !IsPage(type))
            .SelectMany(type => type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All))))
        {
            var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
            for (var at = 0; at + 4 < code.Length; at++)
            {
                if (!(code[at] == OpCodes.Call.Value || code[at] == OpCodes.Callvirt.Value || code[at] == OpCodes.Newobj.Value)
                    || !writers.TryGetValue(BitConverter.ToInt32(code, at + 1), out var writer))
                    continue;
                calls++;
                if (at < 5 || code[at - 5] != OpCodes.Ldstr.Value || code[at - 1] != 0x70)
                    wrong.Add($"{method.DeclaringType}.{method.Name} gives {writer.DeclaringType!.Name}.{writer.Name} more than a constant");
            }
        }
        output.WriteLine($"{calls} pieces of markup through {writers.Count} methods");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(calls > 0, "Not even the constants were found.");
        Assert.DoesNotContain(Product.GetTypes(), type => type.IsAssignableTo(typeof(IHtmlContent)));
    }

    [Fact]
    public void No_page_holds_script_style_or_events_of_its_own()
    {
        var pages = Directory.GetFiles(Path.Combine(Settings.Root(), "src"), "*.cshtml", SearchOption.AllDirectories)
            .Where(page => !page.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToList();
        Assert.True(pages.Count > 50);
        Assert.Empty(pages.SelectMany(page => Inline().Matches(File.ReadAllText(page)).Select(match => $"{page}: {match.Value}")));
        Assert.Empty(Directory.GetFiles(Path.Combine(Settings.Root(), "src", "Declarations.Web", "wwwroot"), "*.js", SearchOption.AllDirectories)
            .SelectMany(script => Dynamic().Matches(File.ReadAllText(script)).Select(match => $"{script}: {match.Value}")));
    }

    /// <summary>Compiled from .cshtml, where the compiler itself uses these methods for what it has encoded.</summary>
    private static bool IsPage(Type type) => type.FullName!.StartsWith("AspNetCoreGeneratedDocument.", StringComparison.Ordinal);

    private static bool IsWriter(MethodBase? method) =>
        (method?.DeclaringType == typeof(HtmlString) && method.IsConstructor || Writers.Contains(method?.Name))
        && method!.GetParameters().Any(parameter => parameter.ParameterType == typeof(string) || parameter.ParameterType == typeof(object));

    /// <summary>What the product refers to in other assemblies; null: not a method, or one of an open generic type, which none of the writers is.</summary>
    private static IEnumerable<(int Token, MethodBase? Method)> MembersUsed()
    {
        for (var token = 0x0A000001; ; token++)
        {
            MethodBase? method = null;
            try
            {
                method = Product.ResolveMember(token) as MethodBase;
            }
            catch (ArgumentOutOfRangeException)
            {
                yield break;
            }
            catch (ArgumentException) { }
            yield return (token, method);
        }
    }

    [GeneratedRegex("""\s(on[a-z]+|style|srcdoc)\s*=|<script(?![^>]*\ssrc=)|<(style|iframe|object|embed|base)\b|javascript:|"""
        + """\.Raw\(|HtmlString|HtmlContent|WriteLiteral""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex("""innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|createContextualFragment""")]
    private static partial Regex Dynamic();
}
