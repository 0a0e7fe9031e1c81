using Declarations.Auditing;
using Declarations.Organisation;
using Xunit;

namespace Declarations.Registers;

/// <summary>What a register asks before it lets something go on.</summary>
public sealed class RegisterTests
{
    private static readonly DateOnly Today = new(2017, 10, 9);
    private static readonly Act Act = new(Guid.CreateVersion7(), new(2017, 10, 9, 1, 0, 0, TimeSpan.Zero), Today);
    private static readonly Unit Unit = Unit.Create(Act, "a", "甲", UnitKind.Division, null);
    private static readonly LegalBasis Basis = new("方案", "云督〔2017〕8号", Today);

    [Fact]
    public void It_is_issued_when_every_problem_has_a_measure_and_every_measure_its_people()
    {
        var register = Register.Draft(Act, RegisterKind.Supervision, Unit, null);
        var problem = register.Add(Act, new(Origin.Other, "问题", null));
        Refused("register.incomplete", () => register.Issue(Act, Basis));
        var measure = problem.Add(Act, new("措施", Unit, null, null, DeadlineClass.ByDate, Today));
        Refused("register.incomplete", () => register.Issue(Act, Basis));
        measure.Withdraw(Act, new(Basis: Basis));
        problem.Measures.Clear();
        problem.Add(Act, new("措施", Unit, Guid.CreateVersion7(), Guid.CreateVersion7(), DeadlineClass.ByDate, Today));
        register.Issue(Act, Basis);
        Refused("register.open", () => register.Close(Act));
        problem.HandOver(Act, Receiver.CityOffice, Basis);
        register.Close(Act);
        register.Reopen(Act);
        Assert.Equal([EntryKind.Issued, EntryKind.Closed, EntryKind.Reopened], register.TakeEntries().Select(entry => entry.Kind));
    }

    [Theory, InlineData(21, Lamp.None), InlineData(20, Lamp.Green), InlineData(11, Lamp.Green), InlineData(10, Lamp.Yellow), InlineData(0, Lamp.Yellow),
        InlineData(-1, Lamp.Red)]
    public void A_lamp_says_how_many_days_are_left_and_is_out_while_a_claim_waits(int left, Lamp lamp)
    {
        Assert.Equal(lamp, Lamps.Of(MeasureStatus.Open, Today.AddDays(left), Today));
        Assert.All([MeasureStatus.Claimed, MeasureStatus.Cancelled, MeasureStatus.Withdrawn],
            status => Assert.Equal(Lamp.None, Lamps.Of(status, Today.AddDays(left), Today)));
    }

    [Fact]
    public void A_circular_is_confirmed_when_every_unit_has_answered_and_another_activity_when_it_is_held()
    {
        var (register, other) = (Register.Draft(Act, RegisterKind.Supervision, Unit, null), Unit.Create(Act, "b", "乙", UnitKind.Division, null));
        Refused("register.not-now", () => Activity.Plan(Act, register, ActivityKind.Circular, "简报", [Unit.Id], Today, null));
        register.Issue(Act, Basis);
        var circular = Activity.Plan(Act, register, ActivityKind.Circular, "简报", [Unit.Id, other.Id], Today, null);
        Refused("register.day-to-come", () => circular.Hold(Act, Today.AddDays(1), "全体", "转发"));
        circular.Hold(Act, Today, "全体", "转发");
        circular.Answer(Act, Unit.Id, Guid.CreateVersion7(), null);
        Refused("activity.answered", () => circular.Answer(Act, Unit.Id, Guid.CreateVersion7(), null));
        Assert.Equal(ActivityStatus.Held, circular.Status);
        circular.Answer(Act, other.Id, Guid.CreateVersion7(), "数字有误");
        Assert.Equal(ActivityStatus.Confirmed, circular.Status);
        var visit = Activity.Plan(Act, register, ActivityKind.Visit, "走访", [Unit.Id], Today, null);
        visit.Move(Act, Today.AddDays(-1), "改期");
        visit.Hold(Act, Today, "三人", "未发现问题");
        Assert.Equal((ActivityStatus.Confirmed, Today), (visit.Status, visit.HeldOn));
    }

