using Declarations.Access;
using Declarations.Data;
using Declarations.Registers;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Registers;

/// <summary>Claims that wait for the office's check, by register.</summary>
public sealed class ClaimWork(DeclarationsDb db, Viewer viewer, OfficeClock clock, WorkingDays calendar) : IWork
{
    private IQueryable<Measure> Claimed => db.Measures.Where(measure => measure.Status == MeasureStatus.Claimed
        && viewer.RegistersKept().Select(register => register.Id).Contains(measure.RegisterId));

    public bool Concerns => viewer.May(Permission.KeepRegisters);
    public IQueryable<object>? Signs => Claimed;

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        var claims = await Claimed.GroupBy(measure => measure.RegisterId)
            .Select(group => new { group.Key, Count = group.Count(), Since = group.Min(measure => measure.ClaimedOn) }).ToDictionaryAsync(each => each.Key);
        var ids = claims.Keys.ToList();
        var registers = await db.Registers.AsNoTracking().Include(register => register.Campaign).Where(register => ids.Contains(register.Id)).ToListAsync();
        return [.. registers.Select(register => new WorkItem("claims", calendar.After(claims[register.Id].Since!.Value, Measure.CheckDays),
            register.Today(clock.Now), "eye", "now", Routes.To<RegisterModel>(register.Id))
        { Campaign = register.Campaign, Of = register.Title, Count = claims[register.Id].Count, InWorkingDays = true })];
    }
}
