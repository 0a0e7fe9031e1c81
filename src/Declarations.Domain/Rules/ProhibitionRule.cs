using Declarations.Participation;
using Declarations.Roster;

namespace Declarations.Rules;

/// <summary>All that the clauses say of one interest, gathered before any verdict.</summary>
internal sealed record InterestReading(
    Ownership Ownership, Participation Participation, SectorReading Sector, Exemption Exemption, Timing Timing)
{
    /// <summary>What bears on the case: of business that is nobody's concern here, only why, and what is odd about it.</summary>
    public IEnumerable<Finding> Findings => this switch
    {
        { Ownership.Covered: false } =>
            [.. Ownership.Findings, .. Participation.Findings.Where(f => f.Kind != FindingKind.Question || f.Facts.Contains(Fact.GainedByOffice))],
        { Participation.Counts: false } => [.. Ownership.Findings, .. Participation.Findings],
        _ => [.. Ownership.Findings, .. Participation.Findings, .. Sector.Findings, .. Exemption.Findings, .. Timing.Findings],
    };
}

internal sealed record Prohibition(Verdict Verdict, ProhibitionBasis? Basis, RequiredAction Action, DateOnly? ExitBy, IReadOnlyList<Finding> Findings)
{
    public bool ExitRequired => Action is RequiredAction.ReportAndExit or RequiredAction.ReportAndRelativeExit;
}

/// <summary>四1-4: what the person, and what a leading cadre's family, must not do. What is unknown goes to a person.</summary>
internal static class ProhibitionRule
{
    public static Prohibition Apply(CaseFacts facts, Policy policy, Scope scope, CoolingOff coolingOff, InterestReading? reading)
    {
        var prohibition = scope.InScope switch
        {
            false => OutOfScope(facts, reading),
            _ when scope.Contradictory => Review(),
            null => Review(),
            true when reading is null => NoInterest(facts),
            _ => Interest(facts, policy, scope, coolingOff, reading!),
        };
        // 四4 cannot be decided from a report: a verifier or a clue says so, and a person looks (E31).
        if (facts.Handling.GainForOthers == true && scope.InScope != false)
        {
            var settled = prohibition.Verdict is Verdict.Prohibited ? prohibition : Review([.. prohibition.Findings]);
            return settled with { Findings = [.. settled.Findings, FindingCodes.GainForOthers.Because(Fact.GainForOthers)] };
        }
        return prohibition;
    }

    /// <summary>Ordinary staff of a state enterprise do not file, but 四1 names them: related private business is looked at (E4, E5).</summary>
    private static Prohibition OutOfScope(CaseFacts facts, InterestReading? reading)
    {
        var soeStaff = facts.Subject is { Category: PersonCategory.SoeStaffOther, Status: not (ServiceStatus.Resigned or ServiceStatus.Retired) };
        var own = reading is { Ownership.Covered: not false, Participation.Counts: not false, Sector.Sector: not Sector.Other };
        return soeStaff && own
            ? Review(FindingCodes.SoeStaffBusiness.Because(Fact.Category, Fact.Sector, Fact.EntityType))
            : new(Verdict.OutOfScope, null, RequiredAction.None, null, []);
    }

    private static Prohibition NoInterest(CaseFacts facts) => facts.Timeline is { Truthful: false } or { Found: true }
        ? Review(FindingCodes.NilNotTruthful.Because(Fact.Truthful, Fact.FoundByVerification, Fact.FoundByTip))
        : new(Verdict.NoInterest, null, RequiredAction.ReportNil, null, [FindingCodes.NoInterest.Because(Fact.Interest)]);

