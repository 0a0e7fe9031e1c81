using System.Text.Json;
using System.Text.Json.Nodes;

namespace Declarations.Reporting.CaseBooks;

/// <summary>Sets what came out beside what is expected: only listed keys, flags and citations as a subset, [] as none.</summary>
internal static class CaseComparison
{
    public static List<CaseDifference> Compare(JsonElement? expected, JsonObject actual)
    {
        List<CaseDifference> differences = [];
        if (expected is { } wanted)
            Compare("", wanted, actual, differences);
        return differences;
    }

    private static void Compare(string path, JsonElement expected, JsonNode? actual, List<CaseDifference> differences)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object when actual is JsonObject found:
                foreach (var property in expected.EnumerateObject())
                {
                    var name = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
                    if (found.TryGetPropertyValue(property.Name, out var value))
                        Compare(name, property.Value, value, differences);
                    else
                        differences.Add(new(name, property.Value.GetRawText(), "no such output"));
                }
                break;
            case JsonValueKind.Array when actual is JsonArray found && path is "flags" or "citations":
                var flags = found.Select(flag => flag!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
                string?[] wanted = [.. expected.EnumerateArray().Select(flag => flag.ToString())];
                if (wanted.Length == 0 ? flags.Count > 0 : !wanted.All(flag => flag is not null && flags.Contains(flag)))
                    differences.Add(Differs(path, expected, actual));
                break;
            case JsonValueKind.Array when actual is JsonArray found && found.Count == expected.GetArrayLength():
                foreach (var (index, item) in expected.EnumerateArray().Index())
                    Compare($"{path}[{index}]", item, found[index], differences);
                break;
            default:
                if (!Same(expected, actual))
                    differences.Add(Differs(path, expected, actual));
                break;
        }
    }

    private static bool Same(JsonElement expected, JsonNode? actual) => (expected.ValueKind, actual) switch
    {
        (JsonValueKind.Null, null) => true,
        (JsonValueKind.String, JsonValue value) => value.TryGetValue<string>(out var text) && text == expected.GetString(),
        (JsonValueKind.True, JsonValue value) => value.TryGetValue<bool>(out var flag) && flag,
        (JsonValueKind.False, JsonValue value) => value.TryGetValue<bool>(out var flag) && !flag,
        (JsonValueKind.Number, JsonValue value) => expected.TryGetDecimal(out var wanted) && Number(value) == wanted,
        _ => false,
    };

    private static decimal? Number(JsonValue value) =>
        value.TryGetValue<decimal>(out var number) ? number : value.TryGetValue<int>(out var whole) ? whole : null;

    private static CaseDifference Differs(string path, JsonElement expected, JsonNode? actual) =>
        new(path, Readable(expected), actual?.ToJsonString(CaseBookRunner.Readable) ?? "null");

    private static string Readable(JsonElement element) => JsonSerializer.Serialize(element, CaseBookRunner.Readable);
}
