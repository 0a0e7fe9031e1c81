using Declarations.Participation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Xunit;

namespace Declarations.Domain.Tests.Reports;

public static class InterestTurnsTests
{
    private static readonly DateOnly First = new(2017, 9, 1);

    /// <summary>Summed up to any day, the turns of a report say what its rows and questions say on that day, whatever they are.</summary>
    [Fact]
    public static void Turns_up_to_a_day_are_what_the_rows_say_on_it()
    {
        var random = new Random(20170904);
        for (var round = 0; round < 300; round++)
        {
            var rows = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Row(random)).ToList();
            var asked = rows.Where(_ => random.Next(3) == 0).Select(row => Asked(random, row)).ToList();
            var turns = InterestTurns.Of(rows, asked).ToList();
            for (var day = First.AddDays(-1); day < First.AddDays(25); day = day.AddDays(1))
                Assert.Equal(Said(rows, asked, day), Summed(turns, day));
            Assert.DoesNotContain(turns, turn => turn.Number == 0);
        }
    }

    [Fact]
    public static void An_agreed_exit_is_open_from_the_day_after_it()
    {
        var row = Row(new Random(1)) with
        {
            ValidFrom = First,
            ValidTo = null,
            Verdict = Verdict.Prohibited,
            Action = RequiredAction.ReportAndExit,
            ExitInQuestion = false,
            ExitedOn = null,
            AgreedExitOn = First.AddDays(9),
        };
        var turns = InterestTurns.Of([row], []).Where(turn => turn.What.By == CountedBy.Outcome).ToList();
        Assert.Equal([(First, "Agreed", 1L), (First.AddDays(10), "Agreed", -1), (First.AddDays(10), "Open", 1)],
            turns.Select(turn => (turn.On, turn.What.Code, turn.Number)).Order());
    }

    /// <summary>Two interests that change places leave every number as it was, and are found by the marks.</summary>
    [Fact]
    public static void Marks_differ_once_another_version_states_an_interest()
    {
        var row = Row(new Random(2)) with { ValidFrom = First, ValidTo = null };
        var (before, after) = (Marks(row), Marks(row with { SubmissionId = Guid.NewGuid() }));
        Assert.Equal(3, before.Count);
        Assert.Empty(before.Intersect(after));
        Assert.All(before, mark => Assert.InRange(mark.Number, 1, (1L << 40) - 1));

        static List<Turn> Marks(InterestRow row) => [.. InterestTurns.Of([row], []).Where(turn => turn.What.By == CountedBy.Mark && turn.On == First)];
    }

    [Fact]
    public static void Counts_roll_up_to_the_root_and_leave_out_what_comes_to_nothing()
    {
        var (root, left, right, campaign) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var open = new Counted(CountedBy.Outcome, "Open");
        var counts = Declarations.Reports.HeadCount.Of(
            [new(campaign, left, First, open, 2), new(campaign, right, First, open, 1), new(campaign, right, First.AddDays(1), open, 1),
                new(campaign, right, First.AddDays(1), open, -1)], unit => unit == root ? [root] : [unit, root]);
        Assert.Equal([(0L, 3L), (1, 1), (2, 2)], counts.Select(count => (count.Own, count.All)).Order());
        Assert.Equal(3, counts.Single(count => count.UnitId == root).All);
    }

    /// <summary>Said once more, in another way: by the lists of an office.</summary>
    private static SortedDictionary<string, long> Said(List<InterestRow> rows, List<AskedDays> asked, DateOnly day)
    {
        var standing = rows.FindAll(row => row.ValidFrom <= day && (row.ValidTo is null || day < row.ValidTo));
        var said = new SortedDictionary<string, long>(StringComparer.Ordinal);
        if (standing.Count == 0)
            return said;
        said["Interests "] = standing.Count;
        said[$"Outcome {standing.Max(OutcomeOf)}"] = 1;
        foreach (var row in standing.Where(row => OutcomeOf(row) != Outcome.NoExitRequired))
        {
            said[$"Holder {row.Holder}"] = 1;
            if (row.Sector is { } sector)
                said[$"Sector {sector}"] = 1;
            if (row.Category is { } category)
                said[$"Category {category}"] = 1;
            if (row.Rank is { } rank)
                said[$"Rank {rank}"] = 1;
        }
        return said;

        Outcome OutcomeOf(InterestRow row)
        {
            if (row.Action is not (RequiredAction.ReportAndExit or RequiredAction.ReportAndRelativeExit) && row.Verdict != Verdict.Review)
                return Outcome.NoExitRequired;
            if (row.ExitedOn <= day)
                return Outcome.Exited;
            if (asked.Exists(question => question.InterestId == row.InterestId && question.AskedOn <= day
                && !(question.AnsweredOn <= day)))
                return Outcome.AwaitingPolicy;
            return row.Verdict == Verdict.Review || row.ExitInQuestion ? Outcome.AwaitingReview
                : row.AgreedExitOn >= day ? Outcome.Agreed : Outcome.Open;
        }
    }

    private static SortedDictionary<string, long> Summed(List<Turn> turns, DateOnly day) => new(turns.Where(turn => turn.On <= day
            && turn.What.By != CountedBy.Mark).GroupBy(turn => $"{turn.What.By} {turn.What.Code}")
        .Select(group => (group.Key, Sum: group.Sum(turn => turn.Number))).Where(each => each.Sum != 0)
        .ToDictionary(each => each.Key, each => each.Sum), StringComparer.Ordinal);

    private static InterestRow Row(Random random)
    {
        var from = Day(random);
        return new()
        {
            ReportId = Report,
            InterestId = Guid.NewGuid(),
            ValidFrom = from,
            ValidTo = random.Next(3) == 0 ? from.AddDays(random.Next(1, 9)) : null,
            SubmissionId = Guid.NewGuid(),
            CampaignId = Report,
            OfficialId = Report,
            UnitId = Report,
            ListKey = "",
            Holder = One<Relation>(random),
            Sector = random.Next(4) == 0 ? null : One<Sector>(random),
            ExitState = ExitState.NotYet,
            ExitedOn = random.Next(3) == 0 ? Day(random) : null,
            AgreedExitOn = random.Next(3) == 0 ? Day(random) : null,
            ExitInQuestion = random.Next(4) == 0,
            Verdict = One<Verdict>(random),
            Action = One<RequiredAction>(random),
            Category = One<PersonCategory>(random),
            Rank = random.Next(4) == 0 ? null : One<Rank>(random),
        };
    }

    private static readonly Guid Report = Guid.NewGuid();

    private static AskedDays Asked(Random random, InterestRow row)
    {
        var on = Day(random);
        return new(row.ReportId, row.InterestId, on, random.Next(2) == 0 ? on.AddDays(random.Next(6)) : null);
    }

    private static DateOnly Day(Random random) => First.AddDays(random.Next(20));
    private static T One<T>(Random random) where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];
}
