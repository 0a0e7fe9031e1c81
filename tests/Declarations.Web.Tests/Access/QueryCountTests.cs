using System.Net;
using Declarations.Access;
using Declarations.Registers;
using Declarations.Web.Tests.Hosting;
using Declarations.Web.Tests.Integrity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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
        await SuperviseAsync(1);
        var register = await office.InDb(db => db.Registers.Where(each => each.Kind == RegisterKind.Supervision).Select(each => each.Id).SingleAsync());
        var board = await City.Rectify(City.Head, "counted");
        var seats = new Dictionary<Person, string[]>
        {
            [City.Officer] =
            [
                "/my-work", "/campaigns", $"/campaigns/{City.Practice}", $"/campaigns/{City.Practice}/people", $"/campaigns/{City.Practice}/outside",
                $"/custody?campaign={City.Practice}", $"/custody?campaign={City.Practice}&list=Done", $"/summary?campaign={City.Practice}",
                $"/summary/download?campaign={City.Practice}", "/roster",
                "/roster/people", "/roster/units", "/roster/requests", "/slips", $"/progress?campaign={City.Practice}",
                $"/progress?campaign={City.Practice}&asOf=2017-09-17", $"/progress/people?campaign={City.Practice}&list=Filed",
                $"/progress/people?campaign={City.Practice}&list=Open", $"/progress/reminders?campaign={City.Practice}", "/bulletins",
                "/progress/reminders/log",
                $"/progress/statistics?campaign={City.Practice}&amounts=true",
                $"/verification/leads?campaign={City.Practice}", "/verification/registries", "/verification/sectors",
                $"/sheets?campaign={City.Practice}", $"/sheets/{City.Practice}/{City.Bureau.Code}",
                $"/checks?campaign={City.Practice}", $"/checks?campaign={City.Practice}&list=Nil", $"/exits?campaign={City.Practice}",
                $"/exits?campaign={City.Practice}&list=ToFile",
                $"/handling?campaign={City.Practice}", $"/checks/draws?campaign={City.Practice}",
                $"/clues?campaign={City.Practice}", $"/supervision?campaign={City.Practice}", $"/registers/{register}",
                "/registers", "/registers/checks", "/registers/checks?list=LookBacks", $"/registers/{board.Register}",
                $"/registers/{board.Register}?view=Units",
                $"/registers/{board.Register}?view=Results", $"/registers/{board.Register}?asOf=2017-09-17", $"/registers/{board.Register}/notices",
                "/pledges", "/integrity", "/integrity?list=Opinions", "/key-posts", "/registers/checks?list=Preventive", "/registers/clean-units", "/project",
                "/questions?list=ToAnswer", "/questions",
            ],
            [City.Head] = ["/my-work", "/my-measures", $"/my-measures/reconcile/{board.Register}", "/reading", $"/progress?campaign={City.Practice}",
                $"/sheets/{City.Practice}/{City.Station.Code}"],
            [await City.WithRole(Role.DisciplineTeam, City.Bureau)] = ["/discipline", $"/custody?campaign={City.Practice}"],
            [await City.WithRole(Role.AuditAdministrator, City.Seat)] = ["/admin/audit"],
            [await City.WithRole(Role.SystemAdministrator, City.Seat)] = ["/admin/accounts"],
        };
        await FileAsync(3);
        await SuperviseAsync(2);
        var few = await CountAsync(seats);
        await FileAsync(More);
        await SuperviseAsync(More);
        var many = await CountAsync(seats);

        Assert.Equal(seats.Values.Sum(pages => pages.Length), few.Count);
        Assert.All(few, page => Assert.True(page.Value > 2, $"{page.Key}: {page.Value} commands were counted."));
        Assert.Empty(many.Where(page => page.Value > few[page.Key]).Select(page =>
            $"{page.Key}: {few[page.Key]} commands, {page.Value} for {More} people more"));
    }

    /// <summary>My work passes over a feature that has no sign: what waits would be overlooked if signs were narrower.</summary>
    [Fact]
    public async Task No_sign_is_narrower_than_what_waits()
    {
        var clerk = await City.Clerk(City.Station);
        await FileAsync(3);
        await SuperviseAsync(2);
        Person[] people = [City.Officer, City.Head, City.Deputy, clerk, await City.WithRole(Role.DisciplineTeam, City.Bureau),
            await City.WithRole(Role.SecurityAdministrator, City.Seat)];
        var waiting = new HashSet<string>();
        foreach (var person in people)
            waiting.UnionWith(await office.As(person, async services =>
            {
                var found = new List<string>();
                foreach (var work in services.GetServices<IWork>().Where(work => work.Concerns))
                    if ((await work.WaitingAsync()).Count > 0)
                    {
                        found.Add(work.GetType().Name);
                        Assert.True(work.Signs is not { } signs || await signs.AnyAsync(TestContext.Current.CancellationToken),
                            $"{work.GetType().Name} has work for {person.UserName} and no sign of it.");
                    }
                return found;
            }));
        Assert.True(waiting.Count > 8, string.Join(", ", waiting));
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

    private async Task SuperviseAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            var clerk = await City.Clerk(City.Station);
            await City.Clue(clerk, City.Deputy);
            await City.Supervise(City.Head);
            await City.Supervise(null);
            await City.Circular();
            await City.Rectify(clerk, $"c-{Guid.NewGuid():N}");
            await office.Pledge(Declarations.Integrity.PledgeFor.LeadingCadres);
            await office.Opinion(clerk);
            await office.KeyPost(clerk, clerk);
            await office.Project(clerk);
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
