using Declarations.Data;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Pages.Sheets;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.MyMeasures;

/// <param name="Open">Lines that are not done.</param>
public sealed record ToReconcile(Register Register, Unit Unit, int Open);

/// <summary>Which lists of open lines a head confirms each month.</summary>
public sealed class ReconcileDesk(DeclarationsDb db, Viewer viewer, OfficeClock clock)
{
    private static readonly MeasureStatus[] Open = [MeasureStatus.Open, MeasureStatus.Claimed, MeasureStatus.Basic];

    private IQueryable<Register> Issued => db.Registers.Where(register => register.Code != null && register.Status == RegisterStatus.Issued
        && register.Campaign!.ErasedOn == null);

    /// <summary>Of units that the viewer heads.</summary>
    public IQueryable<Measure> OpenLines
    {
        get
        {
            var headed = viewer.UnitsHeaded();
            return db.Measures.Where(measure => headed.Contains(measure.LeadUnitId) && Open.Contains(measure.Status)
                && Issued.Select(register => register.Id).Contains(measure.RegisterId));
        }
    }

    public async Task<(Register Register, Unit Unit)?> FindAsync(Guid id, string? code)
    {
        var headed = viewer.UnitsHeaded();
        var units = await db.Units.Where(unit => headed.Contains(unit.Id) && db.Measures.Any(measure => measure.LeadUnitId == unit.Id
            && measure.RegisterId == id)).OrderBy(unit => unit.Path).ToListAsync();
        var unit = string.IsNullOrEmpty(code) ? units.FirstOrDefault() : units.Find(each => each.Code == code);
        return unit is not null && await Issued.Include(register => register.Campaign).SingleOrDefaultAsync(register => register.Id == id) is { } register
            ? (register, unit) : null;
    }

    public Task<List<Measure>> LinesAsync(Guid register, Guid unit) => db.Measures.AsNoTracking().Include(measure => measure.Problem)
        .Include(measure => measure.Person).Where(measure => measure.RegisterId == register && measure.LeadUnitId == unit
        && Open.Contains(measure.Status)).OrderBy(measure => measure.Problem.Number).ThenBy(measure => measure.Number).ToListAsync();

    /// <summary>Once a month.</summary>
    /// <param name="confirmed">Newest first.</param>
    public static bool IsDue(IReadOnlyList<RegisterEntry> confirmed, DateOnly today) =>
        confirmed.Count == 0 || (confirmed[0].On.Year, confirmed[0].On.Month) != (today.Year, today.Month);

    /// <summary>What the viewer has not confirmed this month.</summary>
    public async Task<IReadOnlyList<ToReconcile>> WaitingAsync()
    {
        var lines = await OpenLines.GroupBy(measure => new { measure.RegisterId, measure.LeadUnitId })
            .Select(group => new { group.Key.RegisterId, group.Key.LeadUnitId, Count = group.Count() })
            .Join(db.Registers.AsNoTracking().Include(register => register.Campaign), each => each.RegisterId, register => register.Id,
                (each, Register) => new { Register, each.LeadUnitId, each.Count })
            .Join(db.Units.AsNoTracking(), each => each.LeadUnitId, unit => unit.Id, (each, Unit) => new { each.Register, Unit, each.Count }).ToListAsync();
        var ids = lines.ConvertAll(each => each.Register.Id);
        var last = (await db.RegisterEntries.Where(entry => ids.Contains(entry.RegisterId) && entry.Kind == EntryKind.Reconciled)
            .GroupBy(entry => new { entry.RegisterId, entry.UnitId }).Select(group => new
            {
                group.Key.RegisterId,
                group.Key.UnitId,
                On = group.Max(entry => entry.On)
            }).ToListAsync()).ToDictionary(each => (each.RegisterId, each.UnitId!.Value), each => each.On);
        return [.. lines.Where(each => !last.TryGetValue((each.Register.Id, each.Unit.Id), out var on)
                || each.Register.Today(clock.Now) is var today && (on.Year, on.Month) != (today.Year, today.Month))
            .Select(each => new ToReconcile(each.Register, each.Unit, each.Count))
            .OrderBy(each => each.Register.Id).ThenBy(each => each.Unit.Path, StringComparer.Ordinal)];
    }
}
