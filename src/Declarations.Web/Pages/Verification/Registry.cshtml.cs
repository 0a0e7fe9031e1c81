using Declarations.Data;
using Declarations.Jobs;
using Declarations.Verification;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Verification;

/// <summary>One import of company data: how far it has come, what it brought, and which cells could not be read.</summary>
public sealed class RegistryModel(DeclarationsDb db, Viewer viewer, JobRunner jobs) : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public RegistryImport Import { get; private set; } = null!;
    public Job? Job { get; private set; }
    public (int Done, int Total)? Progress => Job is null ? null : jobs.ProgressOf(Job);
    public bool IsNewest { get; private set; }
    public string? By { get; private set; }
    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<RegistryProblem> Problems { get; private set; } = [];
    public bool MayAct => viewer.MayAct();

    [WithoutForm]
    public async Task<IActionResult> OnPostCancelAsync()
    {
        if (Job is { EndedAt: null } job)
            await jobs.CancelAsync(db, job);
        return Redirect(Routes.To<RegistryModel>(Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (!viewer.MaySend(Request) || await db.RegistryImports.AsNoTracking().SingleOrDefaultAsync(import => import.Id == Id) is not { } found)
            return false;
        Import = found;
        Job = await db.Jobs.AsNoTracking().SingleOrDefaultAsync(job => job.SubjectId == Id);
        return true;
    }

    public async Task ShowAsync()
    {
        IsNewest = (await CrossChecker.NewestAsync(db)).Any(import => import.Id == Id);
        By = await db.Users.Where(account => account.Id == Import.ByAccountId).Select(account => account.DisplayName).SingleOrDefaultAsync();
        Paging = new Paging(Asked, Import.Problems.Count);
        Problems = [.. Import.Problems.Skip(Paging.Skip).Take(Paging.Size)];
    }
}
