using Declarations.Data;
using Declarations.Integrity;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Pages.Registers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Found = Declarations.Registers.Problem;

namespace Declarations.Web.Pages.KeyPosts;

/// <summary>One key post: its powers and who holds it, its risks with what prevents them, and what was found elsewhere that names it.</summary>
public sealed class KeyPostModel(DeclarationsDb db, Viewer viewer, OfficeClock clock) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    public KeyPost Post { get; private set; } = null!;
    public bool MayKeep { get; private set; }
    public DateOnly Today => clock.Today;
    public DateTimeOffset Now => clock.Now;
    public IReadOnlyList<Found> Risks { get; private set; } = [];
    /// <summary>The worst of its risks.</summary>
    public RiskLevel? Level => Risks.Min(risk => risk.Level);
    /// <summary>Who has held it, the last first.</summary>
    public IReadOnlyList<KeyPostTerm> Terms { get; private set; } = [];
    public IReadOnlyList<Found> Findings { get; private set; } = [];
    /// <summary>Registers of risks that take another one in.</summary>
    public IReadOnlyList<Register> Registers { get; private set; } = [];

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.KeyPostsRead().AsNoTracking().Include(post => post.Unit).Include(post => post.Holder).SingleOrDefaultAsync(post => post.Id == Id)
            is not { } post)
            return false;
        (Post, MayKeep) = (post, await viewer.KeyPostsKept().AnyAsync(each => each.Id == Id));
        Risks = await viewer.RisksRead().AsNoTracking().Where(risk => risk.KeyPostId == Id).Include(risk => risk.Register.Campaign)
            .Include(risk => risk.Measures).ThenInclude(measure => measure.LeadUnit)
            .Include(risk => risk.Measures).ThenInclude(measure => measure.Person).OrderBy(risk => risk.Number).ToListAsync();
        Terms = [.. KeyPostTerm.Of(await db.KeyPostHoldings.AsNoTracking().Include(each => each.Holder).Where(each => each.KeyPostId == Id).ToListAsync())
            .Reverse()];
        Findings = await db.Problems.AsNoTracking().Include(problem => problem.Register).ThenInclude(register => register.Campaign)
            .Where(problem => problem.KeyPostId == Id && problem.Register.Kind != RegisterKind.Risk && problem.Register.Kind != RegisterKind.Clue
            && problem.Register.Status != RegisterStatus.Drafting).OrderByDescending(problem => problem.Id).Take(20).ToListAsync();
        if (MayKeep)
            Registers = await viewer.RegistersKept().AsNoTracking().Where(register => register.Kind == RegisterKind.Risk
                && register.Status != RegisterStatus.Closed && post.Unit.Path.StartsWith(register.Unit.Path)).OrderByDescending(register => register.Id).Take(3)
                .ToListAsync();
        return true;
    }
}
