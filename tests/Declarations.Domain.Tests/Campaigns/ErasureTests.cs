using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Organisation;
using Xunit;

namespace Declarations.Domain.Tests.Campaigns;

public sealed class ErasureTests
{
    [Theory]
    [InlineData("2023-01-31T15:59:59Z", false)] // the last day, 23:59:59 in Beijing
    [InlineData("2023-01-31T16:00:00Z", true)]
    public void Contents_are_kept_to_the_end_of_the_period_in_Beijing_time(string at, bool erasable)
    {
        var act = new Act(null, DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), new(2017, 9, 18));
        var campaign = Campaign.Create(
            act, Preset.Zhuzhou2017, "c", "专项", "云澜市", Unit.Create(act, "yunlan", "云澜市", UnitKind.City, null), practiceDate: new(2017, 9, 18));
        if (!erasable)
        {
            Assert.Equal("campaign.kept-until", Assert.Throws<RefusedException>(() => campaign.Erase(act, 5, "期满")).Code);
            return;
        }
        Assert.Equal(new(2023, 2, 1), campaign.Erase(act, 5, "期满").On);
        Assert.Equal("campaign.erased", Assert.Throws<RefusedException>(() => campaign.Erase(act, 5, "期满")).Code);
    }
}
