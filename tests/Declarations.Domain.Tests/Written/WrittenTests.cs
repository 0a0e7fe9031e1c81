using System.Globalization;
using Xunit;

namespace Declarations.Written;

/// <summary>Numbers, days, keys and names as people write them: exact, or none.</summary>
public static class WrittenTests
{
    [Theory]
    [InlineData("35", "35"), InlineData("35.50", "35.50"), InlineData("1,234.50", "1234.50"), InlineData("1，234.5", "1234.5"), InlineData("１．５", "1.5"),
        InlineData("1.5 ", "1.5")]
    [InlineData("　１２", "12"), InlineData("12,345,678", "12345678"), InlineData("+3", "3"), InlineData("－3", "-3"), InlineData("\u200B7\uFEFF", "7"),
        InlineData("1.005", "1.005"), InlineData("007", "7")]
    [InlineData("12,5", null), InlineData("1,5", null), InlineData("0,5", null), InlineData("0,500", null), InlineData("2,54651", null),
        InlineData("12,34,5", null), InlineData("1,23,456", null)]
    [InlineData("5,", null), InlineData(",5", null), InlineData("1e3", null), InlineData("1E3", null), InlineData("1,00000000", null),
        InlineData("1234,567", null), InlineData("1.234,5", null)]
    [InlineData("12万", null), InlineData("1.5万", null), InlineData("¥3", null), InlineData("3元", null), InlineData("1 234", null), InlineData("5.", null),
        InlineData(".5", null), InlineData("1.2.3", null)]
    [InlineData("٣", null), InlineData("十", null), InlineData("½", null), InlineData("②x", null), InlineData("(5)", null), InlineData("--5", null),
        InlineData("NaN", null), InlineData("0x10", null)]
    [InlineData("79228162514264337593543950336", null), InlineData("", null), InlineData(" ", null), InlineData(null, null)]
    public static void A_number_is_read_exactly_or_not_at_all(string? text, string? right) =>
        Assert.Equal(right, WrittenNumber.TryRead(text, out var number) ? number.ToString(CultureInfo.InvariantCulture) : null);

    [Theory]
    [InlineData("2017-09-05", true), InlineData("2017-9-5", true), InlineData("2017/9/5", true), InlineData("2017.9.5", true), InlineData("2017年9月5日", true),
        InlineData("2017 年 9 月 5 日", true)]
    [InlineData("20170905", true), InlineData("２０１７０９０５", true), InlineData("２０１７－９－５", true), InlineData("２０１７．９．５", true),
        InlineData(" 2017-09-05\u00A0", true), InlineData("2017⼀9", false)]
    [InlineData("2017–9–5", true), InlineData("2017-09-05 00:00:00", true), InlineData("2017-09-05T00:00:00.000", true), InlineData("2017/9/5 0:00:00", true),
        InlineData("2017-09-05 08:30", false)]
    [InlineData("2017-09", false), InlineData("2017年9月", false), InlineData("2017.9", false), InlineData("201709", false), InlineData("2017", false),
        InlineData("9月5日", false), InlineData("9-5", false)]
    [InlineData("5/9/2017", false), InlineData("09/05/2017", false), InlineData("05.09.2017", false), InlineData("17-9-5", false),
        InlineData("5 Sep 2017", false), InlineData("2017-9/5", false)]
    [InlineData("2017-02-29", false), InlineData("2017-13-01", false), InlineData("2017-00-05", false), InlineData("2017-9-31", false),
        InlineData("0001-01-01", false), InlineData("1899-12-31", false)]
    [InlineData("9999-12-31", false), InlineData("2101-01-01", false), InlineData("42983", false), InlineData("今天", false), InlineData("2017-9-5x", false),
        InlineData("2017年9月5", false), InlineData("", false), InlineData(null, false)]
    public static void A_day_is_read_whole_or_not_at_all(string? text, bool right) =>
        Assert.Equal(right ? new DateOnly(2017, 9, 5) : default(DateOnly?), WrittenDay.TryRead(text, out var day) ? day : null);

