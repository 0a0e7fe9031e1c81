using System.Net;
using Declarations.Reports;
using Declarations.Web.Tests.Hosting;
using Xunit;

namespace Declarations.Web.Tests.Filing;

/// <summary>More people at the forms than can be served: the others are told when to come again, and keep what they saved.</summary>
public sealed class LastHourTests(LastHourTests.FullOffice office) : IClassFixture<LastHourTests.FullOffice>
{
    public sealed class FullOffice : Office
    {
        protected override IEnumerable<(string Key, string Value)> Settings => [("Requests:AtOnce", "0")];
    }

    private City City => office.City;

    [Fact]
    public async Task Beyond_what_can_be_served_the_forms_say_when_to_come_again_and_the_draft_stays()
    {
        var clerk = await City.Clerk(City.Division);
        await City.Draft(clerk, City.Nil(clerk));
        var before = await City.ReportOf(clerk);
        var visitor = await office.Visit(clerk);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Open(Links.MyWork)).Status);
        foreach (var page in new[] { Links.Details(City.Practice), Links.Check(City.Practice) })
        {
            await visitor.Open(page);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (visitor.Status, visitor.Response.Headers.RetryAfter?.ToString()));
            Assert.Contains("现在人太多", visitor.Text, StringComparison.Ordinal);
        }
        var after = await City.ReportOf(clerk);
        Assert.Equal((ReportStatus.Draft, before.DraftNumber), (after.Status, after.DraftNumber));
        Assert.Empty(office.Faults);
    }
}
