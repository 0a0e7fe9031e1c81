using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Declarations.Auditing;
using Declarations.Handling;
using Declarations.Rules;

namespace Declarations.Reporting.CaseBooks;

/// <summary>
/// What a case says was decided: put off until a day, or a kind and a measure that one proposes and another confirms. It is carried out as the application does
/// it, and stops where that refuses.
/// </summary>
/// <param name="CasePage">The page of the individual case is there (说明5).</param>
/// <param name="ProposedBy">Any name; null: nobody proposes anything.</param>
internal sealed record CaseDecision(
    DisposalGround Ground, DisposalKind? Kind, DisposalMeasure? Measure, bool CasePage, string? ProposedBy, DateOnly? ProposedOn, DateOnly? DecidedOn,
    string? ConfirmedBy, DateOnly? ConfirmedOn, DateOnly? DeferredOn, DateOnly? DeferredUntil)
{
    public static CaseDecision Read(CaseNode node)
    {
        var by = node.Text("proposedBy");
        return new(node.Word<DisposalGround>("ground") ?? DisposalGround.Interest,
            by is null ? node.Word<DisposalKind>("kind") : node.Required("kind", node.Word<DisposalKind>("kind")),
            by is null ? node.Word<DisposalMeasure>("measure") : node.Required("measure", node.Word<DisposalMeasure>("measure")),
            node.Flag("casePage") ?? false, by, node.Day("proposedOn"), node.Day("decidedOn"), node.Text("confirmedBy"), node.Day("confirmedOn"),
            node.Day("deferredOn"), node.Day("deferredUntil"));
    }

    /// <returns>How it stands on the day, which refusal stopped it, and what the cell of Annex 3 holds.</returns>
    public JsonObject Carry(DateOnly day, IReadOnlyList<Determination> said)
    {
        var disposal = Disposal.For(Guid.Empty, Guid.Empty, Ground);
        string? refused = null;
        var begun = false;
        try
        {
            if (DeferredUntil is { } until)
            {
                disposal.Defer(By("office", DeferredOn ?? day), "—", until);
                begun = true;
            }
            if (ProposedBy is not null)
            {
                var page = CasePage ? "—" : null;
                disposal.Propose(By(ProposedBy, ProposedOn ?? day), null, new(Kind!.Value, Measure!.Value, "—", "—", DecidedOn ?? ProposedOn ?? day)
                { CaseFacts = page, CaseBasis = page, CaseOutcome = page }, said);
                begun = true;
            }
            if (ConfirmedBy is not null)
                disposal.Confirm(By(ConfirmedBy, ConfirmedOn ?? day));
        }
        catch (RefusedException no)
        {
            refused = no.Code;
        }
        return new()
        {
            ["state"] = begun ? Vocabulary.Write(disposal.State) : null,
            ["refused"] = refused,
            ["cell"] = disposal.State == DisposalState.Confirmed ? Vocabulary.Write(disposal.Kind) : "",
            ["needsCasePage"] = disposal.NeedsCasePage,
            ["overdue"] = disposal.IsOverdueOn(day),
        };
    }

    private static Act By(string name, DateOnly day) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)), new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.FromHours(8)), day);
}
