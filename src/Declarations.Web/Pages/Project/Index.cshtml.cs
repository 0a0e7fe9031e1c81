using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Project;

/// <summary>廉洁会商: the projects that the viewer keeps, or supervises.</summary>
public sealed class ProjectsModel(Viewer viewer) : PageModel, IShown
{
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<(Register Register, int Parties, int Open)> Rows { get; private set; } = [];

    public async Task ShowAsync()
    {
        await viewer.LoadAsync();
        var projects = viewer.Projects().AsNoTracking();
        Paging = await Paging.OfAsync(Asked, projects);
        var page = await projects.Include(register => register.Unit).Include(register => register.Campaign).OrderByDescending(register => register.Id)
            .Skip(Paging.Skip).Take(Paging.Size).ToListAsync();
        var ids = page.ConvertAll(register => register.Id);
        var parties = await viewer.Db.Parties.Where(party => ids.Contains(party.RegisterId)).GroupBy(party => party.RegisterId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(each => each.Key, each => each.Count);
        var open = await viewer.Db.Problems.Where(problem => ids.Contains(problem.RegisterId) && problem.Status == ProblemStatus.Open)
            .GroupBy(problem => problem.RegisterId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(each => each.Key, each => each.Count);
        Rows = page.ConvertAll(register => (register, parties.GetValueOrDefault(register.Id), open.GetValueOrDefault(register.Id)));
    }
}
