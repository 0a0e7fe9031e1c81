using Declarations.Registers;
using Declarations.Reporting.Boards;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Seeding;

/// <summary>The figures of the rectification that the demo tells, each the sum of what was entered up to its day.</summary>
public sealed class DemoRectificationTests(SeededCity city) : IClassFixture<SeededCity>
{
    private static readonly BoardDay Day = new(new(2023, 11, 16), IsToday: false);

    [Fact]
    public async Task Aspects_problems_and_measures_are_those_of_the_day_of_the_notice()
    {
        await using var db = city.Open();
        var (query, one) = (new BoardQuery(db), db.Registers.Where(register => register.Code == "demo-rectification"));
        var figures = await query.FiguresAsync(one, Day);
        Assert.Equal((6, 18, 115, 83, 19, 13, 0, 0), (figures.Aspects, figures.Problems, figures.Measures, figures.Completed, figures.Basically,
            figures.InProgress,
            figures.Overdue, figures.Withdrawn));
        Assert.Equal((72.2m, 88.7m, 17, 1, 5), (figures.CompletedRate, figures.CompletedOrBasicallyRate, figures.Published, figures.Withheld, figures.Solved));
        var problems = await query.Problems(one, Day).AsNoTracking().ToListAsync();
        var withheld = await query.Withheld(query.Problems(one, Day), Day).Select(problem => problem.Id).ToListAsync();
        Assert.Equal([3, 2, 2, 4, 3, 3], problems.Where(problem => !withheld.Contains(problem.Id)).GroupBy(problem => problem.AspectNumber)
            .OrderBy(group => group.Key).Select(group => group.Count()));
        var register = await one.SingleAsync();
        Assert.Equal((90, new DateOnly(2023, 3, 3), 258), (register.InspectedTo!.Value.DayNumber - register.InspectedFrom!.Value.DayNumber + 1,
            register.FeedbackOn,
            Day.Day.DayNumber - register.FeedbackOn!.Value.DayNumber));
        var live = await query.FiguresAsync(one, Day with { IsToday = true });
        Assert.Equal((83, 19, 13), (live.Completed, live.Basically, live.InProgress));
    }

    [Fact]
    public async Task Results_and_tallies_are_sums_of_entries_with_a_day_of_their_own()
    {
        await using var db = city.Open();
        var results = await new BoardQuery(db).ResultsAsync(db.Registers.Where(register => register.Code == "demo-rectification"), Day);
        Assert.Equal((47m, 2789m, 8m), (results.Rules, Of(ResultCode.PeopleTrained), Of(ResultCode.LettersIssued)));
        Assert.Equal((18, 3, 4), (results.Activities[ActivityKind.OnSite], results.Activities[ActivityKind.Education],
            results.Activities[ActivityKind.Meeting]));
        Assert.All(results.Tallies, tally => Assert.Equal(new DateOnly(2023, 11, 6), tally.CountedOn));
        Assert.Equal((3917, 3867, 50, 98.7m), Tally("第二轮信访件"));
        Assert.Equal((42, 41, 1, 97.6m), Tally("重复信访件"));
        Assert.Equal((2726, 1641, 905, 60.2m), Tally("自办信访件"));
        Assert.Equal(93.4m, results.Tallies.Single(tally => tally.Category == "自办信访件").DoneOrStagedRate);
        var parts = results.Tallies.Where(tally => tally.Category.StartsWith("自办信访件/", StringComparison.Ordinal)).ToList();
        Assert.Equal((1137, 706, 268, 163), ((int)parts.Sum(each => each.Total) / 100, (int)parts.Sum(each => each.Done) / 100,
            (int)parts.Sum(each => each.Staged) / 100, (int)parts.Sum(each => each.Open) / 100));
        Assert.Equal((28, 24, 0, 85.7m), Tally("农村黑臭水体"));
        Assert.Equal(59.5m, results.Tallies.Single(tally => tally.Category == "排水管道公里数").DoneRate);
        var moved = await db.Measures.AsNoTracking().SingleAsync(measure => measure.Problem.Register.Code == "demo-rectification"
            && measure.Class == DeadlineClass.LongTerm && measure.ReviewOn == new DateOnly(2025, 12, 31));
        Assert.Equal(ReportedClass.Basically, moved.ClassOn(Day.Day));

        decimal Of(ResultCode code) => results.Results.Single(result => result.Code == code).Quantity;

        (int, int, int, decimal) Tally(string category)
        {
            var tally = results.Tallies.Single(each => each.Category == category);
            return ((int)tally.Total / 100, (int)tally.Done / 100, (int)tally.Staged / 100, tally.DoneRate);
        }
    }

    [Fact]
    public async Task An_earlier_day_shows_what_stood_then()
    {
        await using var db = city.Open();
        var (query, one) = (new BoardQuery(db), db.Registers.Where(register => register.Code == "demo-rectification"));
        var before = await query.FiguresAsync(one, new(new(2023, 3, 2), IsToday: false));
        Assert.Equal((0, 0), (before.Problems, before.Measures));
        var spring = await query.FiguresAsync(one, new(new(2023, 5, 1), IsToday: false));
        Assert.Equal((18, 115, 0, 115, 0), (spring.Problems, spring.Measures, spring.Completed, spring.InProgress, spring.Withheld));
    }
}
