using Declarations.Web.Door;
using Declarations.Web.Language;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Problem;

/// <summary>Every answer that is not the page asked for: what happened, what was kept, what to do next.</summary>
[IgnoreAntiforgeryToken]
public sealed class ProblemModel(Words words) : PageModel
{
    public string Title { get; private set; } = "";
    public string Sentence { get; private set; } = "";

    public void OnGet(int status) => Show(status, "text");

    /// <summary>After a failure nobody knows whether what was sent is stored, so the page says how to see it.</summary>
    public void OnPost(int status) =>
        Show(status, status == StatusCodes.Status500InternalServerError || Refusals.DatabaseIsLost(HttpContext) ? "sent" : "text");

    private void Show(int status, string text)
    {
        var kind = Refusals.DatabaseIsLost(HttpContext) ? "lost" : Words.Has($"problem.{status}.title") ? $"{status}" : "400";
        Title = words[$"problem.{kind}.title"];
        Sentence = Refusals.Of(HttpContext) is { } refusal
            ? words["refused." + refusal.Code, [.. refusal.Arguments]]
            : words[$"problem.{kind}.{text}"];
    }
}
