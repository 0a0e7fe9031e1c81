using System.Collections.Frozen;
using Declarations.Participation;
using static Declarations.LawDocument;
using static Declarations.Rules.FindingKind;

namespace Declarations.Rules;

/// <summary>Everything that the rules can find, in the order of the plan. A rule can emit nothing that is not listed here.</summary>
public static class FindingCodes
{
    private static readonly List<FindingCode> Registered = [];

    // 二: scope
    public static FindingCode PublicOfficial { get; } = Is("scope.public-official", Note, [Plan("二(一)"), Plan("二")]);
    public static FindingCode LeadingCadre { get; } = Is("scope.leading-cadre", Note, [Plan("二")]);
    public static FindingCode OffPostServes { get; } = Is("scope.off-post-serves", Note, [Plan("四1"), new(PersonalMatters2017, "2")]);
    public static FindingCode LeaverCovered { get; } = Is("scope.leaver-covered", Note, [Plan("二(三)"), Plan("二(四)"), new(CivilCode, "201-202")]);
    public static FindingCode LookbackOver { get; } =
        Is("scope.lookback-over", Clear, [Plan("二(三)"), Plan("二(四)"), new(CivilCode, "201-202"), new(CivilCode, "1259")]);
    public static FindingCode LeaverNotCovered { get; } = Is("scope.leaver-not-covered", Clear, [Plan("二(三)"), Plan("二(四)")]);
    public static FindingCode NotPublicOfficial { get; } = Is("scope.not-public-official", Clear, [Plan("二")]);
    public static FindingCode CoveredByOffice { get; } = Is("scope.covered-by-office", Note, [Plan("二")]);
    public static FindingCode OfficeUndecided { get; } = Is("scope.office-undecided", Question, [Plan("二")], todo: TodoCodes.DecideFiling);
    public static FindingCode CategoryUnknown { get; } = Is("scope.category-unknown", Question, [Plan("二")], todo: TodoCodes.CompleteRoster);
    public static FindingCode LeadingCadreUnknown { get; } = Is("scope.leading-cadre-unknown", Question, [Plan("二")], todo: TodoCodes.CompleteRoster);
    public static FindingCode StatusUnknown { get; } = Is("scope.status-unknown", Question, [Plan("二(三)"), Plan("二(四)")], todo: TodoCodes.CompleteRoster);
    public static FindingCode LeaveDayUnknown { get; } = Is("scope.leave-day-unknown", Question, [Plan("二(三)"), Plan("二(四)")], todo: TodoCodes.CompleteRoster);
    public static FindingCode LeaveDayContradicts { get; } =
        Is("scope.leave-day-contradicts", Question, [Plan("二(三)"), Plan("二(四)")], todo: TodoCodes.CompleteRoster);

    // 四5, 五(二)1-3: filing, signing, keeping
    public static FindingCode FileReport { get; } = Is("filing.report", Duty, [Plan("四5"), Plan("五(二)1"), Plan("五(二)3")], todo: TodoCodes.FileReport);
    public static FindingCode FileNil { get; } = Is("filing.nil", Duty, [Plan("四5"), Plan("五(二)1"), Plan("五(二)3")], todo: TodoCodes.FileNil);
    public static FindingCode ReportRelatives { get; } = Is("filing.relatives", Duty, [Plan("四5"), Plan("五(二)1")], todo: TodoCodes.ReportRelatives);
    public static FindingCode RelativesSilent { get; } = Is("filing.relatives-silent", Question, [Plan("四5"), Plan("五(二)1")], todo: TodoCodes.AskAgain);
    public static FindingCode LateReport { get; } = Is("filing.late", Note, [Plan("五(二)3")], Alert.LateReport);
    public static FindingCode Overdue { get; } = Is("filing.overdue", Duty, [Plan("五(二)3"), Plan("四6")], todo: TodoCodes.FileReport);
    public static FindingCode NotSubmittedWithReason { get; } = Is("filing.not-submitted-with-reason", Note, [Plan("五(二)1")]);
    public static FindingCode SubmittedInFuture { get; } = Is("filing.submitted-in-future", Question, [Plan("五(二)3")], todo: TodoCodes.SupplyFact);
    public static FindingCode SignedAsPlanned { get; } = Is("filing.signed-as-planned", Note, [Plan("五(二)2"), Plan("五(二)3")]);
    public static FindingCode SignedAbove { get; } = Is("filing.signed-above", Note, [Plan("五(二)2")]);
    public static FindingCode SignerUnknown { get; } = Is("filing.signer-unknown", Question, [Plan("五(二)2")], todo: TodoCodes.CompleteRoster);
    public static FindingCode CityManagedUnknown { get; } = Is("filing.city-managed-unknown", Question, [Plan("五(二)3")], todo: TodoCodes.CompleteRoster);

