using Declarations.Participation;
using Declarations.Reports;
using Declarations.Rules;
using Declarations.Web.Tests.Hosting;
using Xunit;

namespace Declarations.Web.Tests.Filing;

/// <summary>What cannot all be true is named beside its line and mended before it is signed; planned days are told what they cost.</summary>
public sealed class ContradictionTests(Office office) : IClassFixture<Office>
{
    private static readonly DateOnly Ended = new(2017, 9, 1), Exited = new(2017, 9, 10);

    private City City => office.City;

    public static TheoryData<string, string, Func<Interest, Interest>> Contradictions => new()
    {
        { "ended-not-exited", "exit", i => i with { EndedOn = Ended, Exit = new Exit(ExitState.NotYet) } },
        { "ended-not-exited", "exit", i => i with { EndedOn = Ended, Exit = new Exit(ExitState.Planned) { PlannedOn = new(2017, 9, 25) } } },
        { "end-not-exit", "exit", i => i with { EndedOn = Ended, Exit = Out(Exited) } },
        { "end-before-start", "period", i => i with { EndedOn = i.StartedOn!.Value.AddDays(-1), Exit = Out(i.StartedOn.Value.AddDays(-1)) } },
        { "exit-before-start", "exit", i => i with { Exit = Out(i.StartedOn!.Value.AddDays(-1)) } },
        { "exit-in-future", "exit", i => i with { Exit = Out(new(2017, 9, 19)) } },
        { "plan-past", "exit", i => i with { Exit = new Exit(ExitState.Planned) { PlannedOn = new(2017, 9, 17) } } },
        { "plan-late", "exit", i => i with { Exit = new Exit(ExitState.Planned) { PlannedOn = new(2018, 2, 1) } } },
    };

    [Theory, MemberData(nameof(Contradictions), DisableDiscoveryEnumeration = true)]
    public async Task A_contradiction_is_named_beside_its_line_and_cannot_be_signed(string code, string part, Func<Interest, Interest> change)
    {
        var clerk = await City.Clerk(City.Station);
        var sand = City.Sand(clerk);
        var interest = change(sand.Interests[0]);
        await City.Draft(clerk, sand with { Interests = [interest] });
        var visitor = await (await office.Visit(clerk)).Open(Links.Check(City.Practice));
        var text = Visitor.Words["gap." + code, Sector.Sand];
        Assert.Contains(text, visitor.Page.GetElementById($"interest.{interest.Id}.{part}")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(text, visitor.Page.QuerySelector(".sign")!.TextContent, StringComparison.Ordinal);
        Assert.Null(visitor.Page.QuerySelector(".sign form"));
        Assert.Equal("report.incomplete." + code,
            (await Assert.ThrowsAsync<RefusedException>(() => City.HandIn(clerk, sand with { Interests = [interest] }))).Code);
    }

    [Fact]
    public async Task What_was_exited_has_ended()
    {
        var clerk = await City.Clerk(City.Station);
        var sand = City.Sand(clerk);
        await City.HandIn(clerk, sand with { Interests = [sand.Interests[0] with { Exit = Out(Exited) }] });
        var report = await City.ReportOf(clerk);
        var visitor = await office.Visit(clerk);
        foreach (var page in new[] { Links.Check(City.Practice), Links.ReportForm(report.Id), Links.ReportView(report.Id) })
        {
            await visitor.Open(page);
            Assert.Contains(Visitor.Words["line.period-ended", sand.Interests[0].StartedOn, Exited], visitor.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("至今", visitor.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_transfer_to_a_child_can_be_undone_while_days_are_left()
    {
        var clerk = await City.Clerk(City.Station);
        var sand = City.Sand(clerk);
        await City.Draft(clerk, sand with
        {
            Interests = [sand.Interests[0] with { Exit = Out(
            Exited) with { Way = ExitWay.Transfer, TransfereeRelation = TransfereeRelation.Child } }]
        });
        var visitor = await (await office.Visit(clerk)).Open(Links.Check(City.Practice));
        Assert.Contains(Visitor.Words["todo.undo-exit"], visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Visitor.Words.Of(Leniency.Strict), visitor.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["exit.undo", new DateOnly(2017, 9, 30)], (await visitor.Open(Links.Exit(City.Practice, sand.Interests[0].Id))).Text,
            StringComparison.Ordinal);
    }

    [Theory, InlineData("2017-09-30", false, null), InlineData("2017-10-01", true, null), InlineData("2018-01-31", true, null),
        InlineData("2018-02-01", true, "plan-late")]
    public async Task A_planned_exit_is_told_what_its_day_costs(string day, bool lost, string? refused)
    {
        var clerk = await City.Clerk(City.Station);
        var sand = City.Sand(clerk);
        await City.Draft(clerk, sand);
        var visitor = await (await office.Visit(clerk)).Open(Links.Exit(City.Practice, sand.Interests[0].Id));
        await visitor.Form("filing.save").Fill("ExitForm.State", ExitState.Planned).Fill("ExitForm.PlannedOn", day).Submit();
        if (refused is not null)
        {
            Assert.Contains(Visitor.Words["gap." + refused], visitor.Page.QuerySelector("#Form_AgreedDocument-field")!.TextContent, StringComparison.Ordinal);
            await visitor.Form("filing.save").Fill("ExitForm.AgreedDocument", "整治办〔2017〕21号").Submit();
        }
        Assert.Equal(Links.Check(City.Practice), visitor.Address);
        var planned = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(lost, visitor.Text.Contains(Visitor.Words["leniency.planned-late", planned, new DateOnly(2017, 9, 30)], StringComparison.Ordinal));
        Assert.Equal(refused is not null, visitor.Text.Contains("整治办〔2017〕21号", StringComparison.Ordinal));
    }

    private static Exit Out(DateOnly on) => new(ExitState.Exited)
    { CompletedOn = on, Way = ExitWay.Withdrawal, RegistryUpdated = true, RetainsBenefit = false };
}
