using Declarations.Access;
using Declarations.Bulletins;
using Declarations.Data;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Pages.Registers;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.MyMeasures;

/// <summary>Measures in the viewer's charge, circulars to confirm, and, for the office, claims that wait for their check.</summary>
public sealed class MeasureWork(DeclarationsDb db, CircularDesk circulars, ReconcileDesk lists, NoticeDesk notices, LettersToMe letters, Viewer viewer,
    OfficeClock clock, WorkingDays calendar) : IWork
{
    /// <summary>Of each kind; the lists hold the others.</summary>
    private const int Most = 10;

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        var items = new List<WorkItem>();
        if (await viewer.MayAsync(Permission.DoMeasures))
        {
            var mine = await viewer.MeasuresOwned().AsNoTracking().Include(measure => measure.Problem.Register.Campaign)
                .Where(measure => measure.Status == MeasureStatus.Open || measure.Status == MeasureStatus.Basic).OrderBy(measure => measure.DueOn).Take(Most)
                .ToListAsync();
            items.AddRange(mine.Select(measure => new WorkItem("measure", measure.RunsTo, measure.Problem.Register.Today(clock.Now),
                "file-text", "now", Routes.To<MyMeasureModel>(measure.Id))
            { Campaign = measure.Problem.Register.Campaign, Of = measure.Problem.Register.Title, Name = $"{measure.Problem.Number}.{measure.Number}" }));
            items.AddRange((await lists.WaitingAsync()).Select(each => new WorkItem("reconcile", null, each.Register.Today(clock.Now), "file-text", "now",
                $"{Routes.To<ReconcileModel>(each.Register.Id)}?unit={each.Unit.Code}")
            { Of = each.Register.Name, Count = each.Open, Name = each.Unit.Name }));
            items.AddRange((await notices.ToApprove.AsNoTracking().Where(notice => notice.Status == BulletinStatus.Draft).OrderBy(notice => notice.Id)
                .Take(Most).ToListAsync()).Select(notice => new WorkItem("notice", null, clock.Today, "eye", "now", Routes.To<ApproveNoticeModel>(notice.Id))
                { Of = notice.Unit.Name, Name = notice.Title }));
            if ((await letters.OpenAsync()).Count(letter => letter.Late) is > 0 and var late)
                items.Add(new("late-checks", null, clock.Today, "octagon", "bad", Routes.To<MyMeasuresModel>()) { Count = late });
            var waiting = await circulars.Waiting.AsNoTracking().OrderBy(each => each.Id).Take(Most).ToListAsync();
            var activities = await circulars.OfAsync(waiting);
            items.AddRange(waiting.Select(each => (each.Id, Circular: activities[each.ActivityId])).Select(each => new WorkItem("circular", null,
                each.Circular.Register.Today(clock.Now), "eye", "now", Routes.To<CircularModel>(each.Id))
            { Campaign = each.Circular.Register.Campaign, Name = each.Circular.Title }));
        }
        if (!await viewer.MayAsync(Permission.KeepRegisters))
            return items;
        var claims = await db.Measures.Where(measure => measure.Status == MeasureStatus.Claimed
                && viewer.RegistersKept().Select(register => register.Id).Contains(measure.RegisterId))
            .GroupBy(measure => measure.RegisterId)
            .Select(group => new { group.Key, Count = group.Count(), Since = group.Min(measure => measure.ClaimedOn) }).ToDictionaryAsync(each => each.Key);
        var ids = claims.Keys.ToList();
        var registers = await db.Registers.AsNoTracking().Include(register => register.Campaign).Where(register => ids.Contains(register.Id)).ToListAsync();
        items.AddRange(registers.Select(register => new WorkItem("claims", calendar.After(claims[register.Id].Since!.Value, Measure.CheckDays),
            register.Today(clock.Now), "eye", "now", Routes.To<RegisterModel>(register.Id))
        { Campaign = register.Campaign, Of = register.Title, Count = claims[register.Id].Count, InWorkingDays = true }));
        return items;
    }
}
