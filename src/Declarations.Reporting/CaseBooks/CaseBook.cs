using System.Buffers;
using System.Text;
using System.Text.Json;
using Declarations.Reports;
using Declarations.Rules;

namespace Declarations.Reporting.CaseBooks;

/// <summary>A book of cases in JSON: {"meta": {"defaults": …}, "cases": […]}. Inputs are laid over the defaults.</summary>
public sealed class CaseBook
{
    /// <summary>Largest file that is read, in bytes (64 MiB).</summary>
    public const int LargestSize = 64 << 20;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private CaseBook(IReadOnlyList<BookCase> cases) => Cases = cases;

    public IReadOnlyList<BookCase> Cases { get; }

    /// <exception cref="CaseBookException">Too large, not UTF-8, not JSON, or a case with a wrong word, type or value.</exception>
    public static CaseBook Load(Stream stream)
    {
        var root = Parse(stream);
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("cases", out var cases) || cases.ValueKind != JsonValueKind.Array)
            throw new CaseBookException(null, "$.cases", "is missing");
        var defaults = root.TryGetProperty("meta", out var meta) && meta.ValueKind == JsonValueKind.Object
            && meta.TryGetProperty("defaults", out var found) ? found : default;
        List<BookCase> read = [.. cases.EnumerateArray().Select((element, index) => CaseReader.Read(element, defaults, index))];
        if (read.GroupBy(@case => @case.Id).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
            throw new CaseBookException(twice.Key, "$.cases", "the id is used twice");
        return new(read);
    }

    /// <summary>Assesses a case. One that names a text of its own is held to that text alone, with the dates of the policy.</summary>
    public static CaseResult Run(BookCase @case, Policy policy)
    {
        var applied = @case.Regime switch
        {
            Regime.Csl2005 => policy with { Version = Policies.Csl2005.Version, CoolingOffTerms = Policies.Csl2005.CoolingOffTerms },
            Regime.Csl2018 => policy with { Version = Policies.Csl2018.Version, CoolingOffTerms = Policies.Csl2018.CoolingOffTerms },
            Regime.Opinions2017 => policy with { Version = Policies.Opinions2017.Version, CoolingOffTerms = Policies.Opinions2017.CoolingOffTerms },
            _ => policy,
        };
        Determination[] determinations = [.. @case.Facts
            .Select((facts, place) => Assessor.Assess(@case.Checks.Apply(CaseChecks.IdOf(place), facts), applied))];
        var actual = CasePrinter.Print(@case, determinations);
        if (@case.Decision is { } decision)
            actual["handling"] = decision.Carry(@case.Facts[0].AsOf, determinations);
        return new(@case, applied, determinations, actual, CaseComparison.Compare(@case.Expected, actual));
    }

    private static JsonElement Parse(Stream stream)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            if (bytes.Length + count > LargestSize)
                throw new CaseBookException(null, "$", $"the file is larger than {LargestSize >> 20} MiB");
            bytes.Write(buffer, 0, count);
        }
        ReadOnlyMemory<byte> text = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        if (text.Span.StartsWith("\uFEFF"u8))
            text = text[3..];
        try
        {
            RefuseBrokenText(text.Span);
            // Never disposed: the cases keep parts of it.
            return JsonDocument.Parse(text, Strict).RootElement;
        }
        catch (JsonException malformed)
        {
            throw new CaseBookException(null, $"line {malformed.LineNumber + 1}", malformed.Message, malformed);
        }
    }

    /// <summary>Bytes that are no UTF-8, and escapes that name half a character, which the parser would only meet on reading.</summary>
    private static void RefuseBrokenText(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (Rune.DecodeFromUtf8(text[at..], out _, out var length) != OperationStatus.Done)
                throw new CaseBookException(null, Line(text, at), "the file is not UTF-8");
            at += length;
        }
        var reader = new Utf8JsonReader(text);
        while (reader.Read())
            if (reader.ValueIsEscaped && !IsWhole(ref reader))
                throw new CaseBookException(null, Line(text, (int)reader.TokenStartIndex), "half a character (a lone surrogate)");
    }

    private static bool IsWhole(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string Line(ReadOnlySpan<byte> text, int at) => $"line {text[..at].Count((byte)'\n') + 1}";
}
