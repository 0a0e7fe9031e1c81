using Declarations.Data;
using Declarations.Integrity;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Integrity;

/// <summary>Opinions that wait for the viewer's body; opinions; what the viewer wrote down.</summary>
public enum IntegrityList { ToSign, Opinions, Mine }

/// <summary>谈话教育: what an office writes into integrity files, and the opinions that wait for a second signer. A file itself is opened elsewhere.</summary>
public sealed class IntegrityModel(DeclarationsDb db, Viewer viewer) : PageModel, IShown
{
    [BindProperty(SupportsGet = true)] public IntegrityList List { get; set; } = IntegrityList.Mine;
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public IReadOnlyDictionary<IntegrityList, int> Counts { get; private set; } = new Dictionary<IntegrityList, int>();
    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<(IntegrityEntry Entry, EntryState State)> Rows { get; private set; } = [];
    /// <summary>Entries about people in the viewer's charge that stand.</summary>
    public IReadOnlyList<(IntegrityKind Kind, int Count)> ByKind { get; private set; } = [];

    public async Task ShowAsync()
    {
        await viewer.LoadAsync();
        var me = viewer.AccountId;
        var lists = new Dictionary<IntegrityList, IQueryable<IntegrityEntry>>
        {
            [IntegrityList.ToSign] = viewer.OpinionsToSign(),
            [IntegrityList.Opinions] = viewer.EntriesRead().Where(entry => entry.Kind == IntegrityKind.Opinion),
            [IntegrityList.Mine] = viewer.EntriesRead().Where(entry => entry.ByAccountId == me),
        };
        var counts = new Dictionary<IntegrityList, int>();
        foreach (var (list, entries) in lists)
            counts[list] = await entries.CountAsync();
        (Counts, Paging) = (counts, new Paging(Asked, counts[List]));
        var page = await lists[List].AsNoTracking().Include(entry => entry.Official.Unit).OrderByDescending(entry => entry.On)
            .ThenByDescending(entry => entry.Id).Skip(Paging.Skip).Take(Paging.Size).ToListAsync();
        var answers = await db.AnswersToAsync(page);
        Rows = page.ConvertAll(entry => (entry, entry.State(answers[entry.Id])));
        ByKind = [.. (await db.IntegrityEntries.StandingOf(viewer.EntriesInCharge()).GroupBy(entry => entry.Kind)
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync()).OrderBy(each => each.Key).Select(each => (each.Key, each.Count))];
    }
}
