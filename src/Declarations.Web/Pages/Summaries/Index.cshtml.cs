using System.Globalization;
using Declarations.Auditing;
using Declarations.Reporting.Summaries;
using Declarations.Reporting.Workbooks;
using Declarations.Web.Language;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Summaries;

/// <summary>汇总表: the page is Annex 3, every cell opens the report behind it.</summary>
public sealed class SummaryModel(SummaryDesk desk, Words words) : PageModel
{
    /// <summary>Null: there is no campaign yet.</summary>
    public OpenSummary? Summary { get; private set; }
    public SummaryWords Annex { get; } = AnnexWords.Of(words);
    public Paging Paging { get; private set; } = new(1, 0);
    public SummaryTable Table { get; private set; } = null!;

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

    /// <summary>What a cell shows; empty where nobody has decided anything.</summary>
    public string Text(int column, SummaryOfficial official, SummaryInterest? interest) =>
        SummaryColumn.All[column].Value(official, interest!, Annex) switch
        {
            null => "",
            decimal wan => wan.ToString("0.00####", CultureInfo.InvariantCulture),
            var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    /// <summary>The line of the report that a cell comes from.</summary>
    public static string Href(int column, SummaryOfficial official, SummaryInterest interest)
    {
        var line = column switch
        {
            1 => "details.name",
            2 => "details.sex",
            3 => "details.post",
            4 => "details.rank",
            5 => "details.political",
            8 => Of("mode"),
            10 => Of("period"),
            11 => Of("content"),
            12 => Of("amount"),
            13 => Of("profit"),
            14 or 15 or 16 => Of("exit"),
            _ => $"s-interest.{interest.InterestId}",
        };
        return $"{Links.ReportView(official.ReportId)}#{line}";

        string Of(string field) => $"interest.{interest.InterestId}.{field}";
    }
}
