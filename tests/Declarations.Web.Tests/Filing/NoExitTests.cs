using System.Net;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Web.Tests.Hosting;
using Xunit;

namespace Declarations.Web.Tests.Filing;

/// <summary>Who has an interest that needs no exit is asked for none, from the first page to the last.</summary>
public sealed class NoExitTests(Office office) : IClassFixture<Office>
{
    private static ReportContent With(Person person, ParticipationMode mode, EntityType entity, Exit? exit = null) => City.Sand(person) with
    {
        Interests = [City.Sand(person).Interests[0] with { Mode = mode, EntityType = entity, Exit = exit }],
    };

    [Theory]
    [InlineData(ParticipationMode.ListedShares, EntityType.Listed, false), InlineData(ParticipationMode.Equity, EntityType.Private, true)]
    public async Task An_exit_is_asked_for_where_the_rules_ask_for_one(ParticipationMode mode, EntityType entity, bool asked)
    {
        var clerk = await office.City.Clerk(office.City.Station);
        var content = With(clerk, mode, entity);
        await office.City.Draft(clerk, content);
        var visitor = await (await office.Visit(clerk)).Open(Links.Exit(City.Practice, content.Interests[0].Id));
        Assert.Equal(asked ? HttpStatusCode.OK : HttpStatusCode.NotFound, visitor.Status);

        await office.City.Draft(clerk, With(clerk, mode, entity, asked ? new Exit(ExitState.NotYet) : null));
        await visitor.Open(Links.Check(City.Practice));
        await visitor.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fill("PledgeForm.Password", clerk.Password).Submit();
        Assert.StartsWith("/receipt/", visitor.Address, StringComparison.Ordinal);
        Assert.Equal(asked, visitor.Text.Contains(Visitor.Words["receipt.next-exit", new DateOnly(2017, 9, 30)], StringComparison.Ordinal));
        Assert.Equal(asked, (await visitor.Open(Links.MyWork)).Text.Contains(Visitor.Words["work.exit.status", 1], StringComparison.Ordinal));
    }
}
