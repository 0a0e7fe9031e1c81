using Declarations.Auditing;
using Declarations.Organisation;
using Declarations.Participation;

namespace Declarations.Verification;

/// <summary>
/// What the posts of a unit have to do with, kept by the office: business in these sectors is directly related to the former work of whoever leaves it (四3,
/// E9). A proposal for a person to look at, like all that follows from it.
/// </summary>
public sealed class SupervisedSectors : Aggregate
{
    public required Guid UnitId { get; init; }
    public Unit Unit { get; init; } = null!;
    /// <summary>Codes of sectors, with commas.</summary>
    public string Codes { get; private set; } = "";
    /// <summary>What it rests on: the unit's duties by its 三定规定.</summary>
    public string? Basis { get; private set; }

    public IReadOnlyList<Sector> Sectors => [.. Codes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Sector>)];

    public static SupervisedSectors Of(Guid unitId) => new() { UnitId = unitId };

    public void Set(Act act, IEnumerable<Sector> sectors, string basis)
    {
        (Codes, Basis) = (string.Join(',', sectors.Distinct().Order()), basis);
        Record(act, AuditAction.SectorsSet, basis, Codes);
    }
}