    // 二(二), 四2: whose interest it is
    public static FindingCode HeldByNominee { get; } = Is("relatives.held-by-nominee", Note, [Plan("四1"), Plan("四3"), Plan("四5")]);
    public static FindingCode OutsideRelation { get; } =
        Is("relatives.outside-relation", Clear, [Plan("四2"), new(FamilyRelationCodes, "10-39")], Alert.NomineeCheck, TodoCodes.CheckNominee);
    public static FindingCode RelativesNotAsked { get; } =
        Is("relatives.not-asked", Clear, [Plan("五(二)1"), Plan("四2"), Plan("二(二)")], Alert.NomineeCheck, TodoCodes.CheckNominee);
    public static FindingCode RelativesDependOnRank { get; } =
        Is("relatives.depend-on-rank", Question, [Plan("四2"), Plan("二(二)"), Plan("二")], todo: TodoCodes.CompleteRoster);
    public static FindingCode RelationEndedDuringCampaign { get; } =
        Is("relatives.ended-during-campaign", Question, [Plan("四2"), Plan("四5")], Alert.ShamExitSuspected, TodoCodes.Review);
    public static FindingCode OwnerUnknown { get; } =
        Is("relatives.owner-unknown", Question, [Plan("四1"), Plan("四2")], Alert.NomineeCheck, TodoCodes.SupplyFact);
    public static FindingCode RelationContradicts { get; } =
        Is("relatives.relation-contradicts", Question, [Plan("四2"), new(FamilyRelationCodes, "10-39")], todo: TodoCodes.SupplyFact);

    // 四1-2: what taking part is
    public static FindingCode ListedShares { get; } =
        Is("participation.listed-shares", Clear, [new(PartyDiscipline2015, "88"), Plan("四1"), Plan("四2"), Plan("四3")], Alert.ListedExcluded);
    public static FindingCode ListedGainedByOffice { get; } = Is("participation.listed-gained-by-office", Question,
        [new(PartyDiscipline2015, "88"), Plan("四1"), Plan("四2"), Plan("四3")], Alert.BriberyCheck, TodoCodes.OpenClue);
    public static FindingCode ListedContradicts { get; } =
        Is("participation.listed-contradicts", Question, [new(PartyDiscipline2015, "88"), Plan("四1"), Plan("四2"), Plan("四3")], todo: TodoCodes.SupplyFact);
    public static FindingCode ListedEquityUnclear { get; } =
        Is("participation.listed-equity-unclear", Question, [new(PartyDiscipline2015, "88"), Plan("四1"), Plan("四2"), Plan("四3")], todo: TodoCodes.SupplyFact);
    public static FindingCode OrdinaryEmployment { get; } = Is("participation.ordinary-employment", Clear, [Plan("四2")]);
    public static FindingCode OwnEmployment { get; } = Is("participation.own-employment", Question, [Plan("四1"), Plan("四2")], todo: TodoCodes.Review);
    public static FindingCode OwnStateEmployer { get; } = Is("participation.own-state-employer", Clear, [Plan("四1"), Plan("四2")]);
    public static FindingCode RelativesStatePost { get; } = Is("participation.relatives-state-post", Question, [Plan("四2")], todo: TodoCodes.Review);
    public static FindingCode StateEmployerUnclear { get; } =
        Is("participation.state-employer-unclear", Question, [Plan("四1"), Plan("四2")], todo: TodoCodes.Review);
    public static FindingCode SoeBusinessUnclear { get; } =
        Is("participation.soe-business-unclear", Question, [Plan("四1"), Plan("四2")], todo: TodoCodes.SupplyFact);
    public static FindingCode ModeUnknown { get; } =
        Is("participation.mode-unknown", Question, [Plan("四1"), Plan("四2"), Plan("四3")], todo: TodoCodes.SupplyFact);
    public static FindingCode DryShare { get; } =
        Is("participation.dry-share", Note, [Plan("四1"), Plan("四2"), Plan("四3"), Plan("四4")], Alert.BriberyCheck, TodoCodes.CheckBribery);
    public static FindingCode DisguisedLoan { get; } = Is("participation.disguised-loan", Note, [Plan("四1"), Plan("四2"), Plan("四3")]);

