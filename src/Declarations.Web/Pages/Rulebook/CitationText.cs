using Declarations.Web.Language;

namespace Declarations.Web.Pages.Rulebook;

/// <summary>A citation and the text of its clause as people read them.</summary>
public static class CitationText
{
    private const string Numerals = "一二三四五六七八九";

    /// <summary>《实施方案》四、清理要求第 1 条; 《公务员法》（2018年修订）第 107 条.</summary>
    public static string Of(Citation citation, Words words) => citation switch
    {
        (LawDocument.Plan, var article) => words["citation.part", citation.Document, words["plan.part." + article[0]], Item(article[1..], words)],
        (LawDocument.PlanAnnex3, var article) => words["citation.note", citation.Document, article["说明".Length..]],
        (LawDocument.FamilyRelationCodes, var codes) => words["citation.codes", citation.Document, codes],
        (_, var article) => words["citation.article", citation.Document, words.IsChinese ? article : Arabic(article)],
    };

    public static string Clause(Citation citation, Words words) => words[Key(citation)];

    public static string Key(Citation citation) => $"clause.{citation.Document}.{citation.Article}";

    /// <summary>An article with plain numbers, 一至四 as 1-4: for English, and to sort by.</summary>
    public static string Arabic(string article) =>
        string.Concat(article.Select(c => c == '至' ? '-' : Numerals.IndexOf(c, StringComparison.Ordinal) is >= 0 and var n ? (char)('1' + n) : c));

    /// <summary>What follows the part: (二), 3, (二)3 or nothing.</summary>
    private static string Item(string rest, Words words)
    {
        var number = rest.TrimStart([.. "()", .. Numerals]);
        var section = rest[..^number.Length];
        return (words.IsChinese ? section.Replace('(', '（').Replace(')', '）') : section.Length > 0 ? " " + Arabic(section) : "")
            + (number.Length > 0 ? words["plan.item", number] : "");
    }
}
