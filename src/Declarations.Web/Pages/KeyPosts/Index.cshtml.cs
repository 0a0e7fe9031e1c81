using Declarations.Access;
using Declarations.Data;
using Declarations.Integrity;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Clues;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.KeyPosts;

/// <summary>Bare: without a risk, or with a risk for which nothing is done.</summary>
public enum KeyPostList { All, Due, Bare, Ended }

/// <param name="Level">The worst of its risks; null: none is written down.</param>
public sealed record KeyPostLine(KeyPost Post, RiskLevel? Level, int Risks, int Measures);

/// <summary>Somebody who holds a post of a unit and no key post: the office decides whether it is one (F22).</summary>
public sealed record ProposedPost(string Unit, string UnitName, string Staff, string Name, string? Post);

/// <summary>关键岗位: posts with power, who holds them, and how bad their risks are. Heads read those of their units.</summary>
public sealed class KeyPostsModel(RiskSheet sheet, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, IShown
{
    private const int MostProposed = 10;

    [BindProperty(SupportsGet = true)] public KeyPostList List { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public bool MayKeep { get; private set; }
    public DateOnly Today => clock.Today;
    public IReadOnlyDictionary<KeyPostList, int> Counts { get; private set; } = new Dictionary<KeyPostList, int>();
    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<KeyPostLine> Rows { get; private set; } = [];
    public IReadOnlyList<ProposedPost> Proposed { get; private set; } = [];

    public async Task<IActionResult> OnGetExcelAsync()
    {
        var file = new MemoryStream();
        await sheet.WriteAsync(file);
        file.Position = 0;
        return File(file, MediaTypes.Xlsx, $"{words["key-posts.sheet"]}.xlsx");
    }

    public async Task ShowAsync()
    {
        await viewer.LoadAsync();
        MayKeep = await viewer.MayAsync(Permission.KeepRegisters);
        var (posts, risks, soon) = (viewer.KeyPostsRead().AsNoTracking(), viewer.Risks(), Today.AddDays(KeyPost.ReviewDays));
        var active = posts.Where(post => post.EndedOn == null);
        var lists = new Dictionary<KeyPostList, IQueryable<KeyPost>>
        {
            [KeyPostList.All] = active,
            [KeyPostList.Due] = active.Where(post => post.ReviewFor != RiskTrigger.ReviewDue || post.ReviewBy <= soon),
            [KeyPostList.Bare] = active.Where(post => !risks.Any(risk => risk.KeyPostId == post.Id)
                || risks.Any(risk => risk.KeyPostId == post.Id && risk.Measures.All(measure => measure.Status == MeasureStatus.Withdrawn))),
            [KeyPostList.Ended] = posts.Where(post => post.EndedOn != null),
        };
        var counts = new Dictionary<KeyPostList, int>();
        foreach (var (list, each) in lists)
            counts[list] = await each.CountAsync();
        (Counts, Paging) = (counts, new Paging(Asked, counts[List]));
        var page = await lists[List].Include(post => post.Unit).Include(post => post.Holder).OrderBy(post => post.ReviewBy).ThenBy(post => post.Id)
            .Skip(Paging.Skip).Take(Paging.Size).ToListAsync();
        var ids = page.ConvertAll(post => (Guid?)post.Id);
        var found = (await risks.Where(risk => ids.Contains(risk.KeyPostId)).Select(risk => new
        {
            risk.KeyPostId,
            risk.Level,
            Measures = risk.Measures.Count(measure => measure.Status != MeasureStatus.Withdrawn),
        }).ToListAsync()).ToLookup(risk => risk.KeyPostId!.Value);
        Rows = page.ConvertAll(post => new KeyPostLine(post, found[post.Id].Min(risk => risk.Level), found[post.Id].Count(),
            found[post.Id].Sum(risk => risk.Measures)));
        if (MayKeep && List == KeyPostList.All)
            await ProposeAsync();
    }

    private async Task ProposeAsync()
    {
        var (paths, keyPosts) = (viewer.PathsOfOffice(), db.KeyPosts);
        Proposed = await db.ActivePosts().Where(post => !keyPosts.Any(key => key.HolderId == post.OfficialId && key.EndedOn == null))
            .Join(db.Units, post => post.UnitId, unit => unit.Id, (post, unit) => new { post.OfficialId, Unit = unit })
            .Where(each => paths.Any(path => each.Unit.Path.StartsWith(path)))
            .Join(db.Officials, each => each.OfficialId, official => official.Id, (each, official) => new { each.Unit, Official = official })
            .OrderBy(each => each.Unit.Path).ThenBy(each => each.Official.StaffNumber).Take(MostProposed)
            .Select(each => new ProposedPost(each.Unit.Code, each.Unit.Name, each.Official.StaffNumber, each.Official.Name, each.Official.Post)).ToListAsync();
    }
}