    [Fact]
    public void The_clock_of_a_clue_says_what_it_waits_for_and_stops_when_it_is_closed()
    {
        var register = Register.Draft(Act, RegisterKind.Clue, Unit, null);
        register.Issue(Act, Basis);
        var (clue, person) = (register.Add(Act, new(Origin.Tip, "线索", null)), Guid.CreateVersion7());
        var checker = new Checker(Guid.CreateVersion7(), null, Unit.Id);
        Waits(ClueStep.Assign, new(2017, 10, 16));
        var measure = clue.Add(Act, new("核查", Unit, null, person, DeadlineClass.ByDate, Today.AddDays(30)));
        Waits(ClueStep.Check, new(2017, 11, 8));
        measure.Release(Act, person);
        Waits(ClueStep.Assign, new(2017, 10, 16));
        measure.Assign(Act, person, "改派");
        measure.Claim(Act, "属实", "核查报告");
        Waits(ClueStep.SecondPerson, new(2017, 10, 23));
        Refused("check.same-person", () => measure.Pass(Act, checker with { AccountId = Act.AccountId!.Value }, "查阅"));
        Refused("check.same-person", () => measure.Pass(Act, checker with { OfficialId = person }, "查阅"));
        Refused("problem.claim-waits", () => clue.HandOver(Act, Receiver.Judiciary, Basis));
        measure.Pass(Act, checker, "查阅卷宗");
        Waits(ClueStep.Conclude, new(2017, 10, 16));
        clue.Solve(Act, "予以了结", ClueDisposition.Closed);
        Waits(ClueStep.Done, null);
        clue.Reopen(Act, "新的材料");
        Waits(ClueStep.Assign, new(2017, 10, 16));

        void Waits(ClueStep step, DateOnly? dueOn) => Assert.Equal(new ClueClock(step, dueOn), ClueClock.Of(clue, new(), WorkingDays.Official));
    }

    [Fact]
    public void A_register_that_an_office_sets_up_is_issued_with_something_in_it_and_closed_after_the_look_backs()
    {
        var register = Register.Draft(Act, RegisterKind.Rectification, Unit, null, new("zg-1", "巡察反馈意见", "巡察组", Unit));
        Refused("register.empty", () => register.Issue(Act, Basis));
        var problem = register.Add(Act, new(Origin.Inspection, "问题", null, Aspect: new(1, "方面")));
        var measure = problem.Add(Act, new("措施", Unit, null, Guid.CreateVersion7(), DeadlineClass.ByDate, Today));
        Assert.Equal(["1.1"], register.Gaps());
        Assert.Equal("1.1", Assert.Single(Assert.Throws<RefusedException>(() => register.Issue(Act, Basis)).Arguments));
        measure.Lead(Act, Guid.CreateVersion7(), "补填");
        register.Issue(Act, Basis);
        Refused("claim.without-proof", () => measure.Achieve(Act, new(ResultCode.RuleMade, 100), null, " "));
        Refused("tally.too-many", () => measure.Count(Act, new("信访件", 10, 8, 3, Today)));
        Refused("register.day-to-come", () => measure.Count(Act, new("信访件", 10, 8, 2, Today.AddDays(1))));
        measure.Claim(Act, "完成", "报告");
        measure.Pass(Act, new(Guid.CreateVersion7(), null, Guid.CreateVersion7()), "查阅", new string('a', 64));
        problem.Solve(Act, "已解决");
        Assert.Equal(Today.AddMonths(6), problem.LookBackOn);
        Refused("register.look-backs", () => register.Close(Act));
        problem.LookBack(Act, "没有反弹");
        register.Close(Act);
        problem.Reopen(Act, "反弹");
        Assert.Equal((1, ProblemStatus.Open, (DateOnly?)null), (problem.Number, problem.Status, problem.LookBackOn));
    }

