using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Declarations.Web.Language;

/// <summary>
/// Every sentence of the product, from the words.json beside the pages: key to Chinese and English. Arguments are written
/// in the language of the request: days, instants (Beijing time), money (万元) and codes.
/// </summary>
public sealed class Words
{
    public const string Chinese = "zh-CN";
    public const string English = "en";
    public static readonly string[] Cultures = [Chinese, English];

    private static readonly FrozenDictionary<string, string[]> All = Load();

    /// <summary>Words of one language, whatever the request's.</summary>
    public Words(string? culture = null) => this.culture = culture is null ? null : CultureInfo.GetCultureInfo(culture);
    private readonly CultureInfo? culture;

    public CultureInfo Culture => culture ?? CultureInfo.CurrentUICulture;
    public bool IsChinese => !Culture.Name.StartsWith(English, StringComparison.OrdinalIgnoreCase);
    public static IReadOnlyCollection<string> Keys => All.Keys;
    public static bool Has(string key) => All.ContainsKey(key);

    /// <summary>The sentence of a key; the key itself where there is none, so that a slip shows and breaks nothing.</summary>
    public string this[string key, params ReadOnlySpan<object?> arguments]
    {
        get
        {
            if (!All.TryGetValue(key, out var pair))
                return key;
            var text = pair[IsChinese ? 0 : 1];
            if (arguments.IsEmpty)
                return text;
            var written = new object?[arguments.Length];
            for (var i = 0; i < arguments.Length; i++)
                written[i] = Write(arguments[i]);
            return string.Format(Culture, text, written);
        }
    }

    /// <summary>The name of a code, e.g. Sector.Mining; empty for none.</summary>
    public string Of(Enum? code) => code is null ? "" : this[KeyOf(code)];

    public static string KeyOf(Enum code) => $"{code.GetType().Name}.{code}";

    public string YesNo(bool? value) => value is null ? "" : this[value.Value ? "yes" : "no"];

    /// <summary>2017年9月30日, or 30 Sep 2017.</summary>
    public string Day(DateOnly? day) => day?.ToString(IsChinese ? "yyyy'年'M'月'd'日'" : "d MMM yyyy", Culture) ?? "";

    /// <summary>9月30日, or 30 Sep: where the year is plain.</summary>
    public string ShortDay(DateOnly? day) => day?.ToString(IsChinese ? "M'月'd'日'" : "d MMM", Culture) ?? "";

    /// <summary>An instant in Beijing time, to the second.</summary>
    public string Instant(DateTimeOffset? instant) =>
        instant is { } at ? BeijingTime.At(at).ToString(IsChinese ? "yyyy'年'M'月'd'日' HH:mm:ss" : "d MMM yyyy HH:mm:ss", Culture) : "";

    /// <summary>An instant in Beijing time, to the minute.</summary>
    public string Minute(DateTimeOffset? instant) =>
        instant is { } at ? BeijingTime.At(at).ToString(IsChinese ? "yyyy'年'M'月'd'日' HH:mm" : "d MMM yyyy HH:mm", Culture) : "";

    public string ClockTime(DateTimeOffset? instant) => instant is { } at ? BeijingTime.At(at).ToString("HH:mm", Culture) : "";

    /// <summary>An amount in 万元 with two decimals, without the unit.</summary>
    public static string Wan(Money? money) => money?.Wan.ToString("0.00", CultureInfo.InvariantCulture) ?? "";

    private object? Write(object? argument) => argument switch
    {
        DateOnly day => Day(day),
        DateTimeOffset instant => Instant(instant),
        Money money => Wan(money),
        Enum code => Of(code),
        _ => argument,
    };

    private static FrozenDictionary<string, string[]> Load()
    {
        var (assembly, noneTwice) = (Assembly.GetExecutingAssembly(), new JsonSerializerOptions { AllowDuplicateProperties = false });
        var all = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith("words.json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var (key, pair) in JsonSerializer.Deserialize<Dictionary<string, string[]>>(stream, noneTwice)!)
                if (pair.Length != 2 || !all.TryAdd(key, pair))
                    throw new InvalidOperationException($"{name}: '{key}' is defined twice or has not two languages.");
        }
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
