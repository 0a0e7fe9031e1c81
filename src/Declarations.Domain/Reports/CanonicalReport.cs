using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Declarations.Auditing;

namespace Declarations.Reports;

/// <summary>
/// The canonical text of a submitted version: JSON in UTF-8, NFC, keys in ordinal order, no white space, numbers, dates and
/// times as strings, absent values left out. The digest is taken over exactly these bytes.
/// </summary>
public static class CanonicalReport
{
    public const string Format = "declarations.report/1";

    /// <summary>How report contents are written as JSON, canonical or not.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new MoneyConverter() },
    };

    public static byte[] Write(string receipt, int number, PersonalSituationReport report, Act act, ReportContent content) =>
        Canonicalise(new JsonObject
        {
            ["format"] = Format,
            ["receipt"] = receipt,
            ["version"] = number.ToString(CultureInfo.InvariantCulture),
            ["report"] = report.Id.ToString(),
            ["campaign"] = report.CampaignId.ToString(),
            ["official"] = report.OfficialId.ToString(),
            ["submittedAt"] = act.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["submittedOn"] = act.LegalDay.ToString("O", CultureInfo.InvariantCulture),
            ["content"] = JsonSerializer.SerializeToNode(content, Json),
        });

    public static ReportContent Read(ReadOnlySpan<byte> canonical) =>
        JsonNode.Parse(canonical)!["content"].Deserialize<ReportContent>(Json)!;

    /// <summary>What the text says of itself, read without its content.</summary>
    /// <returns>Null: it is no such text.</returns>
    public static CanonicalHead? ReadHead(ReadOnlySpan<byte> canonical)
    {
        var reader = new Utf8JsonReader(canonical);
        var texts = new Dictionary<string, string>();
        var (interests, supplement, paper) = (0, false, false);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                if (name != "content")
                    texts[name] = reader.GetString()!;
                else
                    while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                    {
                        supplement |= reader.ValueTextEquals("supplementReason");
                        paper |= reader.ValueTextEquals("paper");
                        var counted = reader.ValueTextEquals("interests");
                        reader.Read();
                        if (!counted)
                            reader.Skip();
                        else
                            for (; reader.Read() && reader.TokenType == JsonTokenType.StartObject; interests++)
                                reader.Skip();
                    }
            }
            return texts["format"] != Format ? null : new CanonicalHead(
                texts["receipt"], int.Parse(texts["version"], CultureInfo.InvariantCulture), Guid.Parse(texts["report"]), Guid.Parse(texts["campaign"]),
                Guid.Parse(texts["official"]), DateTimeOffset.Parse(texts["submittedAt"], CultureInfo.InvariantCulture),
                DateOnly.Parse(texts["submittedOn"], CultureInfo.InvariantCulture), interests, supplement, paper);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    internal static byte[] Canonicalise(JsonNode node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, node);
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                writer.WriteStartObject();
                foreach (var (key, value) in fields.Where(field => field.Value is not null).OrderBy(field => field.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(key);
                    Write(writer, value);
                }
                writer.WriteEndObject();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (var item in items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                writer.WriteStringValue(value.GetValue<string>().Normalize(NormalizationForm.FormC));
                break;
            default:
                node!.WriteTo(writer);
                break;
        }
    }

    /// <summary>Money as 万元 with at least two decimals, e.g. "35.00".</summary>
    private sealed class MoneyConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Money.FromWan(decimal.Parse(reader.GetString()!, CultureInfo.InvariantCulture));

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Wan.ToString("0.00####", CultureInfo.InvariantCulture));
    }
}

/// <summary>What a canonical text says of itself.</summary>
public sealed record CanonicalHead(
    string Receipt, int Version, Guid Report, Guid Campaign, Guid Official, DateTimeOffset SubmittedAt, DateOnly SubmittedOn, int Interests,
    bool IsSupplement, bool IsOnPaper);
