using Declarations.Reporting.CaseBooks;

namespace Declarations.Web.Tests.Law;

/// <summary>The books of cases that the domain is tested with.</summary>
internal static class CaseFiles
{
    public static IReadOnlyList<BookCase> All { get; } = [.. Names.SelectMany(name => Load(name).Cases)];

    public static IEnumerable<string> Names =>
        typeof(CaseFiles).Assembly.GetManifestResourceNames().Where(name => name.EndsWith("-cases.json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    public static string Text(string name)
    {
        using var reader = new StreamReader(typeof(CaseFiles).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static CaseBook Load(string name)
    {
        using var stream = typeof(CaseFiles).Assembly.GetManifestResourceStream(name)!;
        return CaseBook.Load(stream);
    }
}
