using Declarations.Auditing;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Units;

/// <summary>People whose reports nobody could sign.</summary>
/// <param name="Route">Null: the roster does not say enough of them.</param>
/// <param name="Unit">Whose post has no other holder; null: there is no such unit.</param>
public sealed record RouteGap(SigningRoute? Route, Unit? Unit, IReadOnlyList<Official> People);

/// <summary>Somebody on the roster and what the rules say of the person.</summary>
public sealed record AssessedOfficial(OfficialFile File, Determination Person)
{
    /// <summary>Within scope 二, or it is not known that they are not.</summary>
    public bool IsDue => Person.InScope != false;

    /// <summary>Why they are not.</summary>
    public Finding? OutOfScope => IsDue ? null : Person.Findings.FirstOrDefault(finding => Outside.Contains(finding.Code));

    private static readonly string[] Outside = [FindingCodes.LookbackOver.Code, FindingCodes.LeaverNotCovered.Code, FindingCodes.NotPublicOfficial.Code];
}

/// <summary>Who would read and sign, for everybody and before the first day: never looked for at the filer's signature.</summary>
public sealed class RouteCheck(DeclarationsDb db, CaseFiles files)
{
    /// <summary>Everybody alive below a path, with what a policy says of them on a day.</summary>
    public Task<IReadOnlyList<AssessedOfficial>> AssessAsync(string path, Policy policy, DateOnly day) => AssessAsync(
        db.Officials.Where(o => o.Unit.Path.StartsWith(path) && o.DiedOn == null), policy, day);

    /// <summary>Some people, in the order of lists.</summary>
    public async Task<IReadOnlyList<AssessedOfficial>> AssessAsync(IQueryable<Official> people, Policy policy, DateOnly day)
    {
        var officials = await people.AsNoTracking().Include(o => o.Unit).OrderBy(o => o.Unit.Path).ThenBy(o => o.StaffNumber).ToListAsync();
        var paths = officials.SelectMany(o => UnitTree.PathsUpFrom(o.Unit.Path)).ToHashSet();
        var tree = new UnitTree(await db.Units.AsNoTracking().Include(u => u.Posts).Where(u => paths.Contains(u.Path)).ToListAsync());
        return [.. officials.Select(official => new OfficialFile(official, tree.Chain(official.Unit), policy))
            .Select(file => new AssessedOfficial(file, file.Assess(day)))];
    }

    /// <summary>
    /// Those of some people whom nobody could read. Who holds no post, and of whom the rules know the same as of another in the unit, is judged with that
    /// one: the names of a whole unit are opened only where somebody is missing.
    /// </summary>
    public async Task<IReadOnlyList<RouteGap>> GapsAsync(IQueryable<Official> people, Policy policy, DateOnly day)
    {
        var holders = db.UnitPosts.Select(post => post.OfficialId);
        var alike = people.Where(o => !holders.Contains(o.Id)).GroupBy(o => new
        {
            o.UnitId,
            o.Category,
            o.Tier,
            o.Rank,
            o.LeadingMember,
            o.HoldsLeadingPost,
            o.CityManaged,
            o.PostType,
            o.Status,
            o.LeftOn,
            o.UnderInvestigation,
            o.TransferredToJudiciary,
            o.FilesByOfficeDecision,
        }).Select(group => group.Min(o => o.StaffNumber));
        var found = Gaps(await AssessAsync(
            people.Where(o => holders.Contains(o.Id)).Concat(people.Where(o => alike.Contains(o.StaffNumber))), policy, day))
            .SelectMany(gap => gap.People).ToList();
        if (found.Count == 0)
            return [];
        var (units, ranks) = (found.Select(o => o.UnitId).Distinct().ToList(), found.Select(o => o.Rank).Distinct().ToList());
        return Gaps(await AssessAsync(people.Where(o => units.Contains(o.UnitId) && ranks.Contains(o.Rank)), policy, day));
    }

    /// <summary>Those of them who have to file, or may have to, and whom nobody could read as roster, units and posts are now.</summary>
    public static IReadOnlyList<RouteGap> Gaps(IEnumerable<AssessedOfficial> people) =>
    [
        .. people.Where(each => each.IsDue && each.File.ReadersFor(each.Person).Count == 0)
            .GroupBy(each => (Route: each.Person.SignOff, Unit: each.File.SigningUnitFor(each.Person)))
            .Select(group => new RouteGap(group.Key.Route, group.Key.Unit, [.. group.Select(each => each.File.Official)]))
            .OrderBy(gap => gap.Unit?.Path, StringComparer.Ordinal),
    ];

    /// <summary>Filed reports that nobody was found for.</summary>
    public IQueryable<PersonalSituationReport> Waiting(IQueryable<PersonalSituationReport> reports) =>
        reports.Where(report => report.SigningUnitId == null && report.Status == ReportStatus.Submitted);

    /// <summary>Finds their readers where roster and units now say who they are; the caller saves.</summary>
    /// <returns>How many.</returns>
    public async Task<int> FindReadersAsync(IQueryable<PersonalSituationReport> reports, Func<PersonalSituationReport, Act> act)
    {
        var found = 0;
        foreach (var report in await Waiting(reports).Include(r => r.Official).Include(r => r.Unit).Include(r => r.Campaign).ToListAsync())
        {
            var person = (await files.OfAsync(report)).Person;
            var assessed = person.Assess(act(report).LegalDay);
            found += report.FindReader(act(report), assessed.SignOff, person.SigningUnitFor(assessed)?.Id) ? 1 : 0;
        }
        return found;
    }
}
