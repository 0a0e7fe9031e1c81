using Declarations.Registers;
using Declarations.Web.Language;

namespace Declarations.Web.Pages.Registers;

/// <summary>The template of tasks that a clean unit of a category starts from; the office edits, adds and withdraws. Official papers, in Chinese.</summary>
public static class CleanTasks
{
    private static readonly Words words = new(Words.Chinese);

    public static IReadOnlyList<string> Of(UnitCategory category) => [words[$"clean.task.{category}"], words["clean.tasks.open"], words["clean.tasks.teach"]];
}
