using Declarations.Auditing;
using Declarations.Organisation;
using Xunit;

namespace Declarations.Registers;

/// <summary>What holds of a register whatever is done to it: random verbs, on days that go on, by people who may and who may not.</summary>
public sealed class RegisterPropertyTests
{
    private static readonly Act First = new(Guid.CreateVersion7(), new(2017, 10, 9, 1, 0, 0, TimeSpan.Zero), new(2017, 10, 9));
    private static readonly Unit[] Units = [.. new[] { "a", "b", "c" }.Select(code => Unit.Create(First, code, code, UnitKind.Division, null))];
    private static readonly LegalBasis Basis = new("关于调整期限的通知", "云督〔2017〕8号", new(2017, 10, 9));

    /// <summary>Accounts, each with an official of a unit.</summary>
    private static readonly Checker[] People =
        [.. Enumerable.Range(0, 6).Select(n => new Checker(Guid.CreateVersion7(), Guid.CreateVersion7(), Units[n % 3].Id))];

    public static TheoryData<int, RegisterKind> Seeds =>
        [.. Enumerable.Range(1, 90).Select(seed => new TheoryDataRow<int, RegisterKind>(seed, (RegisterKind)(seed % 3)))];

    [Theory, MemberData(nameof(Seeds))]
    public void Whatever_is_done_the_books_balance(int seed, RegisterKind kind)
    {
        var random = new Random(seed);
        var register = Register.Draft(First, kind, Units[0], null);
        var (entries, counted) = (new List<RegisterEntry>(), new List<(DateOnly On, RegisterCount Count)>());
        if (!kind.IsSetUp())
            register.Issue(First, Basis);
        var day = First.LegalDay;
        for (var step = 0; step < 500; step++)
        {
            if (random.Next(4) == 0)
            {
                counted.Add((day, Take()));
                day = day.AddDays(random.Next(1, 6));
            }
            try
            {
                Do(random, register, new Act(People[random.Next(6)].AccountId, First.At.AddMinutes(step), day), day);
            }
            catch (RefusedException)
            {
                // Not now, or not by this one: nothing has changed, which the counts would show.
            }
            Assert.Equal(Live(register, day), Take());
        }
        Assert.All(counted, then => Assert.Equal(then.Count, Reported.AsOf(entries, then.On)));
        var problems = register.Problems;
        Assert.All(problems.SelectMany(problem => problem.Measures), measure => Holds(measure, [.. entries.Where(entry => entry.MeasureId == measure.Id)]));
        Assert.All(problems, problem => Holds(problem, [.. entries.Where(entry => entry.ProblemId == problem.Id && entry.MeasureId is null)]));
        Assert.Contains(problems, problem => problem.Measures.Exists(measure => measure.Status == MeasureStatus.Cancelled));

        RegisterCount Take()
        {
            entries.AddRange(register.TakeEntries());
            entries.AddRange(register.Problems.SelectMany(problem => problem.TakeEntries()
                .Concat(problem.Measures.SelectMany(measure => measure.TakeEntries()))));
            return Reported.AsOf(entries, day);
        }
    }

    private static RegisterCount Live(Register register, DateOnly day) =>
        RegisterCount.Of(register.Problems.Count, register.Problems.SelectMany(problem => problem.Measures).Select(measure => measure.ClassOn(day)));

    private static void Holds(Measure measure, IReadOnlyList<RegisterEntry> history)
    {
        var claims = history.Where(entry => entry.Kind == EntryKind.Claimed).ToList();
        Assert.Equal(measure.FirstDueOn, history[0].DueOn);
        Assert.Equal(history.Count(entry => entry.Kind == EntryKind.Reopened), measure.ReopenCount);
        Assert.All(claims, claim => Assert.False(string.IsNullOrEmpty(claim.Document)));
        // The day it runs to moves with a document, or with a claim that says what remains.
        foreach (var (before, after) in history.Zip(history.Skip(1)))
            if (before.DueOn != after.DueOn)
                Assert.True(after.DocumentOn is not null || after.Kind is EntryKind.Passed or EntryKind.Claimed or EntryKind.TakenBack or EntryKind.Returned,
                    $"{after.Kind}");
        foreach (var pass in history.Where(entry => entry.Kind == EntryKind.Passed))
        {
            var claim = claims.Last(each => each.At < pass.At);
            var (checker, kind) = (People.Single(person => person.AccountId == pass.ByAccountId), measure.Problem.Register.Kind);
            Assert.NotEqual(claim.ByAccountId, pass.ByAccountId);
            Assert.True(kind == RegisterKind.Clue || checker.UnitId != measure.LeadUnitId);
        }
        Assert.All(history.Where(entry => entry.Kind == EntryKind.Tally), entry => Assert.True(entry.Done + entry.Staged <= entry.Total));
        Assert.All(history.Where(entry => entry.Kind == EntryKind.Result), entry => Assert.False(string.IsNullOrEmpty(entry.Document)));
        if (measure.Status == MeasureStatus.Cancelled)
            Assert.Contains(history, entry => entry.Kind == EntryKind.Passed);
    }

