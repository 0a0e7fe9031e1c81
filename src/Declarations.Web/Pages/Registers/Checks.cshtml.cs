using Declarations.Data;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Found = Declarations.Registers.Problem;

namespace Declarations.Web.Pages.Registers;

/// <summary>
/// What waits for somebody of the office to look at it. Preventive: measures against risks that are in place, each looked at again every year (G23).
/// </summary>
public enum WaitList { Claims, LookBacks, Preventive }

/// <summary>Claims that wait for their check, and problems struck off that are to be looked at again; the longest waiting first.</summary>
public sealed class ChecksModel(RegisterDesk registers, DeclarationsDb db, Viewer viewer, OfficeClock clock, WorkingDays calendar)
    : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public WaitList List { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public int Claimed { get; private set; }
    public int DueAgain { get; private set; }
    public int InPlace { get; private set; }
    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<(Measure Measure, DateOnly By, bool IsLate, bool IsMine)> Claims { get; private set; } = [];
    public IReadOnlyList<(Found Problem, bool IsDue)> LookBacks { get; private set; } = [];
    public IReadOnlyList<(Measure Measure, bool IsDue)> Preventive { get; private set; } = [];

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        var kept = viewer.RegistersKept().Select(register => register.Id);
        var claims = db.Measures.Where(measure => measure.Status == MeasureStatus.Claimed && kept.Contains(measure.RegisterId));
        var again = db.Problems.Where(problem => problem.LookBackOn != null && kept.Contains(problem.RegisterId));
        var inPlace = db.Measures.Where(measure => measure.LookBackOn != null && kept.Contains(measure.RegisterId));
        (Claimed, DueAgain, InPlace) = (await claims.CountAsync(), await again.CountAsync(), await inPlace.CountAsync());
        Paging = new Paging(Asked, List switch { WaitList.Claims => Claimed, WaitList.LookBacks => DueAgain, _ => InPlace });
        if (List == WaitList.Claims)
            Claims = [.. (await claims.Include(measure => measure.LeadUnit).Include(measure => measure.Person)
                .Include(measure => measure.Problem.Register.Campaign).Include(measure => measure.Problem.Register.Unit)
                .OrderBy(measure => measure.ClaimedOn).ThenBy(measure => measure.Id).Skip(Paging.Skip).Take(Paging.Size).ToListAsync()).Select(Waiting)];
        else if (List == WaitList.LookBacks)
            LookBacks = [.. (await again.Include(problem => problem.Register.Campaign).Include(problem => problem.Register.Unit)
                .OrderBy(problem => problem.LookBackOn).ThenBy(problem => problem.Id).Skip(Paging.Skip).Take(Paging.Size).ToListAsync())
                .Select(problem => (problem, problem.LookBackOn <= problem.Register.Today(clock.Now)))];
        else
            Preventive = [.. (await inPlace.Include(measure => measure.LeadUnit).Include(measure => measure.Problem.Register.Campaign)
                .OrderBy(measure => measure.LookBackOn).ThenBy(measure => measure.Id).Skip(Paging.Skip).Take(Paging.Size).ToListAsync())
                .Select(measure => (measure, measure.LookBackOn <= measure.Problem.Register.Today(clock.Now)))];
        return true;
    }

    private (Measure, DateOnly, bool, bool) Waiting(Measure measure)
    {
        var by = calendar.After(measure.ClaimedOn!.Value, Measure.CheckDays);
        return (measure, by, by < measure.Problem.Register.Today(clock.Now), measure.MayCheck(registers.Checker(measure.Problem.Register)));
    }
}
