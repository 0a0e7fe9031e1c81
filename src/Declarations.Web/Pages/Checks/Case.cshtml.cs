using Declarations.Data;
using Declarations.Reports;
using Declarations.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Checks;

/// <summary>One report as the office checks it: each interest with what was established, what the rules say now, every check, and open questions.</summary>
public sealed class CheckedCaseModel(CheckDesk desk, DeclarationsDb db) : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    public CheckedCase Case { get; private set; } = null!;
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();
    public IReadOnlyList<PolicyQuestion> Questions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        await desk.ViewedAsync(Case);
        return Page();
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.OpenAsync(Id) is not { } opened)
            return false;
        Case = opened;
        ViewData["Campaign"] = opened.Filing.Campaign;
        Questions = await db.PolicyQuestions.AsNoTracking().Where(question => question.ReportId == Id).OrderBy(question => question.AskedOn).ToListAsync();
        return true;
    }

    public async Task ShowAsync()
    {
        var ids = Case.Filing.File.Checks.Select(check => check.ByAccountId).ToList();
        Names = await db.Users.Where(account => ids.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.DisplayName);
    }
}
