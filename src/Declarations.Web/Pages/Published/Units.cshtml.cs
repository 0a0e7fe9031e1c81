using Declarations.Data;
using Declarations.Registers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Published;

/// <summary>清廉单元: those that were given a grade, and those that it was taken from, each with the document of the decision; for anybody.</summary>
public sealed class PublishedUnitsModel(DeclarationsDb db) : PageModel
{
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public Paging Paging { get; private set; } = new(1, 0);
    /// <summary>With the newest decision.</summary>
    public IReadOnlyList<(Register Register, RegisterEntry? Decision)> Units { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var graded = db.Registers.AsNoTracking().Where(register => register.Grade != null && register.Grade != CleanGrade.Building);
        Paging = await Paging.OfAsync(Asked, graded);
        var page = await graded.Include(register => register.Unit).OrderByDescending(register => register.Year).ThenBy(register => register.Category)
            .ThenBy(register => register.Id).Skip(Paging.Skip).Take(Paging.Size).ToListAsync();
        var ids = page.ConvertAll(register => register.Id);
        var decisions = (await db.RegisterEntries.AsNoTracking().Where(entry => ids.Contains(entry.RegisterId) && entry.Kind == EntryKind.Awarded)
            .OrderBy(entry => entry.At).ThenBy(entry => entry.Place).ToListAsync()).ToLookup(entry => entry.RegisterId);
        Units = page.ConvertAll(register => (register, decisions[register.Id].LastOrDefault()));
    }
}