    // 三1-6, 说明2: sectors
    public static IReadOnlyDictionary<Sector, FindingCode> InSector { get; } = new Dictionary<Sector, FindingCode>
    {
        [Sector.Mining] = Is("sector.mining", Note, [Plan("三1")]),
        [Sector.Sand] = Is("sector.sand", Note, [Plan("三2")]),
        [Sector.Fishery] = Is("sector.fishery", Note, [Plan("三3")]),
        [Sector.SmallHydro] = Is("sector.small-hydro", Note, [Plan("三4")]),
        [Sector.Fireworks] = Is("sector.fireworks", Note, [Plan("三5")]),
        [Sector.Hazchem] = Is("sector.hazchem", Note, [Plan("三6")]),
    }.ToFrozenDictionary();
    /// <summary>Activities that the clause of a sector leaves to 其他类.</summary>
    public static IReadOnlyDictionary<Sector, FindingCode> LeftOut { get; } = new Dictionary<Sector, FindingCode>
    {
        [Sector.Fishery] = Is("sector.pond-left-out", Note, [Plan("三3"), Annex3("说明2")]),
        [Sector.SmallHydro] = Is("sector.large-hydro-left-out", Note, [Plan("三4"), Annex3("说明2")]),
        [Sector.Fireworks] = Is("sector.fireworks-retail-left-out", Note, [Plan("三5"), Annex3("说明2")]),
        [Sector.Hazchem] = Is("sector.hazchem-transport-left-out", Note, [Plan("三6"), Annex3("说明2")]),
    }.ToFrozenDictionary();
    public static FindingCode OtherSector { get; } = Is("sector.other", Note, [Annex3("说明2")]);
    public static FindingCode SectorUnknown { get; } = Is("sector.unknown", Question, [Annex3("说明2")], todo: TodoCodes.SupplyFact);
    public static FindingCode SectorContradicts { get; } = Is("sector.contradicts", Question, [Annex3("说明2")], todo: TodoCodes.SupplyFact);

    // 二(一): professional-technical staff
    public static FindingCode Exempt { get; } = Is("exemption.granted", FindingKind.Exempt, [Plan("二(一)"), Innovation("一至四")]);
    public static FindingCode NotInstitution { get; } = Is("exemption.not-institution", Note, [Plan("二(一)"), Plan("二")]);
    public static FindingCode NotTechnicalPost { get; } = Is("exemption.not-technical-post", Note, [Plan("二(一)")]);
    public static FindingCode NotApproved { get; } = Is("exemption.not-approved", Note, [Plan("二(一)"), Innovation("一至四")]);
    public static FindingCode NoAgreement { get; } = Is("exemption.no-agreement", Note, [Plan("二(一)"), Innovation("一至四")]);
    public static FindingCode NotProfessionRelated { get; } = Is("exemption.not-profession-related", Note, [Plan("二(一)"), Innovation("一至四")]);
    public static FindingCode TermNotBegun { get; } = Is("exemption.term-not-begun", Note, [Plan("二(一)"), Innovation("一至四")]);
    public static FindingCode TermOver { get; } = Is("exemption.term-over", Question, [Plan("二(一)"), Innovation("三")], todo: TodoCodes.Review);
    public static FindingCode BegunBeforeTerm { get; } = Is("exemption.begun-before-term", Question, [Plan("二(一)"), Innovation("一至四")], todo: TodoCodes.Review);
    public static FindingCode HeldForAnother { get; } = Is("exemption.held-for-another", Question, [Plan("二(一)"), Innovation("一至四")], todo: TodoCodes.Review);
    public static FindingCode DoublePost { get; } = Is("exemption.double-post", Question, [Plan("二(一)"), Innovation("一至四")], todo: TodoCodes.Review);
    public static FindingCode ExemptionFactsMissing { get; } =
        Is("exemption.facts-missing", Question, [Plan("二(一)"), Innovation("一至四")], todo: TodoCodes.SupplyFact);

