using Declarations.Organisation;
using Declarations.Roster;

namespace Declarations.Web.Pages.Roster;

public enum ColumnContent { Text, Day, YesNo, Code }

/// <summary>
/// One column of the roster file. Its header is the sentence roster.column.Name in either language.
/// </summary>
/// <param name="Width">In characters; a Chinese character takes two.</param>
/// <param name="Codes">The enum whose names, in either language, a <see cref="ColumnContent.Code"/> takes.</param>
public sealed record RosterColumn(string Name, int Width, ColumnContent Content = ColumnContent.Text, Type? Codes = null, bool Required = false)
{
    public const string StaffNumber = "StaffNumber", Unit = "Unit", Code = "Code", UnitName = "UnitName", Kind = "Kind", Parent = "Parent";

    public static IReadOnlyList<RosterColumn> People { get; } =
    [
        new(StaffNumber, 14, Required: true),
        new(nameof(RosterEntry.Name), 12, Required: true),
        new(Unit, 18, Required: true),
        new(nameof(RosterEntry.Post), 24),
        OfCode<Rank>(18),
        OfCode<PersonCategory>(26, nameof(RosterEntry.Category)),
        OfCode<OrgTier>(12, nameof(RosterEntry.Tier)),
        OfCode<Sex>(8),
        new(nameof(RosterEntry.BornOn), 13, ColumnContent.Day),
        new(nameof(RosterEntry.ResidentNumber), 22),
        OfCode<PoliticalStatus>(16),
        new(nameof(RosterEntry.LeadingMember), 12, ColumnContent.YesNo),
        new(nameof(RosterEntry.HoldsLeadingPost), 14, ColumnContent.YesNo),
        new(nameof(RosterEntry.CityManaged), 12, ColumnContent.YesNo),
        OfCode<PostType>(16),
        OfCode<ServiceStatus>(18, nameof(RosterEntry.Status)),
        new(nameof(RosterEntry.LeftOn), 16, ColumnContent.Day),
        new(nameof(RosterEntry.FormerPost), 20),
        new(nameof(RosterEntry.FormerDuties), 24),
        new(nameof(RosterEntry.JoinedWorkOn), 14, ColumnContent.Day),
        new(nameof(RosterEntry.Telephone), 16),
        new(nameof(RosterEntry.UnderInvestigation), 16, ColumnContent.YesNo),
    ];

    public static IReadOnlyList<RosterColumn> Units { get; } =
    [
        new(Code, 18, Required: true),
        new(UnitName, 30),
        OfCode<UnitKind>(16, Kind),
        new(Parent, 18),
        .. Enum.GetValues<UnitPostKind>().Select(post => new RosterColumn(post.ToString(), 22)),
    ];

    private static RosterColumn OfCode<T>(int width, string? name = null) where T
        : struct, Enum => new(name ?? typeof(T).Name, width, ColumnContent.Code, typeof(T));
}
