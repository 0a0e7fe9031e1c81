using Declarations.Data;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Roster;

/// <summary>
/// What follows from a change of the roster, for who looks at it beforehand: who becomes a leading cadre or ceases to be one, who reports
/// relatives or files at all, and which posts, roles and deputations end with the unit or the service.
/// </summary>
public sealed class RosterEffects(DeclarationsDb db, Policy policy, DateOnly today)
{
    private const string Becomes = "becomes-cadre", Ceases = "ceases-cadre";

    /// <summary>Those that are counted above the preview.</summary>
    public static IReadOnlyList<string> Counted { get; } = [Becomes, Ceases];

    internal async Task<List<PlannedPerson>> OfAsync(List<PlannedPerson> people, IReadOnlyDictionary<string, Unit> units, CancellationToken cancellation)
    {
        var (byId, posts) = (units.Values.ToDictionary(unit => unit.Id), units.Values.SelectMany(unit => unit.Posts).ToLookup(post => post.OfficialId));
        var roles = (await db.ActiveGrants().Join(db.Users, grant => grant.AccountId, account => account.Id, (_, account) => account.OfficialId)
            .ToListAsync(cancellation)).ToHashSet();
        var deputies = (await db.Deputations.Where(d => d.RevokedAt == null && d.ToOn >= today).Select(d => new { d.HolderId, d.DeputyId })
            .ToListAsync(cancellation))
            .SelectMany(pair => new[] { pair.HolderId, pair.DeputyId }).ToHashSet();
        return [.. people.Select(person => person.Known is null || person.Changes ? person with { Effects = [.. Verdicts(person), .. Endings(person)] }
            : person)];

        IEnumerable<PlanEffect> Endings(PlannedPerson person)
        {
            if (person.Known is not { } official || !person.Leaves && !person.Moves)
                yield break;
            var from = byId[official.UnitId];
            var bureau = units.Values.FirstOrDefault(unit => unit.Kind == UnitKind.Bureau && from.IsUnder(unit.Path)) ?? from;
            var move = new Move(from, units.GetValueOrDefault(person.UnitCode), bureau);
            foreach (var post in posts[official.Id].Where(post => person.Leaves || move.Ends(byId[post.UnitId])))
                yield return new("post-ends", byId[post.UnitId].Name, post.Kind);
            if (roles.Contains(official.Id))
                yield return new(person.Leaves ? "roles-end" : "roles-suspended");
            if (deputies.Contains(official.Id))
                yield return new("deputations-end");
        }
    }

    private IEnumerable<PlanEffect> Verdicts(PlannedPerson person)
    {
        var known = person.Known is { } official ? new OfficialFile(official, [], policy).Subject : new();
        var (before, after) = (Assess(known), Assess(With(known, person.Row.Entry)));
        if (after.LeadingCadre == true && before.LeadingCadre != true)
            yield return new(Becomes);
        if (before.LeadingCadre == true && after.LeadingCadre != true)
            yield return new(Ceases);
        if (after.MustReportRelatives == true && before.MustReportRelatives != true)
            yield return new("family-begins");
        if (before.MustReportRelatives == true && after.MustReportRelatives != true)
            yield return new("family-ends");
        if (after.InScope == false && before.InScope != false)
            yield return new("out-of-scope");
        if (before.InScope == false && after.InScope != false)
            yield return new("in-scope");
    }

    private Determination Assess(SubjectFacts subject) => Assessor.Assess(new CaseFacts(today, subject), policy);

    private static SubjectFacts With(SubjectFacts known, RosterEntry entry) => known with
    {
        Category = entry.Category ?? known.Category,
        Tier = entry.Tier ?? known.Tier,
        Rank = entry.Rank ?? known.Rank,
        LeadingMember = entry.LeadingMember ?? known.LeadingMember,
        HoldsLeadingPost = entry.HoldsLeadingPost ?? known.HoldsLeadingPost,
        CityManaged = entry.CityManaged ?? known.CityManaged,
        PostType = entry.PostType ?? known.PostType,
        Status = entry.Status ?? known.Status,
        LeftOn = entry.Status is ServiceStatus.InService or ServiceStatus.OffPostNotRetired ? null : entry.LeftOn ?? known.LeftOn,
        UnderInvestigation = entry.UnderInvestigation ?? known.UnderInvestigation,
    };
}
