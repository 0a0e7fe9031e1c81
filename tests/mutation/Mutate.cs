#:package Microsoft.CodeAnalysis.CSharp
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false
#:property NoWarn=$(NoWarn);CA1303;CA1305;CA1304;CA1310;CA1311;CA1849;CA2007;IDE0005

// Changes one operator, literal or enum value of the rules at a time, compiles the domain in memory, and runs the domain
// tests against it: the books of cases in this process, which is quick, then the whole suite for what they let through. A
// mutant that no test notices has survived.
// Usage: dotnet run Mutate.cs -- <domain folder> <test project folder, built> <report file> [part of a file name]

using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

var (domain, tests, report, only) = (Path.GetFullPath(args[0]), Path.GetFullPath(args[1]), args[2], args.Length > 3 ? args[3] : "");
var options = new CSharpParseOptions(LanguageVersion.Preview);
var sources = Directory.EnumerateFiles(domain, "*.cs", SearchOption.AllDirectories)
    .Where(file => !file.Contains("/bin/") && (!file.Contains("/obj/") || file.Contains("/obj/Debug/net10.0/")))
    .ToList();
var trees = sources.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file, System.Text.Encoding.UTF8)).ToList();
var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
    .Where(path => Path.GetFileName(path).StartsWith("System.") || Path.GetFileName(path) is "mscorlib.dll" or "netstandard.dll")
    .Select(path => MetadataReference.CreateFromFile(path));
var compilation = CSharpCompilation.Create("Declarations.Domain", trees, references,
    new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));

var last = "";
var work = Directory.CreateTempSubdirectory("mutants-").FullName;
var built = Path.Combine(tests, "bin/Debug/net10.0");
foreach (var file in Directory.EnumerateFiles(built, "*", SearchOption.AllDirectories))
{
    var target = Path.Combine(work, Path.GetRelativePath(built, file));
    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
    File.Copy(file, target);
}
var assembly = Path.Combine(work, "Declarations.Domain.dll");
var books = Directory.EnumerateFiles(Path.Combine(tests, "Cases"), "*.json").Select(File.ReadAllBytes).ToList();
var whole = compilation.Emit(assembly);
if (!whole.Success || !CasesPass(File.ReadAllBytes(assembly)) || !await Passes("-class-") || !await Passes("-class"))
{
    Console.Error.WriteLine($"The unchanged domain does not pass. "
        + $"{string.Join(Environment.NewLine, whole.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(5))}{Environment.NewLine}{last}");
    return 1;
}

var (killed, survived, invalid) = (0, new List<string>(), 0);
foreach (var tree in trees.Where(
    tree => Path.GetRelativePath(domain, tree.FilePath) is var file && (file.StartsWith("Rules/") || file is "Period.cs") && file.Contains(only)))
{
    var model = compilation.GetSemanticModel(tree);
    var root = tree.GetRoot();
    foreach (var (node, mutated, name) in Mutants(root, model).ToList())
    {
        var changed = compilation.ReplaceSyntaxTree(tree, tree.WithRootAndOptions(root.ReplaceNode(node, mutated), options));
        using var image = new MemoryStream();
        if (!changed.Emit(image).Success)
        {
            invalid++;
            continue;
        }
        File.WriteAllBytes(assembly, image.ToArray());
        if (CasesPass(image.ToArray()) && await Passes("-class-") && await Passes("-class"))
        {
            var line = node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
            survived.Add($"{Path.GetRelativePath(domain, tree.FilePath)}:{line} {name}");
            Console.WriteLine($"survived {survived[^1]}");
        }
        else
            killed++;
    }
    Console.WriteLine($"{Path.GetFileName(tree.FilePath)}: {killed} killed, {survived.Count} survived so far, {invalid} do not compile");
}
File.WriteAllLines(report, [$"killed {killed}", $"survived {survived.Count}", $"do not compile {invalid}",
    $"score {100.0 * killed / (killed + survived.Count):0.0} %", .. survived]);
Console.WriteLine(File.ReadAllText(report));
Directory.Delete(work, true);
return 0;

bool CasesPass(byte[] image)
{
    var context = new AssemblyLoadContext(null, isCollectible: true);
    try
    {
        var mutant = context.LoadFromStream(new MemoryStream(image));
        var book = context.LoadFromAssemblyPath(Path.Combine(work, "Declarations.Reporting.dll")).GetType("Declarations.Reporting.CaseBooks.CaseBook")!;
        var policy = mutant.GetType("Declarations.Rules.Policy")!.GetProperty("Zhuzhou2017")!.GetValue(null);
        foreach (var text in books)
            foreach (var @case in (System.Collections.IEnumerable)book
                .GetProperty("Cases")!.GetValue(book.GetMethod("Load")!.Invoke(null, [new MemoryStream(text)]))!)
                if (book.GetMethod("Run")!.Invoke(null, [@case, policy]) is var result && !(bool)result!.GetType().GetProperty("Passed")!.GetValue(result)!)
                    return false;
        return true;
    }
    catch (TargetInvocationException)
    {
        return false;
    }
    finally
    {
        context.Unload();
    }
}

