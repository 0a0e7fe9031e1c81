using Xunit;

namespace Declarations.Registers;

/// <summary>Every status takes exactly the verbs of the tables, and each leads where they say.</summary>
public static class TransitionTests
{
    [Fact]
    public static void A_register_is_drafted_issued_amended_closed_and_reopened() => Walk<RegisterStatus, RegisterVerb>(
        (status, verb) => status.After(verb), (status, verb) => status.Allows(verb),
        "Drafting Edit Drafting", "Drafting Issue Issued", "Issued Amend Issued", "Issued Close Closed", "Closed Reopen Issued");

    [Fact]
    public static void A_problem_is_solved_handed_over_or_withdrawn_while_it_is_open() => Walk<ProblemStatus, ProblemVerb>(
        (status, verb) => status.After(verb), (status, verb) => status.Allows(verb),
        "Open Solve Cancelled", "Open Escalate Open", "Open HandOver HandedOver", "Open Withdraw Withdrawn", "Cancelled LookBack Cancelled",
        "Cancelled Reopen Open");

    [Theory, InlineData(MeasureStatus.Open), InlineData(MeasureStatus.Basic)]
    public static void A_measure_is_done_only_by_a_claim_that_was_passed(MeasureStatus before) => Walk<MeasureStatus, MeasureVerb>(
        (status, verb) => status.After(verb, before), (status, verb) => status.Allows(verb),
        "Open Acknowledge Open", "Open Progress Open", "Basic Progress Basic", "Open Claim Claimed", "Open ClaimBasic Claimed", "Basic Claim Claimed",
        $"Claimed TakeBack {before}", "Claimed Pass Cancelled", "Claimed PassBasic Basic", $"Claimed Return {before}", "Cancelled LookBack Cancelled",
        "Basic LookBack Basic", "Cancelled Reopen Open", "Basic Reopen Open", "Open Extend Open", "Basic Extend Basic", "Open Withdraw Withdrawn",
        "Basic Withdraw Withdrawn");

    [Fact]
    public static void An_activity_is_moved_held_or_dropped_while_it_is_planned() => Walk<ActivityStatus, ActivityVerb>(
        (status, verb) => status.After(verb), (status, verb) => status.Allows(verb),
        "Planned Move Planned", "Planned Hold Held", "Planned Drop Dropped", "Held Answer Held");

    private static void Walk<TStatus, TVerb>(Func<TStatus, TVerb, TStatus> after, Func<TStatus, TVerb, bool> allows, params string[] table)
        where TStatus : struct, Enum where TVerb : struct, Enum
    {
        var found = new List<string>();
        foreach (var status in Enum.GetValues<TStatus>())
            foreach (var verb in Enum.GetValues<TVerb>())
                if (allows(status, verb))
                    found.Add($"{status} {verb} {after(status, verb)}");
                else
                    Assert.Equal("register.not-now", Assert.Throws<RefusedException>(() => after(status, verb)).Code);
        Assert.Equal(table.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }
}
