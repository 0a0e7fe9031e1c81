using System.Text;

namespace Declarations.Written;

/// <summary>Names of people, in the one spelling in which they are stored and looked for.</summary>
public static class WrittenName
{
    public const char Dot = '\u00B7';

    /// <summary>
    /// Without padding, invisible characters and compatibility forms, radicals as their ideographs; the dot between parts is U+00B7.
    /// Blanks stay between letters only, stops where no ideograph is beside them.
    /// </summary>
    public static string Normal(string? text)
    {
        var plain = WrittenText.Plain(text ?? "").TrimStart('\'', '’', '‘', '`').EnumerateRunes().Select(Ideograph).ToList();
        var name = new StringBuilder();
        for (var i = 0; i < plain.Count; i++)
        {
            var besideIdeograph = i > 0 && IsIdeograph(plain[i - 1]) || i + 1 < plain.Count && IsIdeograph(plain[i + 1]);
            if (IsDot(plain[i]) || besideIdeograph && plain[i].Value is '.' or '。')
                name.Append(Dot);
            else if (plain[i].Value != ' ' || !besideIdeograph)
                name.Append(plain[i]);
        }
        return name.Replace(" " + Dot, Dot.ToString()).Replace(Dot + " ", Dot.ToString()).ToString();
    }

    private static bool IsDot(Rune rune) => rune.Value is Dot or 0x0387 or 0x05BC or 0x1427 or 0x16EB or 0x2022 or 0x2023 or 0x2024 or 0x2027 or 0x2043
        or 0x2219 or 0x22C5 or 0x25CF or 0x25E6 or 0x26AB or 0x2E31 or 0x2E33 or 0x30FB or 0xA78F or 0xFF65 or 0x10101;

    private static bool IsIdeograph(Rune rune) => rune.Value is 0x3007 or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0x20000 and <= 0x3FFFF);

    private static Rune Ideograph(Rune rune) => ideographs.GetValueOrDefault(rune, rune);

    // EquivalentUnifiedIdeograph of Unicode, for the CJK radicals that compatibility forms leave alone.
    private const string Radicals =
        "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲";
    private const string Unified =
        "厂乛乚乙亻冂𠘨刀刂卜㔾小尐兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺民氵氺灬爫爬丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艺艻虎衤覀西见角𧢲讠贝𧾷车辶辷辸邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀";
    private static readonly Dictionary<Rune, Rune> ideographs = Radicals.EnumerateRunes().Zip(Unified.EnumerateRunes())
        .ToDictionary(pair => pair.First, pair => pair.Second);
}
