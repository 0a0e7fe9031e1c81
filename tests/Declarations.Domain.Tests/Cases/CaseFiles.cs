using Declarations.Reporting.CaseBooks;

namespace Declarations.Cases;

/// <summary>The books of cases that are kept with the tests.</summary>
internal static class CaseFiles
{
    private static readonly Dictionary<string, CaseBook> Books = Names.ToDictionary(name => name, Read);

    public static IReadOnlyList<string> Names => ["rule-cases.json", "more-cases.json", "extra-cases.json", "handling-cases.json"];

    public static CaseBook Load(string name) => Books[name];

    public static Stream Open(string name) => typeof(CaseFiles).Assembly.GetManifestResourceStream(name)!;

    private static CaseBook Read(string name)
    {
        using var stream = Open(name);
        return CaseBook.Load(stream);
    }
}
