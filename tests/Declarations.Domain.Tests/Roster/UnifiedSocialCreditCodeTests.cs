using Declarations.Cases;
using Xunit;

namespace Declarations.Roster;

public static class UnifiedSocialCreditCodeTests
{
    [Fact]
    public static void The_published_vectors_are_told_right_from_wrong() =>
        Assert.All(Vectors.CreditCodes, vector =>
        {
            var code = new UnifiedSocialCreditCode(vector.GetProperty("code").GetString());
            Assert.True(code.IsWellFormed);
            Assert.Equal(vector.GetProperty("valid").GetBoolean(), code.HasValidCheck);
        });

    [Theory]
    [InlineData("91310110666007217T")]
    [InlineData("9135052155323005XL")]
    [InlineData("91110000600037341L")]
    [InlineData("91330100716105852F")]
    [InlineData("92340603MA2PBMCG0U")]
    [InlineData("91350100M000100Y43")]
    public static void Both_checks_of_a_real_code_hold(string text)
    {
        var code = new UnifiedSocialCreditCode(text);
        Assert.True(code.HasValidCheck);
        Assert.True(code.HasValidOrganisationCheck);
    }

    [Fact]
    public static void A_wrong_check_leaves_the_code_well_formed()
    {
        var code = new UnifiedSocialCreditCode("91350211M00013FA1N");
        Assert.True(code.IsWellFormed);
        Assert.False(code.HasValidCheck);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("91310110666007217")]
    [InlineData("91310110666007217TT")]
    [InlineData("9131011O666007217T")]
    [InlineData("91310110666007217I")]
    [InlineData("913101106660072 7T")]
    public static void What_cannot_be_a_code_has_no_valid_check_either(string? text)
    {
        var code = new UnifiedSocialCreditCode(text);
        Assert.False(code.IsWellFormed);
        Assert.False(code.HasValidCheck);
        Assert.False(code.HasValidOrganisationCheck);
    }

    [Fact]
    public static void Small_letters_and_blanks_are_accepted() =>
        Assert.Equal("91310110666007217T", new UnifiedSocialCreditCode(" 91310110666007217t ").Value);

    [Theory]
    [InlineData("9131011066600721")]
    [InlineData("9111000060003734")]
    [InlineData("9235010000000000")]
    public static void Exactly_one_last_character_fits_whatever_stands_before(string start)
    {
        foreach (var next in "0123456789ABCDEFGHJKLMNPQRTUWXY")
            Assert.Single("0123456789ABCDEFGHJKLMNPQRTUWXY", last => new UnifiedSocialCreditCode($"{start}{next}{last}").HasValidCheck);
    }

    [Theory]
    [InlineData("9135010000000000")]
    [InlineData("91350100MA000012")]
    [InlineData("91350100MA000007")]
    public static void Exactly_one_character_closes_the_organisation_code(string start) =>
        Assert.Single("0123456789X", ninth => new UnifiedSocialCreditCode($"{start}{ninth}0").HasValidOrganisationCheck);
}
