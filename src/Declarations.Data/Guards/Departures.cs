using Declarations.Access;
using Declarations.Auditing;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Roster;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Data.Guards;

internal enum Departing { Moves, Leaves, Dies }

/// <summary>
/// Somebody moves, leaves or has died, whatever page, import or command says so: the save ends what they held by their post, or suspends
/// it until two administrators have decided, and the ledger says how much of what. Every kind of right stands in <see cref="Ends"/>, by the column that gives
/// it.
/// </summary>
internal sealed class Departures(DeclarationsDb db, Act act, Official official, Departing how, Guid unitLeft, string? reason, CancellationToken cancellation)
{
    public static readonly IReadOnlyDictionary<string, Func<Departures, Task<int>>> Ends = new Dictionary<string, Func<Departures, Task<int>>>
    {
        ["UnitPost.OfficialId"] = departure => departure.EndPostsAsync(),
        ["Deputation.HolderId"] = departure => departure.EndDeputationsAsync(deputation => deputation.HolderId),
        ["Deputation.DeputyId"] = departure => departure.EndDeputationsAsync(deputation => deputation.DeputyId),
        ["PersonalSituationReport.AssistantId"] = departure => departure.ReleaseAssistantsAsync(),
        ["Measure.LeaderId"] = departure => departure.ReleaseMeasuresAsync(measure => measure.LeaderId),
        ["Measure.PersonId"] = departure => departure.ReleaseMeasuresAsync(measure => measure.PersonId),
        ["KeyPost.HolderId"] = departure => departure.VacateKeyPostsAsync(),
        ["Grant.AccountId"] = departure => departure.EndRolesAsync(),
        ["SecondPersonRequest.AccountId"] = departure => departure.RefuseRequestsAsync(),
        ["Session.AccountId"] = departure => departure.EndSessionsAsync(),
    };

    public static async Task EndAsync(DeclarationsDb db, CancellationToken cancellation)
    {
        foreach (var entry in db.ChangeTracker.Entries<Official>().Where(entry => entry.State == EntityState.Modified).ToList())
        {
            var (official, before) = (entry.Entity, entry.OriginalValues);
            var had = before.GetValue<DateOnly?>(nameof(Official.DiedOn)) is not null
                || before.GetValue<ServiceStatus?>(nameof(Official.Status)) is ServiceStatus.Resigned or ServiceStatus.Retired;
            var unit = before.GetValue<Guid>(nameof(Official.UnitId));
            Departing? how = official.DiedOn is not null && before.GetValue<DateOnly?>(nameof(Official.DiedOn)) is null ? Departing.Dies
                : official.HasLeft && !had ? Departing.Leaves : official.UnitId != unit ? Departing.Moves : null;
            if (how is null || official.Unrecorded is not [.., var said])
                continue;
            var act = new Act(said.AccountId, said.At, said.LegalDay);
            var (departure, ended) = (new Departures(db, act, official, how.Value, unit, said.Reason, cancellation), new List<string>());
            foreach (var (right, end) in Ends)
                if (await end(departure) is > 0 and var count)
                    ended.Add($"{right} {count}");
            if (ended.Count > 0)
                official.Record(act, AuditAction.RightsEnded, said.Reason, $"{how}: {string.Join(", ", ended)}");
        }
    }

    private async Task<int> EndPostsAsync()
    {
        var held = await db.Units.Include(unit => unit.Posts).Where(unit => unit.Posts.Any(post => post.OfficialId == official.Id)).ToListAsync(cancellation);
        var move = how == Departing.Moves ? await MoveAsync() : null;
        var ended = 0;
        foreach (var unit in held.Where(unit => move?.Ends(unit) != false))
            foreach (var kind in unit.Posts.Where(post => post.OfficialId == official.Id).Select(post => post.Kind).ToList())
            {
                unit.Appoint(act, kind, [.. unit.Posts.Where(post => post.Kind == kind && post.OfficialId != official.Id).Select(post => post.OfficialId)]);
                ended++;
            }
        return ended;
    }

    private async Task<Move> MoveAsync()
    {
        var (left, to) = (await UnitAsync(unitLeft), await UnitAsync(official.UnitId));
        var bureau = await db.Units.AsNoTracking().Where(unit => unit.Kind == UnitKind.Bureau && left.Path.StartsWith(unit.Path))
            .SingleOrDefaultAsync(cancellation);
        return new(left, to, bureau ?? left);
    }

