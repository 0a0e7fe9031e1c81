using System.Globalization;
using Declarations.Reporting.Summaries;
using Declarations.Reporting.Workbooks;

namespace Declarations.Web.Pages.Summaries;

/// <summary>One page of a summary table, as it is shown.</summary>
/// <param name="Officials">In the whole table, like its <paramref name="Rows"/>.</param>
/// <param name="Campaign">Its cells open the reports, and the sheets of other installations, that they come from; null: they open nothing.</param>
public sealed record AnnexView(SummaryTable Table, SummaryWords Words, Paging Paging, int Officials, int Rows, string? Campaign)
{
    public bool Linked => Campaign is not null;

    /// <summary>What a cell shows; empty where nobody has decided anything.</summary>
    public string Text(int column, SummaryOfficial official, SummaryInterest? interest) =>
        SummaryColumn.All[column].Value(official, interest!, Words) switch
        {
            null => "",
            decimal wan => wan.ToString("0.00####", CultureInfo.InvariantCulture),
            var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    /// <summary>The line of the report that a cell comes from.</summary>
    public string Href(int column, SummaryOfficial official, SummaryInterest interest)
    {
        if (official.From is { } sheet)
            return Links.Sheet(Campaign!, sheet.Unit, sheet.Number);
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