    // 一, 二(一): old and new participation
    public static FindingCode EndedBeforePlan { get; } =
        Is("timing.ended-before-plan", Question, [Plan("二(一)"), Plan("二(二)"), Plan("二(三)"), Plan("二(四)")], Alert.EndedBeforePlan, TodoCodes.Review);
    public static FindingCode BegunDuringCampaign { get; } =
        Is("timing.begun-during-campaign", Note, [Plan("一"), Plan("四1"), Plan("四2"), Plan("四3")], Alert.StartedDuringCampaign);
    public static FindingCode BegunAfterDeadline { get; } = Is("timing.begun-after-deadline", Note, [Plan("一"), Plan("四6")], Alert.StartedAfterDeadline);
    public static FindingCode DatesContradict { get; } =
        Is("timing.dates-contradict", Question, [Plan("二(一)"), Plan("二(二)"), Plan("二(三)"), Plan("二(四)"), Plan("四5")], todo: TodoCodes.SupplyFact);

    // 四3: cooling-off
    public static FindingCode CoolingOffPeriod { get; } = Is("cooling-off.period", Note, [Plan("四3"), new(CivilCode, "201-202")]);
    public static FindingCode CoolingOffBreached { get; } = Is("cooling-off.breached", Ban, [Plan("四3"), Plan("二(三)"), Plan("二(四)")], todo: TodoCodes.Exit);
    public static FindingCode CoolingOffLapsed { get; } = Is("cooling-off.lapsed", Note, [Plan("四3")], Alert.CooldownLapsed);
    public static FindingCode CoolingOffKept { get; } = Is("cooling-off.kept", Clear, [Plan("四3")]);
    public static FindingCode RelatednessUnknown { get; } = Is("cooling-off.relatedness-unknown", Question, [Plan("四3")], todo: TodoCodes.Review);
    public static FindingCode OverlapUnknown { get; } = Is("cooling-off.overlap-unknown", Question, [Plan("四3")], todo: TodoCodes.SupplyFact);
    public static FindingCode PeriodUnknown { get; } = Is("cooling-off.period-unknown", Question, [Plan("四3")], todo: TodoCodes.CompleteRoster);
    public static FindingCode NoCoolingOffText { get; } =
        Is("cooling-off.no-text", Question, [Plan("四3"), new(ResignedOfficialsOpinions2017, "二")], todo: TodoCodes.Review);
    public static FindingCode RelatedEmployment { get; } = Is("cooling-off.related-employment", Question, [Plan("四3")], todo: TodoCodes.Review);
    public static FindingCode BegunInService { get; } = Is("cooling-off.begun-in-service", Question, [Plan("四1"), Plan("四3")], todo: TodoCodes.Review);

    // 四1, 四2, 四4: what is forbidden
    public static FindingCode NoInterest { get; } = Is("prohibition.no-interest", Clear, [Plan("四5")]);
    public static FindingCode NilNotTruthful { get; } = Is("prohibition.nil-not-truthful", Question, [Plan("四5"), Plan("五(三)")], todo: TodoCodes.Review);
    public static FindingCode PlanSelf { get; } = Is("prohibition.plan-self", Ban, [Plan("四1"), Plan("二(一)")], todo: TodoCodes.Exit);
    public static FindingCode PlanRelative { get; } = Is("prohibition.plan-relative", Ban, [Plan("四2"), Plan("二(二)")], todo: TodoCodes.RelativeExit);
    public static FindingCode StatuteOtherSector2005 { get; } =
        Is("prohibition.other-sector-2005", Ban, [new(AdministrativeSanctions2007, "27"), new(CivilServantLaw2005, "53")], todo: TodoCodes.Exit);
    public static FindingCode StatuteOtherSector2018 { get; } =
        Is("prohibition.other-sector-2018", Ban, [new(AdministrativeSanctions2007, "27"), new(CivilServantLaw2018, "59(16)")], todo: TodoCodes.Exit);
    public static FindingCode OtherSectorReview { get; } = Is(
        "prohibition.other-sector-review", Question, [Annex3("说明2"), Plan("二(一)"), Plan("二(二)"), new(InstitutionSanctions2012, "18")], todo: TodoCodes.Review);
    public static FindingCode SoeStaffBusiness { get; } = Is("prohibition.soe-staff-business", Question, [Plan("四1"), Plan("二")], todo: TodoCodes.Review);
    public static FindingCode LeaversRelative { get; } =
        Is("prohibition.leavers-relative", Question, [Plan("二(二)"), Plan("二(三)"), Plan("四2")], todo: TodoCodes.Review);
    public static FindingCode LeaverNotCivilServant { get; } =
        Is("prohibition.leaver-not-civil-servant", Question, [Plan("二(三)"), Plan("四3")], todo: TodoCodes.Review);
    public static FindingCode GainForOthers { get; } = Is("prohibition.gain-for-others", Question, [Plan("四4")], todo: TodoCodes.OpenClue);