    private Task<Unit> UnitAsync(Guid id) => db.Units.AsNoTracking().SingleAsync(unit => unit.Id == id, cancellation);

    private async Task<int> EndDeputationsAsync(System.Linq.Expressions.Expression<Func<Deputation, Guid>> column)
    {
        var (named, today) = (column.Compile(), BeijingTime.DayOf(act.At));
        var open = (await db.Deputations.Where(deputation => (deputation.HolderId == official.Id || deputation.DeputyId == official.Id)
            && deputation.RevokedAt == null && deputation.ToOn >= today).ToListAsync(cancellation))
            .FindAll(deputation => named(deputation) == official.Id && deputation.RevokedAt is null);
        open.ForEach(deputation => deputation.Revoke(act));
        return open.Count;
    }

    /// <summary>Of others' reports, and whoever helped with one's own in the unit that is left.</summary>
    private async Task<int> ReleaseAssistantsAsync()
    {
        var reports = await db.Reports.Where(report => report.AssistantId == official.Id || report.OfficialId == official.Id && report.AssistantId != null)
            .ToListAsync(cancellation);
        reports.ForEach(report => report.ReleaseAssistant(act));
        return reports.Count;
    }

    /// <summary>What one does or answers for, as long as it is not done.</summary>
    private async Task<int> ReleaseMeasuresAsync(Func<Measure, Guid?> column)
    {
        var measures = (await db.Measures.Include(measure => measure.Problem)
            .Where(measure => (measure.PersonId == official.Id || measure.LeaderId == official.Id)
            && measure.Status != MeasureStatus.Cancelled && measure.Status != MeasureStatus.Withdrawn).ToListAsync(cancellation))
            .FindAll(measure => column(measure) == official.Id);
        measures.ForEach(measure => measure.Release(act, official.Id));
        return measures.Count;
    }

    /// <summary>The post stays, with its risks, and is looked at again.</summary>
    private async Task<int> VacateKeyPostsAsync()
    {
        var posts = await db.KeyPosts.Where(post => post.HolderId == official.Id).ToListAsync(cancellation);
        posts.ForEach(post => post.Vacate(act));
        return posts.Count;
    }

    private async Task<int> EndRolesAsync()
    {
        var grants = await db.Grants.Include(grant => grant.Unit)
            .Where(grant => db.Users.Any(user => user.Id == grant.AccountId && user.OfficialId == official.Id)
            && (grant.State == GrantState.Asked || grant.State == GrantState.Active || grant.State == GrantState.Suspended)).ToListAsync(cancellation);
        foreach (var grant in grants)
            if (grant.State != GrantState.Asked && Separation.Administrators.Contains(grant.Role)
                && !await db.ActiveGrants().AnyAsync(other => other.Role == grant.Role && other.AccountId != grant.AccountId, cancellation))
                grant.KeepForSuccessor(act, reason);
            else if (grant.State == GrantState.Active && how == Departing.Moves)
                grant.Suspend(act, reason);
            else if (grant.State != GrantState.Suspended || how != Departing.Moves)
                grant.End(act, reason);
        return grants.Count;
    }

    private async Task<int> RefuseRequestsAsync()
    {
        var requests = await db.SecondPersonRequests.Where(request => request.Answer == SecondPersonAnswer.Open && request.ExpiresAt > act.At
            && db.Users.Any(user => user.Id == request.AccountId && user.OfficialId == official.Id)).ToListAsync(cancellation);
        requests.ForEach(request => request.Refuse(act));
        return requests.Count;
    }

    /// <summary>Who has left signs in again, to file; nobody does so for the dead.</summary>
    private async Task<int> EndSessionsAsync()
    {
        if (await db.Users.SingleOrDefaultAsync(user => user.OfficialId == official.Id && user.ClosedAt == null, cancellation) is not { } account)
            return 0;
        var open = await db.Sessions.CountAsync(
            session => session.AccountId == account.Id && session.EndedAt == null && session.SecurityStamp == account.SecurityStamp, cancellation);
        account.Renew();
        if (how == Departing.Dies)
        {
            account.ClosedAt = act.At;
            db.Record(act, AuditAction.AccountClosed, account);
        }
        return open;
    }
}