// The quick tests first, the properties over random facts only for what those let through.
async Task<bool> Passes(string properties)
{
    var start = new ProcessStartInfo(
        "dotnet", [Path.Combine(work, "Declarations.Domain.Tests.dll"), "-noLogo", "-stopOnFail", properties, "Declarations.Rules.PropertyTests"])
    {
        RedirectStandardOutput = true, RedirectStandardError = true,
    };
    using var process = Process.Start(start)!;
    var output = process.StandardOutput.ReadToEndAsync();
    var errors = process.StandardError.ReadToEndAsync();
    if (!process.WaitForExit(TimeSpan.FromSeconds(90)))
        process.Kill(entireProcessTree: true);
    last = string.Concat(await Task.WhenAll(output, errors));
    await process.WaitForExitAsync();
    return process.ExitCode == 0;
}

static IEnumerable<(SyntaxNode Node, SyntaxNode Mutated, string Name)> Mutants(SyntaxNode root, SemanticModel model)
{
    foreach (var node in root.DescendantNodes())
        foreach (var mutated in Of(node, model))
            yield return (node, mutated.WithTriviaFrom(node), $"{Short(node)} -> {Short(mutated)}");
}

static IEnumerable<SyntaxNode> Of(SyntaxNode node, SemanticModel model) => node switch
{
    BinaryExpressionSyntax binary => Operators(binary.Kind()).Select(kind => SyntaxFactory.BinaryExpression(kind, binary.Left, binary.Right)),
    RelationalPatternSyntax relational => Boundaries(relational.OperatorToken.Kind()).Select(token =>
        relational.WithOperatorToken(SyntaxFactory.Token(token).WithTriviaFrom(relational.OperatorToken))),
    IsPatternExpressionSyntax { Pattern: not (RecursivePatternSyntax or DeclarationPatternSyntax or VarPatternSyntax) } pattern
        when !pattern.DescendantNodes().Any(inner => inner is SingleVariableDesignationSyntax) =>
        [SyntaxFactory.PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, SyntaxFactory.ParenthesizedExpression(pattern.WithoutTrivia()))],
    LiteralExpressionSyntax literal
        when literal.IsKind(SyntaxKind.TrueLiteralExpression) => [SyntaxFactory.LiteralExpression(SyntaxKind.FalseLiteralExpression)],
    LiteralExpressionSyntax literal
        when literal.IsKind(SyntaxKind.FalseLiteralExpression) => [SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression)],
    LiteralExpressionSyntax { Token.Value: int number } => [Number(number + 1), Number(number - 1)],
    MemberAccessExpressionSyntax access when model.GetSymbolInfo(access).Symbol is IFieldSymbol
        { ContainingType.TypeKind: TypeKind.Enum } member => [Next(access, member)],
    _ => [],
};

static IEnumerable<SyntaxKind> Operators(SyntaxKind kind) => kind switch
{
    SyntaxKind.LessThanExpression => [SyntaxKind.LessThanOrEqualExpression, SyntaxKind.GreaterThanOrEqualExpression],
    SyntaxKind.LessThanOrEqualExpression => [SyntaxKind.LessThanExpression, SyntaxKind.GreaterThanExpression],
    SyntaxKind.GreaterThanExpression => [SyntaxKind.GreaterThanOrEqualExpression, SyntaxKind.LessThanOrEqualExpression],
    SyntaxKind.GreaterThanOrEqualExpression => [SyntaxKind.GreaterThanExpression, SyntaxKind.LessThanExpression],
    SyntaxKind.EqualsExpression => [SyntaxKind.NotEqualsExpression],
    SyntaxKind.NotEqualsExpression => [SyntaxKind.EqualsExpression],
    SyntaxKind.LogicalAndExpression => [SyntaxKind.LogicalOrExpression],
    SyntaxKind.LogicalOrExpression => [SyntaxKind.LogicalAndExpression],
    SyntaxKind.BitwiseAndExpression => [SyntaxKind.BitwiseOrExpression],
    SyntaxKind.BitwiseOrExpression => [SyntaxKind.BitwiseAndExpression],
    _ => [],
};

static IEnumerable<SyntaxKind> Boundaries(SyntaxKind token) => token switch
{
    SyntaxKind.LessThanToken => [SyntaxKind.LessThanEqualsToken],
    SyntaxKind.LessThanEqualsToken => [SyntaxKind.LessThanToken],
    SyntaxKind.GreaterThanToken => [SyntaxKind.GreaterThanEqualsToken],
    SyntaxKind.GreaterThanEqualsToken => [SyntaxKind.GreaterThanToken],
    _ => [],
};

static SyntaxNode Number(int value) => SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(value));

static SyntaxNode Next(MemberAccessExpressionSyntax access, IFieldSymbol member)
{
    var members = member.ContainingType.GetMembers().OfType<IFieldSymbol>().Select(field => field.Name).ToList();
    return access.WithName(SyntaxFactory.IdentifierName(members[(members.IndexOf(member.Name) + 1) % members.Count]));
}

static string Short(SyntaxNode node)
{
    var text = string.Join(' ', node.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    return text.Length > 110 ? text[..110] + "…" : text;
}
