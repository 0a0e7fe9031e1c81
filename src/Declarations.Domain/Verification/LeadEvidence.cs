namespace Declarations.Verification;

/// <summary>What speaks for or against that a row of a registry is this person, and that something is wrong with it.</summary>
public enum EvidenceCode
{
    SameName, SameNumber, OtherNumber, SameRegion, OtherRegion, FamilyInFirm, AgePlausible, AgeImplausible, RareName, CommonName, SharedName,
    DeclaredThere, RegistrySaysExited, ChangeSaysExited, FirmGone, RelatedSector, SectorsNotKept, CoolingOffUnknown, ExitedBefore,
}

/// <summary>One piece of evidence, with its arguments: numbers, names and days as they are put into its sentence.</summary>
public sealed record LeadEvidence(EvidenceCode Code, params IReadOnlyList<string> Arguments)
{
    public bool IsFor => Weight > 0;

    /// <summary>Points out of a hundred. A name alone is worth little; a number settles who it is.</summary>
    public int Weight => Code switch
    {
        EvidenceCode.SameName => 30,
        EvidenceCode.SameNumber => 60,
        EvidenceCode.OtherNumber => -60,
        EvidenceCode.SameRegion => 15,
        EvidenceCode.OtherRegion => -15,
        EvidenceCode.FamilyInFirm => 25,
        EvidenceCode.AgePlausible => 5,
        EvidenceCode.AgeImplausible => -30,
        EvidenceCode.RareName => 10,
        EvidenceCode.CommonName => -20,
        EvidenceCode.SharedName => -10,
        EvidenceCode.DeclaredThere or EvidenceCode.ExitedBefore => 40,
        EvidenceCode.RelatedSector => 10,
        EvidenceCode.RegistrySaysExited or EvidenceCode.ChangeSaysExited or EvidenceCode.FirmGone => -10,
        _ => -5,
    };

    /// <summary>Says by itself, besides the name, that it is this person.</summary>
    public bool IsSecondKey => Code is EvidenceCode.SameNumber or EvidenceCode.SameRegion or EvidenceCode.FamilyInFirm or EvidenceCode.DeclaredThere
        or EvidenceCode.ExitedBefore;

    /// <returns>0 to 100.</returns>
    public static int Score(IEnumerable<LeadEvidence> evidence) => Math.Clamp(evidence.Sum(each => each.Weight), 0, 100);
}
