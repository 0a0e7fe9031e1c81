using Declarations.Rules;
using Declarations.Web.Access;
using Declarations.Web.Pages.Questions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Rulebook;

/// <summary>Every rule of a policy version in words: parameters, what it can find, and the clauses it rests on.</summary>
public sealed class RulebookModel(Viewer viewer) : PageModel
{
    public Policy Policy { get; private set; } = Policy.Zhuzhou2017;

    public IEnumerable<Citation> Citations => CitationsOf(Policy);
    /// <summary>Clauses that the office has explained to the viewer, and how often.</summary>
    public IReadOnlyDictionary<string, int> Explained { get; private set; } = new Dictionary<string, int>();

    public static IEnumerable<Citation> CitationsOf(Policy policy) => policy.Rules.SelectMany(rule => rule.Citations)
        .Concat(policy.CoolingOffTerms.Select(term => term.Source)).Distinct()
        .OrderBy(citation => citation.Document).ThenBy(citation => RuleText.Place(citation.Article), StringComparer.Ordinal);

    public async Task<IActionResult> OnGetAsync(string? version)
    {
        if (version is not null && Policies.Find(version) is not { })
            return NotFound();
        Policy = version is null ? Policy.Zhuzhou2017 : Policies.Find(version)!;
        if ((await viewer.LoadAsync()).Account is not null)
            Explained = await viewer.Explained().Where(each => each.Clause != null).GroupBy(each => each.Clause!)
                .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count);
        return Page();
    }
}