    [Fact]
    public void A_letter_goes_to_the_checker_only_while_a_claim_waits_and_to_the_unit_only_while_none_does()
    {
        var register = Register.Draft(Act, RegisterKind.Rectification, Unit, null, new("zg-3", "巡察反馈意见", null, Unit));
        var measure = register.Add(Act, new(Origin.Inspection, "问题", null)).Add(Act,
            new("措施", Unit, Guid.CreateVersion7(), Guid.CreateVersion7(), DeadlineClass.ByDate, Today));
        var (toUnit, toChecker) = (new Letter(Lamp.Red, Guid.CreateVersion7()), new Letter(Lamp.Red, Guid.CreateVersion7(), CheckerId: Unit.Id));
        Refused("register.not-now", () => measure.Send(Act, toChecker));
        measure.Send(Act, toUnit);
        Refused("measure.day-past", () => measure.Claim(Act, "做完大半", "报告", Today.AddDays(-1)));
        measure.Claim(Act, "做完了", "报告");
        Refused("register.not-now", () => measure.Send(Act, toUnit));
        measure.Send(Act, toChecker);
        Assert.Equal([null, Unit.Id], measure.TakeEntries().Where(entry => entry.Kind == EntryKind.Letter).Select(entry => entry.UnitId));
        Assert.Equal(MeasureStatus.Claimed, measure.Status);
    }

    [Fact]
    public void An_account_speaks_for_one_party_of_a_project()
    {
        var register = Register.Draft(Act, RegisterKind.Consultation, Unit, null, new("xm-1", "会商", null, Unit));
        var (owner, contractor, account) = (register.Join(Act, new(PartyRole.Owner, "建设单位")), register.Join(Act, new(PartyRole.Contractor, "施工单位")),
            Guid.CreateVersion7());
        register.Represent(Act, contractor.Id, account);
        Refused("party.of-another", () => register.Represent(Act, owner.Id, account));
        register.Represent(Act, contractor.Id, null);
        register.Represent(Act, owner.Id, account);
        Assert.Equal((account, (Guid?)null), (owner.AccountId!.Value, contractor.AccountId));
    }

    [Fact]
    public void A_problem_is_kept_out_with_an_approval_and_printed_again()
    {
        var register = Register.Draft(Act, RegisterKind.Rectification, Unit, null, new("zg-2", "巡察反馈意见", null, Unit));
        var problem = register.Add(Act, new(Origin.Inspection, "问题", null));
        Refused("problem.not-withheld", () => problem.Disclose(Act, "可以公开"));
        Refused("register.day-to-come", () => problem.Withhold(Act, WithheldReason.Secret, "涉密", Basis with { On = Today.AddDays(1) }));
        problem.Withhold(Act, WithheldReason.Secret, "涉密", Basis);
        problem.Disclose(Act, "已解密");
        Assert.Equal([EntryKind.Amended, EntryKind.Withheld, EntryKind.Disclosed], problem.TakeEntries().Select(entry => entry.Kind));
    }

    [Theory, InlineData(3917, 3867, 50, 98.7, 100), InlineData(2726, 1641, 905, 60.2, 93.4), InlineData(1195, 711, 0, 59.5, 59.5), InlineData(0, 0, 0, 0, 0)]
    public void A_tally_has_two_rates_each_with_one_decimal(int total, int done, int staged, decimal doneRate, decimal both)
    {
        var tally = new Tally("信访件", total, done, staged, Today);
        Assert.Equal((doneRate, both, total - done - staged), (tally.DoneRate, tally.DoneOrStagedRate, (int)tally.Open));
    }

    private static void Refused(string code, Action act) => Assert.Equal(code, Assert.Throws<RefusedException>(act).Code);
}
