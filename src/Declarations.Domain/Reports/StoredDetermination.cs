using System.Text.Json;
using System.Text.Json.Serialization;
using Declarations.Rules;

namespace Declarations.Reports;

/// <summary>What the rules said of one submitted version, as they stood: facts, policy version and day. Append-only.</summary>
public sealed class StoredDetermination : ISealed
{
    public required Guid Id { get; init; }
    public required Guid SubmissionId { get; init; }
    /// <summary>Null: about the person, not about one interest.</summary>
    public Guid? InterestId { get; init; }
    public required string PolicyVersion { get; init; }
    public required DateOnly AsOf { get; init; }
    /// <summary>JSON, encrypted at rest, like the result.</summary>
    public required string Facts { get; set; } = "";
    public required string Result { get; set; } = "";
    public bool IsUnreadable { get; set; }

    private static readonly JsonSerializerOptions Reading = new(CanonicalReport.Json) { Converters = { new AlertsConverter() } };

    /// <exception cref="RefusedException">Unreadable.</exception>
    public CaseFacts ReadFacts() => Read<CaseFacts>(Facts);
    /// <exception cref="RefusedException">Unreadable.</exception>
    public Determination ReadResult() => Read<Determination>(Result);

    /// <summary>An exit is asked for and stated, and whether it holds is to be examined (E18).</summary>
    public bool HasExitInQuestion =>
        ReadResult() is { Action: RequiredAction.ReportAndExit or RequiredAction.ReportAndRelativeExit, ExitEffective: null };

    private T Read<T>(string text) => IsUnreadable ? throw new RefusedException(Refusal.DeterminationUnreadable)
        : JsonSerializer.Deserialize<T>(text, Reading)!;

    public static StoredDetermination Of(Guid submissionId, Guid? interestId, CaseFacts facts, Determination determination) => new()
    {
        Id = Guid.CreateVersion7(),
        SubmissionId = submissionId,
        InterestId = interestId,
        PolicyVersion = determination.PolicyVersion,
        AsOf = determination.AsOf,
        Facts = JsonSerializer.Serialize(facts, CanonicalReport.Json),
        Result = JsonSerializer.Serialize(determination, CanonicalReport.Json),
    };

    /// <summary>The serializer cannot make a read-only set by itself.</summary>
    private sealed class AlertsConverter : JsonConverter<IReadOnlySet<Alert>>
    {
        public override IReadOnlySet<Alert> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<HashSet<Alert>>(ref reader, options)!;

        public override void Write(Utf8JsonWriter writer, IReadOnlySet<Alert> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.ToArray(), options);
    }
}
