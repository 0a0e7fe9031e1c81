using Declarations.Web.SignIn;
using Xunit;

namespace Declarations.Web.Tests.Accounts;

/// <summary>Which passwords are too easy, and what the person is told.</summary>
public sealed class PasswordRulesTests
{
    private static readonly string[] Known = ["清溪管理站", "云澜市河道局", "申报人001", "S0001", "19750308", "经营性活动申报"];

    [Theory]
    [InlineData("晚风吹过清溪的芦苇荡月亮正圆啊")]
    [InlineData("correct horse battery staple")]
    [InlineData("x7Gk2-pLm9q-Wz4Tr")]
    [InlineData("我在S0001管理站钓过三条大红鲤鱼")]
    public void A_long_and_personal_sentence_is_good(string password) => Assert.Empty(PasswordRules.FaultsOf(password, Known));

    [Theory]
    [InlineData("short-but-odd!", PasswordFault.Length)]
    [InlineData("aaaaaaaaaaaaaaaa", PasswordFault.Repeats)]
    [InlineData("abc!abc!abc!abc!abc!", PasswordFault.Repeats)]
    [InlineData("123456789012345678", PasswordFault.Keyboard)]
    [InlineData("abcdefghijklmnopq", PasswordFault.Sequence)]
    [InlineData("zyxwvutsrqponmlkj", PasswordFault.Sequence)]
    [InlineData("qwertyuiopasdfghjkl", PasswordFault.Keyboard)]
    [InlineData("1qaz2wsx3edc4rfv5tgb", PasswordFault.Keyboard)]
    [InlineData("QAZWSXedcrfv!QAZ@WSX", PasswordFault.Keyboard)]
    [InlineData("passwordPassw0rd2017", PasswordFault.Known)]
    [InlineData("云澜市河道局清溪管理站申报人001", PasswordFault.Known)]
    [InlineData("申报人001-19750308-S0001", PasswordFault.Known)]
    [InlineData("经营性活动申报经营性活动申报2017", PasswordFault.Known)]
    [InlineData("ＰＡＳＳＷＯＲＤｐａｓｓｗｏｒｄ１２３４", PasswordFault.Known)]
    public void What_others_would_try_is_refused_and_named(string password, PasswordFault fault) =>
        Assert.Contains(fault, PasswordRules.FaultsOf(password, Known));

    [Theory]
    [InlineData("晚风吹过清溪的芦苇荡月亮正圆啊", false), InlineData("correct horse battery staple", false), InlineData("Correct horse battery 7 staple", true)]
    public void Classes_are_asked_for_only_by_the_profile(string password, bool enough)
    {
        Assert.Empty(PasswordRules.FaultsOf(password, Known));
        Assert.Equal(enough, !PasswordRules.FaultsOf(password, Known, asksForClasses: true).Contains(PasswordFault.Classes));
    }
}
