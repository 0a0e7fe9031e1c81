using Declarations.Reporting.Workbooks;
using Declarations.Web.Language;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Roster;

/// <summary>The empty roster file, in the language of the request; either language is read.</summary>
public sealed class TemplateModel(Words words) : PageModel
{
    private const int Notes = 8;

    public IActionResult OnGet()
    {
        var file = new MemoryStream();
        Write(words, file);
        file.Position = 0;
        Response.Headers.CacheControl = "no-store";
        return File(file, MediaTypes.Xlsx, words["roster.template-file"] + ".xlsx");
    }

    public static void Write(Words words, Stream output) => TemplateWorkbook.Write(
        [new(words["roster.sheet.people"], Columns(RosterColumn.People, words)), new(words["roster.sheet.units"], Columns(RosterColumn.Units, words))],
        words["roster.sheet.notes"], [.. Enumerable.Range(1, Notes).Select(n => words[$"roster.note.n{n}"])], words["roster.sheet.lists"], output);

    private static List<TemplateColumn> Columns(IEnumerable<RosterColumn> columns, Words words) =>
        [.. columns.Select(column => new TemplateColumn(
            words[$"roster.column.{column.Name}"], column.Width, column.Required, column.Content == ColumnContent.Day, Choices(column, words)))];

    private static List<string> Choices(RosterColumn column, Words words) => column.Content switch
    {
        ColumnContent.YesNo => [words["yes"], words["no"]],
        ColumnContent.Code => [.. Enum.GetValues(column.Codes!).Cast<Enum>().Select(words.Of)],
        _ => [],
    };
}