    // 四5, 说明3: exit
    public static FindingCode ExitDue { get; } = Is("exit.due", Duty, [Plan("四5"), Plan("五(二)3")], todo: TodoCodes.Exit);
    public static FindingCode ExitProposed { get; } = Is("exit.proposed", Note, [Annex3("说明3(3)")]);
    public static FindingCode ExitAgreed { get; } = Is("exit.agreed", Duty, [Annex3("说明3(3)")], todo: TodoCodes.KeepAgreedDate);
    public static FindingCode AgreedAfterPlanEnd { get; } = Is("exit.agreed-after-plan-end", Note, [Annex3("说明3(3)"), Plan("五(四)")], Alert.AgreedAfterPlanEnd);
    public static FindingCode AgreedOverdue { get; } = Is("exit.agreed-overdue", Note, [Annex3("说明3(3)"), Plan("四6")], Alert.AgreedExitOverdue);
    public static FindingCode NoExitNoDate { get; } = Is("exit.no-date", Note, [Annex3("说明3(3)"), Plan("四5")], Alert.NotExitedNoDate, TodoCodes.FixExitDate);
    public static FindingCode ExitInFuture { get; } = Is("exit.in-future", Question, [Plan("四5")], todo: TodoCodes.SupplyFact);
    public static FindingCode ExitEffective { get; } = Is("exit.effective", Clear, [Plan("四5"), Annex3("说明3(1)"), Annex3("说明3(2)"), Annex3("说明3(3)")]);
    public static FindingCode ExitAfterVerification { get; } = Is("exit.after-verification", Note, [Annex3("说明3(2)"), Annex3("说明3(3)")]);
    public static FindingCode RegistryUnchanged { get; } = Is("exit.registry-unchanged", Note, [Plan("四5")], Alert.ShamExitSuspected, TodoCodes.SupplyEvidence);
    public static FindingCode TransferredToFamily { get; } =
        Is("exit.transferred-to-family", Note, [Plan("四5"), Plan("四2")], Alert.ShamExitSuspected, TodoCodes.Exit);
    public static FindingCode BenefitKept { get; } = Is("exit.benefit-kept", Note, [Plan("四5")], Alert.ShamExitSuspected, TodoCodes.Exit);
    public static FindingCode UndoExit { get; } = Is("exit.undo", Duty, [Plan("四5"), Plan("五(二)3")], todo: TodoCodes.UndoExit);
    public static FindingCode RelatedTransferee { get; } = Is("exit.related-transferee", Question, [Plan("四5")], Alert.RelatedTransferee, TodoCodes.Review);
    public static FindingCode EvidenceMissing { get; } = Is("exit.evidence-missing", Question, [Plan("四5")], Alert.EvidenceMissing, TodoCodes.SupplyEvidence);
    public static FindingCode PriceAboveMarket { get; } =
        Is("exit.price-above-market", Note, [Plan("四5"), new(ContractInterpretation2009, "19")], Alert.PriceAboveMarket, TodoCodes.Review);
    public static FindingCode PricePremiumRelated { get; } =
        Is("exit.price-premium-related", Question, [Plan("四5"), new(ContractInterpretation2009, "19")], Alert.PriceReview, TodoCodes.Review);
    public static FindingCode PriceLow { get; } = Is("exit.price-low", Note, [Plan("四5"), new(ContractInterpretation2009, "19")]);
    public static FindingCode ExitToBeFiled { get; } = Is("exit.to-be-filed", Duty, [Plan("四5")], todo: TodoCodes.FileExit);
    public static FindingCode ExitFiled { get; } = Is("exit.filed", Note, [Plan("四5")]);

