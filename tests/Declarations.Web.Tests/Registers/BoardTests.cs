using Declarations.Auditing;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Reporting.Boards;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Registers;

/// <summary>What the database counts of a random register, on every day and at every unit, against the fold of its entries and the live state.</summary>
public sealed class BoardTests(Office office) : IClassFixture<Office>
{
    private const int Steps = 260, MostMeasures = 3;
    private static readonly LegalBasis Basis = new("通知", "1号", new(2017, 9, 1));

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public async Task Every_day_adds_up_as_it_stood(int seed)
    {
        var (id, first, last) = await MakeAsync(seed);
        await office.InDb(async db =>
        {
            var (query, one) = (new BoardQuery(db), db.Registers.Where(register => register.Id == id));
            var entries = await db.RegisterEntries.AsNoTracking().Where(entry => entry.RegisterId == id).ToListAsync();
            var solved = new HashSet<int>();
            for (var day = first; day <= last; day = day.AddDays(1))
            {
                var (on, folded) = (new BoardDay(day, IsToday: false), Reported.AsOf(entries, day));
                var counted = await query.FiguresAsync(one, on);
                Assert.Equal((folded.Problems, folded.Completed, folded.Basically, folded.InProgress, folded.Overdue, folded.Withdrawn),
                    (counted.Problems, counted.Completed, counted.Basically, counted.InProgress, counted.Overdue, counted.Withdrawn));
                Assert.Equal(counted.Measures, counted.Completed + counted.Basically + counted.InProgress + counted.Overdue);
                Assert.Equal(counted.Problems, counted.Published + counted.Withheld);
                solved.Add(counted.Solved);
                // Every unit and every colour is a part of the whole, and each line in one of them.
                var whole = await query.Lines(one, on).CountAsync();
                var byUnit = 0;
                foreach (var unit in counted.Units)
                    byUnit += await query.Lines(one, on, new(UnitPath: unit.Unit.Path)).CountAsync();
                var byColour = 0;
                foreach (var colour in Enum.GetValues<Lamp>())
                    byColour += await query.Lines(one, on, new(Colour: colour)).CountAsync();
                Assert.Equal((whole, whole), (byUnit, byColour));
            }
            var asOf = await query.Lines(one, new(last, IsToday: false)).OrderBy(line => line.ProblemNumber).ThenBy(line => line.Number).ToListAsync();
            var live = await query.Lines(one, new(last, IsToday: true)).OrderBy(line => line.ProblemNumber).ThenBy(line => line.Number).ToListAsync();
            Assert.Equal(live.Select(line => (line.MeasureId, line.Class, line.RunsTo, line.AtWork)),
                asOf.Select(line => (line.MeasureId, line.Class, line.RunsTo, line.AtWork)));
            Assert.NotEmpty(live);
        });
    }

    private async Task<(Guid Id, DateOnly First, DateOnly Last)> MakeAsync(int seed)
    {
        var (random, first) = (new Random(seed), new DateOnly(2017, 9, 4));
        var people = new List<Person>();
        for (var n = 0; n < 4; n++)
            people.Add(await office.City.Clerk(n % 2 == 0 ? office.City.Station : office.City.Division));
        return await office.InDb(async db =>
        {
            var units = await db.Units.Where(unit => unit.Id == office.City.Station.Id || unit.Id == office.City.Division.Id
                || unit.Id == office.City.Bureau.Id)
                .OrderBy(unit => unit.Path).ToListAsync();
            var (day, at) = (first, office.Time.GetUtcNow().AddDays(-1));
            var register = Register.Draft(new(null, at, day), RegisterKind.Rectification, units[0], null, new($"random-{seed}", "随机", null, units[0]));
            db.Registers.Add(register);
            for (var step = 0; step < Steps; step++)
            {
                day = day.AddDays(random.Next(8) == 0 ? 1 : 0);
                var who = people[random.Next(people.Count)];
                var act = new Act(who.AccountId, at.AddSeconds(step), day);
                try
                {
                    Do(random, register, act, units, people, who);
                }
                catch (RefusedException)
                {
                    // Not now, or not by this one.
                }
            }
            await db.SaveChangesAsync();
            return (register.Id, first, day);
        });
    }

    private static void Do(Random random, Register register, Act act, List<Unit> units, List<Person> people, Person who)
    {
        if (register.Problems.Count < 4 && random.Next(6) == 0 || register.Problems.Count == 0)
            register.Add(act, new(Origin.Inspection, "问题", null, Aspect: new(random.Next(1, 4), "方面")));
        var problem = register.Problems[random.Next(register.Problems.Count)];
        if (problem.Measures.Count == 0 || problem.Measures.Count < MostMeasures && random.Next(8) == 0)
            problem.Add(act, new("措施", units[random.Next(units.Count)], people[0].Official!.Id, people[random.Next(people.Count)].Official!.Id,
                DeadlineClass.ByDate, act.LegalDay.AddDays(random.Next(30))));
        var measure = problem.Measures[random.Next(problem.Measures.Count)];
        var checker = new Checker(who.AccountId, who.Official!.Id, units[0].Id);
        switch (random.Next(14))
        {
            case 0: measure.Progress(act, "进展"); break;
            case 1 or 2: measure.Claim(act, "完成", "报告"); break;
            case 3: measure.Claim(act, "还差", "报告", act.LegalDay.AddDays(random.Next(1, 20))); break;
            case 4 or 5 or 6: measure.Pass(act, checker, "查阅"); break;
            case 7: measure.Return(act, checker, "不足"); break;
            case 8: measure.Reopen(act, "反弹", act.LegalDay.AddDays(random.Next(20)), Basis); break;
            case 9: measure.Extend(act, act.LegalDay.AddDays(random.Next(40)), Basis); break;
            case 10: problem.Solve(act, "已解决"); break;
            case 11: problem.Reopen(act, "反弹"); break;
            case 12: problem.Withhold(act, WithheldReason.Sensitive, "敏感", Basis); break;
            default: measure.TakeBack(act); break;
        }
    }
}
