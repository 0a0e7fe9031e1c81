using Declarations.Auditing;

namespace Declarations.Organisation;

public enum UnitKind { Province, City, Bureau, AffiliatedUnit, Division }

/// <summary>Posts that read and sign reports: 单位负责人, 分管负责人, 党组书记, 分管局领导 of a division or unit.</summary>
public enum UnitPostKind { Head, Deputy, PartyGroupSecretary, SupervisingLeader }

/// <summary>A unit of the tree province, city, bureau, unit or division. The path holds the codes from the root: a subtree is a prefix.</summary>
public sealed class Unit : Aggregate
{
    public required string Code { get; init; }
    public string Name { get; private set; } = "";
    public required UnitKind Kind { get; init; }
    public Guid? ParentId { get; private set; }

    /// <summary>"/city/bureau/unit/": lower-case codes, a slash before and after each.</summary>
    public string Path { get; private set; } = "";

    /// <summary>
    /// Whether the office has people of this unit, and of those below, file where the plan does not say (编外, village cadres; E5); null: not decided.
    /// </summary>
    public bool? FilesByOfficeDecision { get; private set; }

    public List<UnitPost> Posts { get; } = [];

    public static Unit Create(Act act, string code, string name, UnitKind kind, Unit? parent)
    {
        var unit = new Unit { Code = code, Name = name, Kind = kind, ParentId = parent?.Id, Path = $"{parent?.Path ?? "/"}{code}/" };
        unit.Record(act, AuditAction.UnitCreated);
        return unit;
    }

    public void Give(Act act, UnitPostKind kind, Guid officialId)
    {
        Posts.Add(new UnitPost { UnitId = Id, Kind = kind, OfficialId = officialId });
        Record(act, AuditAction.UnitPostGiven, detail: kind.ToString());
    }

    public void Rename(Act act, string name, string reason)
    {
        Name = name;
        Record(act, AuditAction.UnitRenamed, reason);
    }

    /// <summary>The office decides whether people file where the plan does not say (E5), or takes that back.</summary>
    public void Decide(Act act, bool? files, string reason)
    {
        FilesByOfficeDecision = files;
        Record(act, AuditAction.UnitDecided, reason, files switch { true => "files", false => "files not", null => "undecided" });
    }

    /// <summary>Puts the topmost unit under a new one; what stands below it follows.</summary>
    /// <param name="below">All units below this one.</param>
    public void PutUnder(Act act, Unit above, IEnumerable<Unit> below, string reason)
    {
        var from = Path;
        (ParentId, Path) = (above.Id, $"{above.Path}{Code}/");
        Record(act, AuditAction.UnitMoved, reason, above.Code);
        foreach (var unit in below)
        {
            unit.Path = Path + unit.Path[from.Length..];
            unit.Record(act, AuditAction.UnitMoved, reason, above.Code);
        }
    }

    /// <summary>Lets exactly these officials hold a post.</summary>
    public void Appoint(Act act, UnitPostKind kind, IReadOnlyCollection<Guid> officialIds)
    {
        foreach (var post in Posts.Where(post => post.Kind == kind && !officialIds.Contains(post.OfficialId)).ToList())
        {
            Posts.Remove(post);
            Record(act, AuditAction.UnitPostTaken, detail: kind.ToString());
        }
        foreach (var id in officialIds.Where(id => !Posts.Any(post => post.Kind == kind && post.OfficialId == id)).ToList())
            Give(act, kind, id);
    }

    public bool IsUnder(string path) => Path.StartsWith(path, StringComparison.Ordinal);
}

public sealed class UnitPost
{
    public required Guid UnitId { get; init; }
    public required UnitPostKind Kind { get; init; }
    public required Guid OfficialId { get; init; }
}
