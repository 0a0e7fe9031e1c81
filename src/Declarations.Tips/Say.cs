using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Declarations.TipHost;

/// <summary>The sentences of these pages in one language; the language stands in the address.</summary>
public sealed class Say
{
    public static Say Chinese { get; } = new("zh-CN", 0);
    public static Say English { get; } = new("en", 1);
    public static IReadOnlyList<Say> All { get; } = [Chinese, English];

    private static readonly FrozenDictionary<string, string[]> Words = Load();
    private readonly int column;

    private Say(string language, int column) => (Language, this.column, Culture) = (language, column, CultureInfo.GetCultureInfo(language));

    public string Language { get; }
    public CultureInfo Culture { get; }
    public Say Other => this == Chinese ? English : Chinese;
    public static IReadOnlyCollection<string> Keys => Words.Keys;

    /// <exception cref="KeyNotFoundException">There is no such sentence.</exception>
    public string this[string key, params ReadOnlySpan<object?> arguments]
    {
        get
        {
            var text = Words[key][column];
            if (arguments.IsEmpty)
                return text;
            var written = new object?[arguments.Length];
            for (var i = 0; i < arguments.Length; i++)
                written[i] = arguments[i] switch { DateOnly day => Day(day), Enum code => Of(code), var other => other };
            return string.Format(Culture, text, written);
        }
    }

    public string Of(Enum code) => this[$"{code.GetType().Name}.{code}"];

    public string Day(DateOnly day) => day.ToString(this == Chinese ? "yyyy'年'M'月'd'日'" : "d MMM yyyy", Culture);

    /// <summary>One of two texts that the office has written.</summary>
    public string Choose(string chinese, string? english) => this == English && !string.IsNullOrWhiteSpace(english) ? english : chinese;

    private static FrozenDictionary<string, string[]> Load()
    {
        var all = new Dictionary<string, string[]>();
        foreach (var name in new[] { "words.json", "codes/words.json" })
        {
            using var stream = typeof(Say).Assembly.GetManifestResourceStream(name)!;
            foreach (var (key, pair) in JsonSerializer.Deserialize<Dictionary<string, string[]>>(stream)!)
                all.Add(key, pair);
        }
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
