using System.Globalization;
using System.Text.Json;

namespace Declarations.Reporting.CaseBooks;

/// <summary>
/// A place in a case: what the case says there, laid over what the defaults of the book say. Null is an unknown fact
/// and hides a default; a name that is absent in both is unknown too.
/// </summary>
internal sealed class CaseNode
{
    private readonly string caseId;
    private readonly string path;
    private readonly JsonElement value;
    private readonly JsonElement fallback;
    private readonly HashSet<string> read = new(StringComparer.Ordinal);

    /// <exception cref="CaseBookException">Neither an object nor null.</exception>
    public CaseNode(string caseId, string path, JsonElement value, JsonElement fallback = default)
    {
        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined))
            throw new CaseBookException(caseId, path, "an object is wanted");
        (this.caseId, this.path, this.value, this.fallback) = (caseId, path, value, value.ValueKind == JsonValueKind.Null ? default : fallback);
    }

    public string Path => path;
    public bool IsKnown => value.ValueKind == JsonValueKind.Object;

    public CaseNode Child(string name) => new(caseId, $"{path}.{name}", Find(value, name) ?? Find(fallback, name) ?? default,
        Find(value, name) is null ? default : Find(fallback, name) ?? default);

    public string? Text(string name) => Read(name, JsonValueKind.String)?.GetString();

    public bool? Flag(string name) => Get(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        _ => throw Wrong(name, "true or false is wanted"),
    };

    public DateOnly? Day(string name) => Text(name) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw Wrong(name, $"\"{text}\" is not a day written yyyy-mm-dd");

    public decimal? Number(string name) => Read(name, JsonValueKind.Number) is not { } number ? null
        : number.TryGetDecimal(out var value) ? value
        : throw Wrong(name, "the number is too large or too precise");

    public Money? Wan(string name)
    {
        if (Number(name) is not { } wan)
            return null;
        try
        {
            return Money.FromWan(wan);
        }
        catch (Exception unfit) when (unfit is ArgumentOutOfRangeException or OverflowException)
        {
            throw Wrong(name, "the amount is not a whole number of fen");
        }
    }

    public int Count(string name) => Number(name) switch
    {
        null => 0,
        { } number when number == decimal.Truncate(number) && Math.Abs(number) <= int.MaxValue => (int)number,
        _ => throw Wrong(name, "a whole number is wanted"),
    };

    public T? Word<T>(string name) where T : struct, Enum => Text(name) is not { } word ? null
        : Vocabulary.TryRead<T>(word, out var value) ? value
        : throw Wrong(name, $"\"{word}\" is not one of the codes of {typeof(T).Name}");

    public T Required<T>(string name, T? value) where T : struct => value ?? throw Wrong(name, "is missing");

    /// <summary>Whether the case itself, not only the defaults, says something here.</summary>
    public bool Has(string name) => Find(value, name) is not null;

    public IEnumerable<JsonElement> List(string name) => Read(name, JsonValueKind.Array)?.EnumerateArray() ?? [];

    public IEnumerable<string> Names => value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().Select(property => property.Name) : [];

    /// <summary>Paths of what the case says and nobody has asked for.</summary>
    public IEnumerable<string> Unread => Names.Where(name => !read.Contains(name)).Select(name => $"{path}.{name}");

    private JsonElement? Read(string name, JsonValueKind kind) => Get(name) switch
    {
        { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        var element when element.ValueKind == kind => element,
        _ => throw Wrong(name, $"{kind} is wanted"),
    };

    private JsonElement Get(string name) => Find(value, name) ?? Find(fallback, name) ?? default;

    private JsonElement? Find(JsonElement parent, string name)
    {
        read.Add(name);
        return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var element) ? element : null;
    }

    public CaseBookException Wrong(string name, string reason) => new(caseId, $"{path}.{name}", reason);
}
