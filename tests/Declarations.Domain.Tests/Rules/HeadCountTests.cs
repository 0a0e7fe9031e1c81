using Xunit;

namespace Declarations.Rules;

public static class HeadCountTests
{
    private static readonly HeadCount Department =
        new(Due: 3173, Submitted: 3171, Excused: 2, Overdue: 0, Participants: 838, Exited: 837, Agreed: 0, AwaitingPolicy: 1, Open: 0);

    [Fact]
    public static void The_numbers_of_a_department_add_up()
    {
        Assert.True(Department.IsBalanced);
        Assert.Equal(99.94m, Department.SubmissionRate);
        Assert.Equal(99.88m, Department.ExitRate);
        Assert.Equal(1, Department.Pending);
    }

    [Fact]
    public static void A_half_is_rounded_up() =>
        Assert.Equal(0.13m, (Department with { Due = 800, Submitted = 1 }).SubmissionRate);

    [Fact]
    public static void Numbers_that_do_not_add_up_are_told() => Assert.All(
        new[]
        {
            Department with { Due = 3174 }, Department with { Excused = 1 }, Department with { Overdue = 1 }, Department with { Exited = 838 },
            Department with { Open = 1 }, Department with { Excused = 3, Overdue = -1 },
            Department with { Participants = 3174, Exited = 3173 }, Department with { Agreed = -1, Open = 1 },
        },
        numbers => Assert.False(numbers.IsBalanced));

    [Fact]
    public static void Who_has_not_submitted_can_be_a_participant() =>
        Assert.True((Department with { Participants = 3173, Exited = 3172 }).IsBalanced);

    private static readonly Determination Due = new("any", new(2017, 12, 15), [])
        { Verdict = Verdict.Prohibited, Action = RequiredAction.ReportAndExit, ExitEffective = false };
    private static readonly Determination Unclear = Due with { Verdict = Verdict.Review, Action = RequiredAction.ManualReview, ExitEffective = null };

    public static TheoryData<Determination, ParticipantState> States() => new()
    {
        { Due, ParticipantState.Open },
        { Due with { Action = RequiredAction.ReportAndRelativeExit }, ParticipantState.Open },
        { Due with { ExitEffective = null }, ParticipantState.Open },
        { Due with { ExitEffective = true }, ParticipantState.Exited },
        { Due with { Row = new() { AgreedExit = new(2017, 12, 15) } }, ParticipantState.Agreed },
        { Due with { Row = new() { AgreedExit = new(2017, 12, 14) } }, ParticipantState.Open },
        { Due with { Action = RequiredAction.ReportOnly, ExitEffective = null }, ParticipantState.NoExitRequired },
        { Unclear, ParticipantState.AwaitingPolicy },
        { Unclear with { ExitEffective = true }, ParticipantState.Exited },
        { Unclear with { Alerts = new HashSet<Alert> { Alert.EndedBeforePlan } }, ParticipantState.NoExitRequired },
        { Due with { Verdict = Verdict.Exempt, Action = RequiredAction.ReportOnly }, ParticipantState.NoExitRequired },
        { Due with { Verdict = Verdict.NotProhibited, Action = RequiredAction.None }, ParticipantState.NoExitRequired },
    };

    [Theory]
    [MemberData(nameof(States), DisableDiscoveryEnumeration = true)]
    public static void An_interest_counts_by_where_its_exit_stands(Determination determination, ParticipantState state) =>
        Assert.Equal(state, HeadCount.StateOf(determination));

    [Fact]
    public static void A_person_counts_by_the_worst_of_their_interests()
    {
        Assert.Equal(ParticipantState.Open, HeadCount.StateOf([Due, Unclear, Due with { ExitEffective = true }]));
        Assert.Equal(ParticipantState.AwaitingPolicy, HeadCount.StateOf([Unclear, Due with { ExitEffective = true }]));
        Assert.Equal(ParticipantState.NoExitRequired, HeadCount.StateOf([]));
    }
}
