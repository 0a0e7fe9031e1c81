using System.Text.Json;

namespace Declarations.Cases;

/// <summary>The vectors that come with the book of cases.</summary>
internal static class Vectors
{
    private static readonly JsonElement Root = Read();

    public static IEnumerable<JsonElement> ResidentIds => Root.GetProperty("checksumVectors").GetProperty("residentId").EnumerateArray();
    public static IEnumerable<JsonElement> CreditCodes => Root.GetProperty("checksumVectors").GetProperty("uscc").EnumerateArray();
    public static IEnumerable<JsonElement> Sectors => Root.GetProperty("sectorVectors").EnumerateArray();

    private static JsonElement Read()
    {
        using var stream = CaseFiles.Open("rule-cases.json");
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
