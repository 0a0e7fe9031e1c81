using Declarations.Auditing;
using Declarations.Reporting.Summaries;
using Declarations.Reporting.Workbooks;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Summaries;

/// <summary>汇总表: the page is Annex 3, every cell opens the report behind it.</summary>
[KeepsStatements]
public sealed class SummaryModel(SummaryDesk desk, Words words) : PageModel
{
    /// <summary>Null: there is no campaign yet.</summary>
    public OpenSummary? Summary { get; private set; }
    public SummaryWords Annex { get; } = AnnexWords.Of(words);
    public Paging Paging { get; private set; } = new(1, 0);
    public SummaryTable Table { get; private set; } = null!;
    public AnnexView View => new(Table, Annex, Paging, Summary!.Officials, Summary.Rows, Summary.Campaign.Code);

    public async Task<IActionResult> OnGetAsync([FromQuery] SummaryChoice choice, [FromQuery(Name = Paging.Key)] int page = 1)
    {
        Summary = await desk.OpenAsync(choice);
        if (Summary is null)
            return choice.Campaign is null ? Page() : NotFound();
        ViewData["Campaign"] = Summary.Campaign;
        Paging = new Paging(page, Summary.Officials);
        Table = await desk.TableAsync(Summary, Paging);
        if (Summary.Officials > 0)
            await desk.RecordAsync(Summary, AuditAction.SummaryRead);
        return Page();
    }
}
