using Declarations.Participation;

namespace Declarations.Rules;

/// <summary>One version of the policy: the dates, periods and thresholds that the rules read. Campaigns pin its code.</summary>
public sealed record Policy(string Version)
{
    public required DateOnly StartsOn { get; init; }
    public required DateOnly EndsOn { get; init; }
    public required DateOnly ReportAndExitBy { get; init; }
    public required DateOnly CityManagedBy { get; init; }
    /// <summary>Last day of 整治查处: later exits are not exits in verification (说明3(2)).</summary>
    public required DateOnly VerifiedBy { get; init; }
    /// <summary>Leavers in scope, whole years (plan 二(三)(四)).</summary>
    public int LookbackYearsLeadingCadre { get; init; } = 3;
    public int LookbackYearsOthers { get; init; } = 2;
    /// <summary>Cooling-off, whole years (plan 四3).</summary>
    public int CooldownYearsLeadingMember { get; init; } = 3;
    public int CooldownYearsOthers { get; init; } = 2;
    /// <summary>The texts that set a cooling-off; of those that apply to a leaver the longer period wins (E10).</summary>
    public IReadOnlyList<CoolingOffTerm> CoolingOffTerms { get; init; } = CoolingOffTerm.ByLeaveDay;
    /// <summary>Price divided by appraised value above which a sale is clearly above market (E22).</summary>
    public decimal PriceAboveMarketRatio { get; init; } = 1.3m;
    /// <summary>Below this a price is odd, though the plan names only high ones (E22).</summary>
    public decimal PriceLowRatio { get; init; } = 0.7m;
    /// <summary>Largest single plant that is small hydropower, kW.</summary>
    public decimal SmallHydroMaxKw { get; init; } = SectorClassifier.LargestSmallHydroKw;
    /// <summary>Longest leave of post to start a business, whole years (人社部规〔2017〕4号 三).</summary>
    public int LeaveStartupYears { get; init; } = 3;

    /// <summary>The rules of this version, one entry each, with clauses and parameters: what a page about the policy shows.</summary>
    public IReadOnlyList<RuleEntry> Rules => RuleEntry.Of(this);

    /// <summary>The Zhuzhou plan of 2017 with the statutes in force on the day a person left (E10).</summary>
    public static Policy Zhuzhou2017 { get; } = new("zhuzhou-2017")
    {
        StartsOn = new(2017, 8, 15),
        EndsOn = new(2018, 1, 31),
        ReportAndExitBy = new(2017, 9, 30),
        CityManagedBy = new(2017, 9, 15),
        VerifiedBy = new(2017, 12, 31),
    };
}
