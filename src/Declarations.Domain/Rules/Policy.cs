namespace Declarations.Rules;

/// <summary>One version of the policy: the dates, periods and thresholds that the rules read. Campaigns pin its code.</summary>
public sealed record Policy(string Version)
{
    public required DateOnly StartsOn { get; init; }
    public required DateOnly EndsOn { get; init; }
    public required DateOnly ReportAndExitBy { get; init; }
    public required DateOnly CityManagedBy { get; init; }
    /// <summary>Leavers in scope, whole years (plan 二(三)(四)).</summary>
    public int LookbackYearsLeadingCadre { get; init; } = 3;
    public int LookbackYearsOthers { get; init; } = 2;
    /// <summary>Cooling-off, whole years (plan 四3).</summary>
    public int CooldownYearsLeadingMember { get; init; } = 3;
    public int CooldownYearsOthers { get; init; } = 2;
    /// <summary>Price divided by appraised value above which a sale is clearly above market (E22).</summary>
    public decimal PriceAboveMarketRatio { get; init; } = 1.3m;
    /// <summary>Largest single plant that is small hydropower, kW.</summary>
    public decimal SmallHydroMaxKw { get; init; } = 50_000m;

    /// <summary>The Zhuzhou plan of 2017 with the statutes in force on the day a person left (E10).</summary>
    public static Policy Zhuzhou2017 { get; } = new("zhuzhou-2017")
    {
        StartsOn = new(2017, 8, 15), EndsOn = new(2018, 1, 31),
        ReportAndExitBy = new(2017, 9, 30), CityManagedBy = new(2017, 9, 15),
    };
}