    // 五(二)3, 五(三), 四6: leniency
    public static FindingCode LeniencyStillOpen { get; } = Is("leniency.still-open", Note, [Plan("五(二)3")], todo: TodoCodes.ReportAndExitInTime);
    public static FindingCode ExemptFromDiscipline { get; } = Is("leniency.exempt-discipline", Note, [Plan("五(二)3")]);
    public static FindingCode MayBeMitigated { get; } = Is("leniency.mitigate", Note, [Plan("五(二)3")]);
    public static FindingCode ReportedAfterTip { get; } = Is("leniency.reported-after-tip", Note, [Plan("五(二)3")], todo: TodoCodes.Review);
    public static FindingCode TruthfulnessUnknown { get; } = Is("leniency.truthfulness-unknown", Question, [Plan("五(二)3")], todo: TodoCodes.Verify);
    public static FindingCode TruthfulnessContradicted { get; } =
        Is("leniency.truthfulness-contradicted", Question, [Plan("五(二)3"), Annex3("说明4")], todo: TodoCodes.Verify);
    public static FindingCode ExitInQuestion { get; } = Is("leniency.exit-in-question", Question, [Plan("五(二)3"), Plan("四5")], todo: TodoCodes.Verify);
    public static FindingCode PriceAgainstPlan { get; } = Is("leniency.price-against-plan", Note, [Plan("四5"), Plan("五(二)3")]);
    public static FindingCode ReportConditionMissed { get; } = Is("leniency.report-condition-missed", Note, [Plan("五(二)3")]);
    public static FindingCode ExitConditionMissed { get; } = Is("leniency.exit-condition-missed", Note, [Plan("五(二)3")]);
    public static FindingCode StricterReading { get; } = Is("leniency.stricter-reading", Note, [Plan("五(三)"), Plan("四6")], todo: TodoCodes.Review);
    public static FindingCode Untruthful { get; } = Is("leniency.untruthful", Note, [Plan("五(二)3"), Plan("五(三)")]);
    public static FindingCode RefusedOrDelayed { get; } = Is("leniency.refused-or-delayed", Note, [Plan("四6")]);
    public static FindingCode Obstructed { get; } = Is("leniency.obstructed", Note, [Plan("四6")]);
    public static FindingCode Concealed { get; } = Is("leniency.concealed", Note, [Plan("四6"), Plan("五(三)")]);
    public static FindingCode DefiantOffence { get; } = Is("leniency.defiant-offence", Note, [Plan("一"), Plan("四6")]);
    public static FindingCode AgreedDateMissed { get; } = Is("leniency.agreed-date-missed", Note, [Plan("四6"), Annex3("说明3(3)")]);
    public static FindingCode ShamExit { get; } = Is("leniency.sham-exit", Note, [Plan("四5"), Plan("四6")]);
    public static FindingCode SuspectedCrime { get; } = Is("leniency.suspected-crime", Note, [Plan("四6")], todo: TodoCodes.Refer);

    // 说明4: verification
    public static FindingCode Confirmed { get; } = Is("verification.confirmed", Note, [Annex3("说明4")]);
    public static FindingCode Differs { get; } = Is("verification.differs", Note, [Annex3("说明4"), Plan("五(二)3")]);
    public static FindingCode NotVerified { get; } = Is("verification.open", Note, [Annex3("说明4")], todo: TodoCodes.Verify);

    public static IReadOnlyList<FindingCode> All => Registered;

    /// <summary>Every clause that a finding can cite: the words must have a text for each.</summary>
    public static IReadOnlyList<Citation> Citations { get; } =
        [.. Registered.SelectMany(code => code.Citations).Concat(CoolingOffTerm.ByLeaveDay.Select(term => term.Source)).Distinct()];

    private static FindingCode Is(string code, FindingKind kind, Citation[] citations, Alert? alert = null, string? todo = null)
    {
        var finding = new FindingCode(code, kind, citations, alert, todo);
        Registered.Add(finding);
        return finding;
    }

    private static Citation Plan(string article) => new(LawDocument.Plan, article);
    private static Citation Annex3(string article) => new(PlanAnnex3, article);
    private static Citation Innovation(string article) => new(InnovationOpinions2017, article);
}
