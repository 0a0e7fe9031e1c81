using Declarations.Access;
using Declarations.Data;
using Declarations.Registers;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Project;

/// <summary>
/// Problems that were handed up from a project: before the discipline team of the nearest unit at or above it, and after each 15 working days without an answer
/// before that of one level higher as well (G27).
/// </summary>
public sealed class EscalationWork(DeclarationsDb db, Viewer viewer, OfficeClock clock, WorkingDays calendar) : IWork
{
    private const int SilentDays = 15;

    private IQueryable<Declarations.Registers.Problem> Escalated => db.Problems.Where(problem => problem.EscalatedOn != null
        && problem.Register.Kind == RegisterKind.Consultation);

    public bool Concerns => viewer.Holds(Role.DisciplineTeam);
    public IQueryable<object>? Signs => Escalated;

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        var paths = viewer.PathsOf(Role.DisciplineTeam);
        var open = await Escalated.AsNoTracking().Include(problem => problem.Register.Unit)
            .Where(problem => paths.Any(path => problem.Register.Unit.Path.StartsWith(path))).OrderBy(problem => problem.EscalatedOn).Take(50).ToListAsync();
        var watching = await db.ActiveGrants().Where(grant => grant.Role == Role.DisciplineTeam).Select(grant => grant.Unit.Path).Distinct().ToListAsync();
        return [.. open.Where(problem => Reached(problem, watching).Any(paths.Contains)).Select(problem => new WorkItem("escalation",
            calendar.After(problem.EscalatedOn!.Value, SilentDays), problem.Register.Today(clock.Now), "diamond", "warn",
            Routes.To<ProjectModel>(problem.RegisterId)) { Of = problem.Register.Name, Name = $"{problem.Number}", InWorkingDays = true })];
    }

    /// <summary>Paths of the units whose teams it has reached by now, the nearest first.</summary>
    private IEnumerable<string> Reached(Declarations.Registers.Problem problem, IEnumerable<string> watching)
    {
        var above = watching.Where(problem.Register.Unit.IsUnder).OrderByDescending(path => path.Length).ToList();
        var (levels, silent, today) = (1, calendar.After(problem.EscalatedOn!.Value, SilentDays), problem.Register.Today(clock.Now));
        for (; silent < today && levels < above.Count; levels++)
            silent = calendar.After(silent, SilentDays);
        return above.Take(levels);
    }
}
