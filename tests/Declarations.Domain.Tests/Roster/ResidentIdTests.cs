using Declarations.Cases;
using Xunit;

namespace Declarations.Roster;

public static class ResidentIdTests
{
    [Fact]
    public static void The_published_vectors_are_told_right_from_wrong() =>
        Assert.All(Vectors.ResidentIds, vector =>
            Assert.Equal(vector.GetProperty("valid").GetBoolean(), ResidentId.TryParse(vector.GetProperty("id").GetString(), out _)));

    [Theory]
    [InlineData("440524188001010014", 1880, 1, 1, Sex.Male)]
    [InlineData("11010519491231002X", 1949, 12, 31, Sex.Female)]
    [InlineData("150102198807303035", 1988, 7, 30, Sex.Male)]
    public static void Birth_day_and_sex_are_read_from_it(string text, int year, int month, int day, Sex sex)
    {
        var id = ResidentId.Parse(text);
        Assert.Equal(new DateOnly(year, month, day), id.BornOn);
        Assert.Equal(sex, id.Sex);
    }

    [Theory]
    [InlineData("330102200403064", "33010219200403064X")]
    [InlineData("150102880730303", "150102198807303035")]
    public static void Fifteen_digits_become_eighteen(string old, string full) => Assert.Equal(full, ResidentId.Parse(old).Value);

    [Theory, InlineData(" 430204197503050025"), InlineData("'430204197503050025"), InlineData("４３０２０４１９７５０３０５００２５"), InlineData("430204 19750305 0025"),
        InlineData("430204750305002"), InlineData("4302\u200B04197503050025")]
    public static void However_it_was_pasted_it_is_one_number(string text) => Assert.Equal("430204197503050025", ResidentId.Parse(text).Value);

    [Theory]
    [InlineData("43", true), InlineData("71", true), InlineData("81", true), InlineData("82", true), InlineData("83", true), InlineData("91", true),
        InlineData("00", false), InlineData("99", false), InlineData("90", false), InlineData("10", false), InlineData("84", false), InlineData("66", false)]
    public static void The_area_is_a_real_one(string area, bool real) =>
        Assert.Equal(real, "0123456789X".Any(check => ResidentId.TryParse(area + "010119750305001" + check, out _)));

    [Theory, InlineData("430204209901010016", false), InlineData("430204119101010019", false), InlineData("430204000101010010", false),
        InlineData("430204189912310019", false), InlineData("430204197503050025", true)]
    public static void Who_is_on_a_roster_was_born_in_living_memory(string text, bool plausible) =>
        Assert.Equal(plausible, ResidentId.TryParse(text, out var id) && ResidentId.IsAge(id.BornOn, 16, 80, new DateOnly(2017, 9, 5)));

    [Theory, InlineData(1991, 3, 4, false), InlineData(1991, 3, 5, true), InlineData(2056, 3, 4, true), InlineData(2056, 3, 5, false)]
    public static void The_age_counts_to_the_day(int year, int month, int day, bool plausible) =>
        Assert.Equal(plausible, ResidentId.IsAge(ResidentId.Parse("430204197503050025").BornOn, 16, 80, new DateOnly(year, month, day)));

    [Fact]
    public static void A_small_x_and_blanks_are_accepted_and_written_large() =>
        Assert.Equal("11010519491231002X", ResidentId.Parse(" 11010519491231002x ").Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("11010519491231002")]
    [InlineData("110105194912310021")]
    [InlineData("1501028802303035")]
    [InlineData("150102880230303")]
    [InlineData("15010288073030X")]
    [InlineData("110105194902290025")]
    [InlineData("X1010519491231002X")]
    public static void What_is_none_is_refused(string? text)
    {
        Assert.False(ResidentId.TryParse(text, out var id));
        Assert.Null(id);
    }

    [Fact]
    public static void An_impossible_birth_day_is_refused_even_with_a_right_check()
    {
        // 30 February, with the check that the rule gives.
        foreach (var check in "0123456789X")
            Assert.False(ResidentId.TryParse("11010519490230002" + check, out _));
    }

    [Fact]
    public static void Exactly_one_check_character_fits() =>
        Assert.Single("0123456789X", check => ResidentId.TryParse("11010519491231002" + check, out _));

    [Fact]
    public static void A_screen_shows_the_masked_number_only()
    {
        var id = ResidentId.Parse("11010519491231002X");
        Assert.Equal("1101**********002X", id.Masked);
        Assert.Equal(id.Masked, id.ToString());
        Assert.Equal(18, id.Masked.Length);
    }

    [Fact]
    public static void A_wrong_number_cannot_be_made() => Assert.Throws<FormatException>(() => ResidentId.Parse("110105194912310021"));
}
