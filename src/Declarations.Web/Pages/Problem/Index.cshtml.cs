using Declarations.Web.Door;
using Declarations.Web.Language;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Problem;

/// <summary>Every answer that is not the page asked for: what happened, what was kept, what to do next.</summary>
[IgnoreAntiforgeryToken]
public sealed class ProblemModel(Words words) : PageModel
{
    public int Status { get; private set; }
    public string Sentence { get; private set; } = "";

    public void OnGet(int status) => Show(status);
    public void OnPost(int status) => Show(status);

    private void Show(int status)
    {
        Status = Words.Has($"problem.{status}.title") ? status : 400;
        Sentence = Refusals.Of(HttpContext) is { } refusal
            ? words["refused." + refusal.Code, [.. refusal.Arguments]]
            : words[$"problem.{Status}.text"];
    }
}
