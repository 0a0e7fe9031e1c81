using Declarations.Participation;

namespace Declarations.Rules;

/// <param name="Sector">As the activity makes it, whatever was ticked; null: unknown.</param>
internal sealed record SectorReading(Sector? Sector, IReadOnlyList<Finding> Findings);

/// <summary>三1-6 and 说明2: the six sectors, and what their clauses leave to 其他类 (E15).</summary>
internal static class SectorRule
{
    public static SectorReading Apply(InterestFacts interest, Policy policy)
    {
        var meant = interest.SubActivity switch
        {
            SubActivity.FireworksRetail => Sector.Fireworks,
            SubActivity.HazchemTransport => Sector.Hazchem,
            SubActivity.PondAquaculture => Sector.Fishery,
            _ => interest.Sector,
        };
        if (interest.SubActivity is not null && interest.Sector is { } ticked && ticked != meant && ticked != Sector.Other)
            return new(null, [FindingCodes.SectorContradicts.Because(Fact.Sector, Fact.SubActivity)]);
        if (interest.SubActivity is not null)
            return new(Sector.Other, [FindingCodes.LeftOut[meant!.Value].Because(Fact.SubActivity)]);
        return interest.Sector switch
        {
            null => new(null, [FindingCodes.SectorUnknown.Because(Fact.Sector)]),
            Sector.Other => new(Sector.Other, [FindingCodes.OtherSector.Because(Fact.Sector)]),
            Sector.SmallHydro when interest.CapacityKw > policy.SmallHydroMaxKw =>
                new(Sector.Other, [FindingCodes.LeftOut[Sector.SmallHydro].Because(Fact.CapacityKw)]),
            var sector => new(sector, [FindingCodes.InSector[sector.Value].Because(Fact.Sector)]),
        };
    }
}
