using Declarations.Web.Language;

namespace Declarations.Web.Pages.Rulebook;

/// <summary>A citation and the text of its clause as people read them.</summary>
public static class CitationText
{
    /// <summary>《实施方案》四1, 《公务员法》（2018年修订）第107条; Implementation plan, 四1.</summary>
    public static string Of(Citation citation, Words words) =>
        words[char.IsAsciiDigit(citation.Article[0]) && citation.Document != LawDocument.FamilyRelationCodes ? "citation.article" : "citation.item",
            citation.Document, citation.Article];

    public static string Clause(Citation citation, Words words) => words[Key(citation)];

    public static string Key(Citation citation) => $"clause.{citation.Document}.{citation.Article}";
}