    private static void Holds(Problem problem, IReadOnlyList<RegisterEntry> history)
    {
        Assert.Equal(history.Count(entry => entry.Kind == EntryKind.Reopened), problem.ReopenCount);
        Assert.Equal(problem.Withheld is not null, history.LastOrDefault(entry => entry.Kind is EntryKind.Withheld or EntryKind.Disclosed)?.Kind
            == EntryKind.Withheld);
        Assert.All(history.Where(entry => entry.Kind == EntryKind.Withheld), entry => Assert.NotNull(entry.DocumentOn));
        Assert.True(problem.LookBackOn is null || problem.Status == ProblemStatus.Cancelled);
        if (problem.Status != ProblemStatus.Cancelled)
            return;
        Assert.False(string.IsNullOrEmpty(history.Last(entry => entry.Kind == EntryKind.Cancelled).Text));
        Assert.All(problem.Measures, measure => Assert.True(measure.Status is MeasureStatus.Cancelled or MeasureStatus.Withdrawn));
        Assert.Contains(problem.Measures, measure => measure.Status == MeasureStatus.Cancelled);
    }

    private static void Do(Random random, Register register, Act act, DateOnly day)
    {
        if (register.Problems.Count == 0 || random.Next(25) == 0)
            register.Add(act, new(Origin.Other, "问题", null));
        var problem = register.Problems[random.Next(register.Problems.Count)];
        if (problem.Measures.Count == 0 || random.Next(12) == 0)
            problem.Add(act, new("措施", Units[random.Next(3)], People[random.Next(6)].OfficialId, People[random.Next(6)].OfficialId,
                (DeadlineClass)random.Next(3), day.AddDays(random.Next(40))));
        if (random.Next(6) == 0)
            DoToProblem(random, problem, act);
        else
            DoToMeasure(random, problem.Measures[random.Next(problem.Measures.Count)], act, day);
    }

    private static void DoToProblem(Random random, Problem problem, Act act)
    {
        switch (random.Next(15))
        {
            case 12: problem.LookBack(act, "没有反弹"); break;
            case 13: problem.Withhold(act, (WithheldReason)random.Next(5), "在办", Basis); break;
            case 14: problem.Disclose(act, "已结"); break;
            case 0: problem.HandOver(act, Receiver.Judiciary, Basis); break;
            case 1: problem.Withdraw(act, "重复", Basis); break;
            case 2: problem.Escalate(act, "请示"); break;
            case 3: problem.Answer(act, "知悉"); break;
            case 4 or 5: problem.Reopen(act, "反弹"); break;
            default: problem.Solve(act, "已解决"); break;
        }
    }

    private static void DoToMeasure(Random random, Measure measure, Act act, DateOnly day)
    {
        var checker = People.Single(person => person.AccountId == act.AccountId);
        switch (random.Next(20))
        {
            case 15: measure.Achieve(act, new((ResultCode)random.Next(14), random.Next(10_000)), null, "文本"); break;
            case 16: measure.Count(act, new("信访件", random.Next(9), random.Next(9), random.Next(9), day)); break;
            case 17: measure.Send(act, new(Lamp.Green, People[0].OfficialId!.Value)); break;
            case 18: measure.Lead(act, People[random.Next(6)].OfficialId!.Value, "改派"); break;
            case 0: measure.Acknowledge(act); break;
            case 1: measure.Progress(act, "进展"); break;
            case 2 or 3 or 4: measure.Claim(act, "完成", "报告"); break;
            case 5: measure.Claim(act, "还差", "报告", day.AddDays(20)); break;
            case 6: measure.TakeBack(act); break;
            case 7 or 8 or 9 or 10: measure.Pass(act, checker, "查阅"); break;
            case 11: measure.Return(act, checker, "不足"); break;
            case 12: measure.LookBack(act, "属实"); break;
            case 13: measure.Reopen(act, "反弹", day.AddDays(10), Basis); break;
            case 14: measure.Extend(act, day.AddDays(30), Basis, (DeadlineClass)random.Next(3)); break;
            default: measure.Withdraw(act, new(Basis: Basis)); break;
        }
    }
}
