using Declarations.Rules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Rulebook;

/// <summary>Every rule of a policy version in words: parameters, what it can find, and the clauses it rests on.</summary>
public sealed class RulebookModel : PageModel
{
    public Policy Policy { get; private set; } = Policy.Zhuzhou2017;

    public IEnumerable<Citation> Citations => Policy.Rules.SelectMany(rule => rule.Citations)
        .Concat(Policy.CoolingOffTerms.Select(term => term.Source)).Distinct()
        .OrderBy(citation => citation.Document).ThenBy(citation => RuleText.Place(citation.Article), StringComparer.Ordinal);

    public IActionResult OnGet(string? version)
    {
        if (version is not null && Policies.Find(version) is not { })
            return NotFound();
        Policy = version is null ? Policy.Zhuzhou2017 : Policies.Find(version)!;
        return Page();
    }
}
