using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Registers;

/// <param name="Done">Of its measures, those struck off.</param>
public sealed record RegisterLine(Register Register, int Problems, int Measures, int Done, int Claims);

/// <summary>台账: the registers in the viewer's charge, those being drafted first, and the way to a new one.</summary>
public sealed class RegistersModel(Viewer viewer) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public RegisterKind? Kind { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<RegisterLine> Rows { get; private set; } = [];

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        var found = viewer.RegistersKept().AsNoTracking().Where(register => Kind == null || register.Kind == Kind);
        Paging = await Paging.OfAsync(Asked, found);
        var page = await found.Include(register => register.Unit).Include(register => register.Campaign)
            .OrderBy(register => register.Status == RegisterStatus.Drafting ? 0 : register.Status == RegisterStatus.Issued ? 1 : 2)
            .ThenByDescending(register => register.Id).Skip(Paging.Skip).Take(Paging.Size).ToListAsync();
        var ids = page.ConvertAll(register => register.Id);
        var problems = await viewer.Db.Problems.Where(problem => ids.Contains(problem.RegisterId)).GroupBy(problem => problem.RegisterId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(each => each.Key, each => each.Count);
        var measures = (await viewer.Db.Measures.Where(measure => ids.Contains(measure.RegisterId))
            .GroupBy(measure => new { measure.RegisterId, measure.Status }).Select(group => new
            {
                group.Key.RegisterId,
                group.Key.Status,
                Count = group.Count()
            }).ToListAsync()).ToLookup(each => each.RegisterId);
        Rows = page.ConvertAll(register => new RegisterLine(register, problems.GetValueOrDefault(register.Id),
            measures[register.Id].Where(each => each.Status != MeasureStatus.Withdrawn).Sum(each => each.Count),
            measures[register.Id].Where(each => each.Status == MeasureStatus.Cancelled).Sum(each => each.Count),
            measures[register.Id].Where(each => each.Status == MeasureStatus.Claimed).Sum(each => each.Count)));
        return true;
    }
}