    [Fact]
    public static void A_leap_day_is_a_day_of_its_year_only()
    {
        Assert.True(WrittenDay.TryRead("2016年2月29日", out _));
        Assert.False(WrittenDay.TryRead("1900-2-29", out _));
    }

    [Theory]
    [InlineData("FA001"), InlineData(" FA001 "), InlineData("FA\u200B001"), InlineData("\uFEFFFA001"), InlineData("FA001\u2060"),
        InlineData("\u200EFA001\u202C"), InlineData("FA0\u00AD01"), InlineData("FA001\uFE0F")]
    [InlineData("FA001\u180E"), InlineData("\u3164FA001"), InlineData("\u2800FA001"), InlineData("FA\u034F001"), InlineData("FA001\uDB40\uDD00"),
        InlineData("'FA001"), InlineData("’FA001"), InlineData("＇FA001")]
    [InlineData("ＦＡ００１"), InlineData("FA\u00A0001"), InlineData("FA　001"), InlineData("F A 0 0 1"), InlineData("FA\t001\r\n"), InlineData("fa001"),
        InlineData("ｆａ００１"), InlineData("\uFFA0FA001")]
    public static void A_key_is_the_same_however_it_was_pasted(string text) => Assert.Equal("FA001", WrittenKey.Upper(text));

    [Theory]
    [InlineData("甲　丑", "甲丑"), InlineData("甲  寅", "甲寅"), InlineData(" 甲\u200B丑\uFEFF", "甲丑"), InlineData("'甲丑", "甲丑"), InlineData("甲\r\n丑", "甲丑"),
        InlineData("甲丑\uDB40\uDD01", "甲丑")]
    [InlineData("⽅⽂", "方文"), InlineData("⻢⻜", "马飞"), InlineData("⺠⻛", "民风"), InlineData("ＬＩ Ｗｅｉ", "LI Wei"), InlineData("Li   Wei", "Li Wei"),
        InlineData("J. Smith", "J. Smith")]
    [InlineData("阿依·艾力", "阿依·艾力"), InlineData("阿依•艾力", "阿依·艾力"), InlineData("阿依・艾力", "阿依·艾力"), InlineData("阿依･艾力", "阿依·艾力"), InlineData("阿依‧艾力", "阿依·艾力"),
        InlineData("阿依.艾力", "阿依·艾力")]
    [InlineData("阿依．艾力", "阿依·艾力"), InlineData("阿依∙艾力", "阿依·艾力"), InlineData("阿依⋅艾力", "阿依·艾力"), InlineData("阿依●艾力", "阿依·艾力"), InlineData("阿依。艾力", "阿依·艾力"),
        InlineData("阿依 · 艾力", "阿依·艾力")]
    public static void A_name_has_one_spelling(string text, string right) => Assert.Equal(right, WrittenName.Normal(text));

    [Theory]
    [InlineData("一\r\n二\r三\v四\f五\u0085六\u2028七", "一\n二\n三\n四\n五\n六\n七"), InlineData("\u0003一\u0007\b\u001E\u001F\u007F\u0092\0二\uFFFE\uFFFF", "一二"),
        InlineData("一\t𠮷\n", "一\t𠮷\n")]
    public static void Text_keeps_its_lines_and_loses_what_nobody_typed(string text, string right) => Assert.Equal(right, WrittenText.Lines(text));

    [Fact]
    public static void Half_a_character_is_dropped() => Assert.Equal("一二", WrittenText.Lines("一\uD842二"));

    [Theory, InlineData("党组成员\n副局长", "党组成员 副局长"), InlineData("科长\r\n兼工会主席", "科长 兼工会主席"), InlineData("科员\t（试用） ", "科员 （试用）"), InlineData("\u200B ", "")]
    public static void A_cell_is_one_line(string text, string right) => Assert.Equal(right, WrittenText.OneLine(text));
}
