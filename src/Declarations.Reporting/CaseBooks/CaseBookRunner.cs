using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Declarations.Rules;

namespace Declarations.Reporting.CaseBooks;

public enum CaseBookFormat { Table, Json }

/// <summary>Writes results one by one as they come.</summary>
public static class CaseBookRunner
{
    internal static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>Number of cases that did not come out as expected.</returns>
    public static int Write(IEnumerable<CaseResult> results, CaseBookFormat format, TextWriter writer) =>
        format == CaseBookFormat.Json ? WriteJson(results, writer) : WriteTable(results, writer);

    private static int WriteTable(IEnumerable<CaseResult> results, TextWriter writer)
    {
        var (total, failed) = (0, 0);
        foreach (var result in results)
        {
            total++;
            failed += result.Passed ? 0 : 1;
            var mark = result.Case.Expected is null ? "-" : result.Passed ? "ok" : "FAIL";
            writer.WriteLine($"{result.Case.Id,-10} {mark,-5} {result.Actual["determination"],-15} {result.Actual["requiredAction"],-25} {result.Case.Title}");
            foreach (var difference in result.Differences)
                writer.WriteLine($"{"",17}{difference.Path}: expected {difference.Expected}, came out {difference.Actual}");
            foreach (var path in result.Case.Unread)
                writer.WriteLine($"{"",17}{path}: not understood, left aside");
        }
        writer.WriteLine($"{total} cases, {total - failed} as expected, {failed} not");
        return failed;
    }

    private static int WriteJson(IEnumerable<CaseResult> results, TextWriter writer)
    {
        var (total, failed) = (0, 0);
        writer.Write('[');
        foreach (var result in results)
        {
            writer.WriteLine(total++ == 0 ? "" : ",");
            failed += result.Passed ? 0 : 1;
            writer.Write(ToJson(result).ToJsonString(Readable));
        }
        writer.WriteLine();
        writer.WriteLine(']');
        return failed;
    }

    private static JsonObject ToJson(CaseResult result) => new()
    {
        ["id"] = result.Case.Id,
        ["policy"] = result.Policy.Version,
        ["passed"] = result.Case.Expected is null ? null : result.Passed,
        ["actual"] = result.Actual.DeepClone(),
        ["differences"] = new JsonArray([.. result.Differences.Select(difference =>
            new JsonObject { ["path"] = difference.Path, ["expected"] = difference.Expected, ["actual"] = difference.Actual })]),
        ["findings"] = new JsonArray([.. result.Determinations.Select(determination =>
            new JsonArray([.. determination.Findings.Select(ToJson)]))]),
        ["unread"] = new JsonArray([.. result.Case.Unread.Select(path => JsonValue.Create(path))]),
    };

    private static JsonObject ToJson(Finding finding) => new()
    {
        ["code"] = finding.Code,
        ["kind"] = finding.Kind.ToString(),
        ["citations"] = new JsonArray([.. finding.Citations.Select(citation => JsonValue.Create(Vocabulary.Write(citation)))]),
        ["facts"] = new JsonArray([.. finding.Facts.Select(fact => JsonValue.Create(fact))]),
        ["on"] = Vocabulary.Write(finding.On),
        ["todo"] = finding.Todo,
    };
}