    private static Prohibition Interest(CaseFacts facts, Policy policy, Scope scope, CoolingOff coolingOff, InterestReading reading)
    {
        var (ownership, participation, sector, exemption, timing) = reading;
        if (facts.Interest is { Mode: null or ParticipationMode.ListedShares, GainedByOffice: true })
            return Review();
        if (ownership.Covered == false || participation.Counts == false)
            return new(Verdict.NotProhibited, null, RequiredAction.None, null, []);
        if (ownership.Covered is null || participation.Counts is null || scope.Left is null || timing.Contradictory)
            return Review();
        if (ownership.Whose == Whose.EndedDuringCampaign)
            return Review();
        if (scope.Left == true)
            return Leaver(policy, scope, coolingOff, ownership, timing);
        if (exemption.State == ExemptionState.Granted)
            return new(Verdict.Exempt, null, RequiredAction.ReportOnly, null, []);
        if (exemption.State == ExemptionState.Unclear || timing.EndedBefore || sector.Sector is null)
            return Review();
        return ownership.Whose == Whose.Self
            ? Self(facts, policy, scope, sector.Sector.Value, timing)
            : sector.Sector == Sector.Other
                ? Review(FindingCodes.OtherSectorReview.Because(Fact.Sector, Fact.Holder).Without(LawDocument.InstitutionSanctions2012))
                : Ban([FindingCodes.PlanRelative.Because(Fact.Holder, Fact.Sector, Fact.Mode)], ProhibitionBasis.PlanRelative,
                    RequiredAction.ReportAndRelativeExit, policy, timing);
    }

    private static Prohibition Self(CaseFacts facts, Policy policy, Scope scope, Sector sector, Timing timing)
    {
        if (sector != Sector.Other)
            return Ban([FindingCodes.PlanSelf.Because(Fact.Holder, Fact.Sector, Fact.Mode)], ProhibitionBasis.PlanSelf, RequiredAction.ReportAndExit, policy,
                timing);
        // Outside the six sectors a civil servant is bound by statute, others by their own rules, which a person weighs (E15, E32).
        if (scope.CivilServant != true)
            return Review(Of(FindingCodes.OtherSectorReview, LawDocument.InstitutionSanctions2012, facts, PersonCategory.InstitutionStaff));
        // The law in force when it was done: of what goes on, that of the day looked at.
        var done = Earlier(facts.AsOf, facts.Interest!.EndedOn ?? facts.Timeline.ExitCompletedOn);
        var statute = done < CoolingOffTerm.Law2018From ? FindingCodes.StatuteOtherSector2005 : FindingCodes.StatuteOtherSector2018;
        return Ban([Of(statute, LawDocument.AdministrativeSanctions2007, facts, PersonCategory.CivilServant)],
            ProhibitionBasis.LawOtherSector, RequiredAction.ReportAndExit, policy, timing);
    }

    /// <summary>Cites a text only where it speaks of the person's category (E32).</summary>
    private static Finding Of(FindingCode code, LawDocument text, CaseFacts facts, PersonCategory category)
    {
        var finding = code.Because(Fact.Category, Fact.Sector, Fact.Mode);
        return facts.Subject.Category == category ? finding : finding.Without(text);
    }

    private static DateOnly Earlier(DateOnly day, DateOnly? other) => other < day ? other.Value : day;

    /// <summary>四3 bans civil servants only; leavers of enterprises and institutions, and leavers' families, go to a person (E8).</summary>
    private static Prohibition Leaver(Policy policy, Scope scope, CoolingOff coolingOff, Ownership ownership, Timing timing)
    {
        if (ownership.Whose != Whose.Self)
            return Review(FindingCodes.LeaversRelative.Because(Fact.Status, Fact.Holder));
        if (scope.CivilServant != true)
            return Review(FindingCodes.LeaverNotCivilServant.Because(Fact.Category, Fact.Status));
        if (timing.EndedBefore || coolingOff.Breached is null)
            return Review();
        if (coolingOff.Breached == false)
            return new(Verdict.NotProhibited, null, RequiredAction.ReportOnly, null, []);
        var ban = Ban([], ProhibitionBasis.PlanCooldown, RequiredAction.ReportAndExit, policy, timing);
        // Once the period is over the breach remains, but there is nothing left to exit from.
        return coolingOff.Lapsed ? ban with { Action = RequiredAction.ReportOnly, ExitBy = null } : ban;
    }

    private static Prohibition Ban(
        IReadOnlyList<Finding> because, ProhibitionBasis basis, RequiredAction action, Policy policy, Timing timing)
    {
        List<Finding> findings = [.. because];
        if (timing.BegunDuring)
            findings.Add(FindingCodes.BegunDuringCampaign.Because(Fact.StartedOn));
        if (timing.BegunAfter)
            findings.Add(FindingCodes.BegunAfterDeadline.Because(Fact.StartedOn));
        return new(Verdict.Prohibited, basis, action, policy.ReportAndExitBy, findings);
    }

    private static Prohibition Review(params Finding[] findings) => new(Verdict.Review, null, RequiredAction.ManualReview, null, findings);
}
