using Declarations.Data.Tips;
using Declarations.Reporting.Workbooks;
using Declarations.Tips;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Tips;

/// <summary>Statistics of the desk over whole months; what is fewer than three is hidden.</summary>
public sealed class TipFiguresModel(TipRoom room, TipDesk desk, Words words) : PageModel, ILoaded
{
    /// <summary>Any day of the month.</summary>
    [BindProperty(SupportsGet = true)] public DateOnly? From { get; set; }
    [BindProperty(SupportsGet = true)] public DateOnly? To { get; set; }

    public DateOnly First { get; private set; }
    public DateOnly Last { get; private set; }
    public TipFigures Figures { get; private set; } = null!;

    public IActionResult OnGetExcel()
    {
        var output = new MemoryStream();
        BoardWorkbook.Write(words["tips.figures"], words["tips.figures"], $"{First:yyyy-MM} – {Last:yyyy-MM}. {words["tips.figures-lead"]}",
            [new(words["tips.question"], 30), new(words["tips.answer"], 40), new(words["tips.count"], 12, Centered: true)],
            Rows().Select(row => (IReadOnlyList<string?>)[row.Question, row.Answer, row.Count]), output);
        return File(output.ToArray(), MediaTypes.Xlsx, $"tips-{First:yyyyMM}-{Last:yyyyMM}.xlsx");
    }

    public async Task<bool> LoadAsync()
    {
        if (!await room.LoadAsync() || room.Desks.Count == 0)
            return false;
        var today = room.Day.On;
        Last = MonthOf(To is { Year: >= 2000 and <= 2199 } to ? to : today);
        First = MonthOf(From is { Year: >= 2000 and <= 2199 } from && from <= Last.AddMonths(1) ? from : Last.AddMonths(-11));
        Figures = await desk.FiguresAsync(room.Desks, First, Last);
        return true;

        static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);
    }

    /// <summary>In the reader's words: question, answer, how many.</summary>
    public IEnumerable<(string Question, string Answer, string Count)> Rows() => Figures.Figures.SelectMany(figure => figure.Cells.Select(cell =>
        (words["tips.figure-" + figure.Name], AnswerOf(figure.Name, cell.Name), cell.Count is { } count ? $"{count}" : words["tips.few"])));

    private string AnswerOf(string figure, string name) => figure switch
    {
        "month" => name,
        "channel" => words.Of(Enum.Parse<TipChannel>(name)),
        "kind" => words.Of(Enum.Parse<TipKind>(name)),
        "topic" when Enum.TryParse<TopicCategory>(name, out var category) => words.Of(category),
        "outcome" when Enum.TryParse<TipResult>(name, out var result) => words.Of(result),
        "outcome" when Enum.TryParse<DeclineReason>(name, out var reason) => words.Of(reason),
        "rating" when Enum.TryParse<Rating>(name, out var rating) => words.Of(rating),
        _ => words["tips.cell-" + name],
    };
}
