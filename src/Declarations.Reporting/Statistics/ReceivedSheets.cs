using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Sheets;

#pragma warning disable CA1310 // this comparison runs in the database, on paths of lower-case codes

namespace Declarations.Reporting.Statistics;

/// <summary>What a unit with an installation of its own has stated last: its people are not here, only what they add up to.</summary>
public sealed record ReceivedSheet(Guid UnitId, string UnitCode, string UnitName, string Path, int Number, DateOnly AsOf, string Digest, string Said)
{
    public SheetNumbers Numbers { get; } = SheetNumbers.Read(Said);

    public override string ToString() => $"{UnitCode} {Number} {Digest}";
}

public static class ReceivedSheets
{
    /// <summary>Sheets of other installations that stand on a day: the newest of each unit.</summary>
    /// <param name="alone">Only of the unit itself, without those below it.</param>
    /// <param name="day">As of this day; null: now.</param>
    public static IQueryable<UnitSheet> SheetsReceived(this DeclarationsDb db, Campaign campaign, Unit unit, bool alone, DateOnly? day)
    {
        var received = db.VersionsReceived(campaign, unit, alone, day);
        return received.Where(sheet => !received.Any(later => later.UnitId == sheet.UnitId && later.Number > sheet.Number));
    }

    /// <summary>All versions of them.</summary>
    public static IQueryable<UnitSheet> VersionsReceived(this DeclarationsDb db, Campaign campaign, Unit unit, bool alone, DateOnly? day)
    {
        var received = db.UnitSheets.Where(sheet => sheet.CampaignId == campaign.Id && sheet.Numbers != null && (day == null || sheet.AsOf <= day));
        return alone ? received.Where(sheet => sheet.UnitId == unit.Id)
            : received.Where(sheet => db.Units.Any(each => each.Id == sheet.UnitId && each.Path.StartsWith(unit.Path)));
    }

    /// <summary>Without the contents, by unit and number.</summary>
    public static IQueryable<ReceivedSheet> Shown(this IQueryable<UnitSheet> sheets, DeclarationsDb db) => sheets
        .Join(db.Units, sheet => sheet.UnitId, unit => unit.Id, (sheet, unit) => new { Sheet = sheet, Unit = unit })
        .OrderBy(each => each.Unit.Path).ThenBy(each => each.Sheet.Number).Select(each => new ReceivedSheet(
            each.Unit.Id, each.Unit.Code, each.Unit.Name, each.Unit.Path, each.Sheet.Number, each.Sheet.AsOf, each.Sheet.Digest, each.Sheet.Numbers!));

    /// <summary>Persons by code, with those of other installations.</summary>
    public static Dictionary<T, int> With<T>(
        this IReadOnlyDictionary<T, int> here, IEnumerable<ReceivedSheet> received, Func<SheetNumbers, IReadOnlyDictionary<T, int>> way) where T : notnull =>
        here.Concat(received.SelectMany(sheet => way(sheet.Numbers))).GroupBy(each => each.Key)
            .ToDictionary(group => group.Key, group => group.Sum(each => each.Value));
}
