namespace Declarations.Tips;

/// <summary>事项: what can be reported, and who answers for it. Those of services go straight to the unit that owns them.</summary>
public sealed class Topic
{
    public const int LongestName = 40;
    /// <summary>Working days at most.</summary>
    public const int MostDays = 60;

    /// <summary>Random: topics stand in the database of the tips.</summary>
    public Guid Id { get; init; } = Guid.NewGuid();
    public required TopicCategory Category { get; set; }
    public required string Name { get; set; }
    public required string NameInEnglish { get; set; }
    /// <summary>The unit that owns a service; null: the desk.</summary>
    public Guid? OwnerUnitId { get; set; }
    /// <summary>As it is printed on the form, before anything is typed.</summary>
    public string? OwnerName { get; set; }
    /// <summary>Working days in which a service problem is to be solved; null: those of the policy.</summary>
    public int? Days { get; set; }
    public bool IsOffered { get; set; } = true;
    public int Version { get; private set; }

    public TipKind Kind => Category.Kind();
}

/// <summary>A desk that receives tips, as the public pages show it.</summary>
public sealed class Desk
{
    /// <summary>Of its unit.</summary>
    public required Guid Id { get; init; }
    public required string Name { get; set; }
    public required string NameInEnglish { get; set; }
    /// <summary>The desk above, which receives what concerns this one. Null: there is none.</summary>
    public Guid? AboveId { get; set; }
    /// <summary>Telephone, address, postcode, e-mail, hours: a line each.</summary>
    public string Contact { get; set; } = "";
    public int Version { get; private set; }
}
