using Declarations.Participation;
using Declarations.Roster;

namespace Declarations.Rules;

internal enum ExemptionState { NotClaimed, Granted, Refused, Unclear }

internal sealed record Exemption(ExemptionState State, IReadOnlyList<Finding> Findings);

/// <summary>
/// 二(一): professional-technical staff of public institutions in one of the four ways, with approval and agreement,
/// in their own profession, within the term (E16), and not through or for somebody else (E41). One missing refuses it; what a person must weigh leaves it
/// unclear.
/// </summary>
internal static class ExemptionRule
{
    public static Exemption Apply(CaseFacts facts, Policy policy, Scope scope)
    {
        if (facts.Subject.Innovation is not { } innovation)
            return new(ExemptionState.NotClaimed, []);
        var subject = facts.Subject;
        List<Finding> missing =
        [
            .. Fails(subject.Category is { } category && category != PersonCategory.InstitutionStaff, FindingCodes.NotInstitution, Fact.Category),
            .. Fails(subject.PostType is { } post && post != PostType.ProfessionalTechnical, FindingCodes.NotTechnicalPost, Fact.PostType),
            .. Fails(innovation.UnitApproved == false, FindingCodes.NotApproved, Fact.UnitApproved),
            .. Fails(innovation.AgreementSigned == false, FindingCodes.NoAgreement, Fact.AgreementSigned),
            .. Fails(innovation.ProfessionRelated == false, FindingCodes.NotProfessionRelated, Fact.ProfessionRelated),
            .. Fails(innovation.From > facts.AsOf, FindingCodes.TermNotBegun, Fact.InnovationFrom),
        ];
        if (missing.Count > 0)
            return new(ExemptionState.Refused, missing);

        var lastDay = TermLastDay(innovation, policy);
        List<Finding> unclear =
        [
            .. Unknown(subject, innovation, scope),
            .. Fails(lastDay < facts.AsOf, FindingCodes.TermOver, Fact.InnovationFrom, Fact.InnovationTo).Select(f => f with { On = lastDay }),
            .. Fails(IsHeldForAnother(facts.Interest!), FindingCodes.HeldForAnother, Fact.Holder, Fact.BeneficialOwner, Fact.Mode),
            .. Fails(facts.Interest?.StartedOn < innovation.From, FindingCodes.BegunBeforeTerm, Fact.StartedOn, Fact.InnovationFrom),
            .. Fails(scope.LeadingCadre == true || subject.HoldsLeadingPost == true || subject.LeadingMember == true,
                FindingCodes.DoublePost, Fact.Rank, Fact.HoldsLeadingPost, Fact.LeadingMember),
        ];
        return unclear.Count > 0
            ? new(ExemptionState.Unclear, unclear)
            : new(ExemptionState.Granted, [FindingCodes.Exempt
            .Because(Fact.Category, Fact.PostType, Fact.InnovationMode, Fact.UnitApproved) with { On = lastDay }]);
    }

    private static bool IsHeldForAnother(InterestFacts interest) => interest.Mode == ParticipationMode.Nominee
        || (interest.BeneficialOwner is not null && interest.BeneficialOwner != interest.Holder);

    /// <summary>The agreed end; leave of post to start a business never lasts longer than the Opinions allow.</summary>
    private static DateOnly? TermLastDay(InnovationFacts innovation, Policy policy)
    {
        DateOnly? longest = innovation is { Mode: InnovationMode.LeaveStartup, From: { } from } ? Period.LastDay(from, policy.LeaveStartupYears) : null;
        return innovation.To is { } to && !(to > longest) ? to : longest;
    }

    private static IEnumerable<Finding> Unknown(SubjectFacts subject, InnovationFacts innovation, Scope scope)
    {
        (bool Known, string Fact)[] needed =
        [
            (subject.Category is not null, Fact.Category), (subject.PostType is not null, Fact.PostType),
            (subject.HoldsLeadingPost is not null, Fact.HoldsLeadingPost), (subject.LeadingMember is not null, Fact.LeadingMember),
            (scope.LeadingCadre is not null, Fact.Rank), (innovation.Mode is not null, Fact.InnovationMode),
            (innovation.UnitApproved is not null, Fact.UnitApproved), (innovation.AgreementSigned is not null, Fact.AgreementSigned),
            (innovation.ProfessionRelated is not null, Fact.ProfessionRelated), (innovation.From is not null, Fact.InnovationFrom),
        ];
        string[] unknown = [.. needed.Where(need => !need.Known).Select(need => need.Fact)];
        return Fails(unknown.Length > 0, FindingCodes.ExemptionFactsMissing, unknown);
    }

    private static IEnumerable<Finding> Fails(bool failed, FindingCode code, params string[] facts) =>
        failed ? [code.Because(facts)] : [];
}
