using Declarations.Reporting.Workbooks;
using Declarations.Web.Language;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Summaries;

/// <summary>The summary table as a workbook for A3 paper. A read, and kept in the audit ledger like every opening of a report.</summary>
public sealed class DownloadModel(SummaryDesk desk, Words words) : PageModel
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public async Task<IActionResult> OnGetAsync([FromQuery] SummaryChoice choice)
    {
        if (!ModelState.IsValid)
            return BadRequest();
        if (await desk.OpenAsync(choice) is not { } summary)
            return NotFound();
        var file = new MemoryStream();
        SummaryWorkbook.Write(summary.Table, AnnexWords.Of(words), file);
        await desk.RecordDownloadAsync(summary);
        file.Position = 0;
        Response.Headers.CacheControl = "no-store";
        return File(file, Xlsx, $"{words["nav.summary"]}-{summary.Unit.Name}-{summary.Table.FilledOn:yyyyMMdd}.xlsx");
    }
}
