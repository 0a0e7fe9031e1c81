using Declarations.Roster;
using Xunit;

namespace Declarations.Rules;

public static class CoolingOffTermTests
{
    [Theory]
    [InlineData("2017-05-25", ServiceStatus.Resigned, "CivilServantLaw2005")]
    [InlineData("2017-05-26", ServiceStatus.Resigned, "CivilServantLaw2005 ResignedOfficialsOpinions2017")]
    [InlineData("2017-05-26", ServiceStatus.Retired, "CivilServantLaw2005")]
    [InlineData("2019-05-31", ServiceStatus.Retired, "CivilServantLaw2005")]
    [InlineData("2019-06-01", ServiceStatus.Retired, "CivilServantLaw2018")]
    [InlineData("2019-06-01", ServiceStatus.Resigned, "CivilServantLaw2018 ResignedOfficialsOpinions2017")]
    [InlineData("2019-06-01", ServiceStatus.InService, "")]
    public static void The_texts_of_a_leave_day_are_cited(string leftOn, ServiceStatus status, string texts) =>
        Assert.Equal(texts, string.Join(
            ' ', CoolingOffTerm.ByLeaveDay.Where(term => term.AppliesTo(status, DateOnly.Parse(leftOn, null))).Select(term => term.Source.Document)));
}
