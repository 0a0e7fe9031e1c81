using System.Net;
using Declarations.Access;
using Declarations.Web.Tests.Hosting;
using Xunit;

namespace Declarations.Web.Tests.Access;

/// <summary>No page asks the database more often because more people file, wait or have interests: there is no query in a loop.</summary>
public sealed class QueryCountTests(Office office) : IClassFixture<Office>
{
    private const int More = 12;

    private City City => office.City;

    [Fact]
    public async Task A_page_asks_as_often_for_many_as_for_few()
    {
        var seats = new Dictionary<Person, string[]>
        {
            [City.Officer] =
            [
                "/my-work", "/campaigns", $"/campaigns/{City.Practice}", $"/campaigns/{City.Practice}/people", $"/campaigns/{City.Practice}/outside",
                $"/custody?campaign={City.Practice}", $"/custody?campaign={City.Practice}&list=Done", $"/summary?campaign={City.Practice}", "/roster",
                "/roster/people", "/roster/units", "/roster/requests", "/slips", $"/progress?campaign={City.Practice}",
                $"/progress?campaign={City.Practice}&asOf=2017-09-17", $"/progress/people?campaign={City.Practice}&list=Filed",
                $"/progress/people?campaign={City.Practice}&list=Open", $"/progress/reminders?campaign={City.Practice}", "/bulletins",
                $"/progress/statistics?campaign={City.Practice}&amounts=true",
                $"/sheets?campaign={City.Practice}", $"/sheets/{City.Practice}/{City.Bureau.Code}",
            ],
            [City.Head] = ["/my-work", "/reading", $"/progress?campaign={City.Practice}", $"/sheets/{City.Practice}/{City.Station.Code}"],
            [await City.WithRole(Role.DisciplineTeam, City.Bureau)] = ["/discipline", $"/custody?campaign={City.Practice}"],
            [await City.WithRole(Role.AuditAdministrator, City.Seat)] = ["/admin/audit"],
            [await City.WithRole(Role.SystemAdministrator, City.Seat)] = ["/admin/accounts"],
        };
        await FileAsync(3);
        var few = await CountAsync(seats);
        await FileAsync(More);
        var many = await CountAsync(seats);

        Assert.Equal(seats.Values.Sum(pages => pages.Length), few.Count);
        Assert.All(few, page => Assert.True(page.Value > 2, $"{page.Key}: {page.Value} commands were counted."));
        Assert.Empty(many.Where(page => page.Value > few[page.Key]).Select(page =>
            $"{page.Key}: {few[page.Key]} commands, {page.Value} for {More} people more"));
    }

    /// <summary>In every state: a nil return and an interest that wait, some signed, one kept, one handed up.</summary>
    private async Task FileAsync(int people)
    {
        for (var i = 0; i < people; i++)
        {
            var clerk = await City.Clerk(City.Station);
            await City.HandIn(clerk, i % 2 == 0 ? City.Sand(clerk) : City.Nil(clerk));
            if (i % 3 == 0)
                await City.Sign(clerk);
        }
    }

    private async Task<Dictionary<string, int>> CountAsync(Dictionary<Person, string[]> seats)
    {
        var counts = new Dictionary<string, int>();
        foreach (var (person, pages) in seats)
        {
            var visitor = await office.Visit(person);
            foreach (var page in pages)
            {
                // Once before: what is looked up once for all is not the page's.
                await visitor.Open(page);
                using var commands = new Queries(office);
                Assert.Equal(HttpStatusCode.OK, (await visitor.Open(page)).Status);
                counts[$"{person.UserName} {page}"] = commands.Count;
            }
        }
        return counts;
    }
}
