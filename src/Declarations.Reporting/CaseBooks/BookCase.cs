using System.Text.Json;
using Declarations.Rules;

namespace Declarations.Reporting.CaseBooks;

/// <summary>One case: its facts in one of the three forms, and what is expected of them.</summary>
/// <param name="Facts">One set of facts per interest; one set when there is no interest; none in the form of head-counts.</param>
/// <param name="SeveralInterests">Written as an array of interests of one person.</param>
/// <param name="Stats">The form of head-counts; null in the others.</param>
/// <param name="Expected">Null: nothing is expected, the case is only computed.</param>
/// <param name="Unread">Paths in the input that mean nothing to the rules.</param>
public sealed record BookCase(
    string Id, string? Title, Regime Regime, IReadOnlyList<CaseFacts> Facts, bool SeveralInterests, HeadCount? Stats,
    JsonElement? Expected, IReadOnlyList<string> Clauses, IReadOnlyList<string> Unread)
{
    /// <summary>What was checked, oldest first; of an interest by its place among them.</summary>
    internal IReadOnlyList<Reports.Check> Checks { get; init; } = [];
    /// <summary>What was decided about the person; null: the case says nothing of it.</summary>
    internal CaseDecision? Decision { get; init; }
}

/// <summary>What came out of a case: in the words of the book, as determinations, and where it differs from what was expected.</summary>
public sealed record CaseResult(
    BookCase Case, Policy Policy, IReadOnlyList<Determination> Determinations, System.Text.Json.Nodes.JsonObject Actual,
    IReadOnlyList<CaseDifference> Differences)
{
    public bool Passed => Differences.Count == 0;
}

/// <param name="Path">Where in the output, e.g. "row.sectorCell".</param>
public sealed record CaseDifference(string Path, string Expected, string Actual);
