using Declarations.Access;
using Declarations.Data;
using Declarations.Registers;
using Declarations.Reporting.Documents;
using Declarations.Web.Access;
using Declarations.Web.Language;
using Declarations.Written;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Project;

/// <summary>Opens projects and their consultations, and writes the minutes: an official paper, in Chinese.</summary>
public sealed class ProjectDesk(DeclarationsDb db, Viewer viewer, OfficeClock clock)
{
    private static readonly Words words = new(Words.Chinese);

    public async Task<Register?> FindAsync(Guid id)
    {
        await viewer.LoadAsync();
        return await viewer.Projects().Include(register => register.Unit).Include(register => register.Campaign).Include(register => register.Parties)
            .Include(register => register.Problems).ThenInclude(problem => problem.Measures).AsSplitQuery()
            .SingleOrDefaultAsync(register => register.Id == id);
    }

    public async Task<Activity?> ConsultationAsync(Guid id)
    {
        await viewer.LoadAsync();
        var projects = viewer.Projects().Select(register => register.Id);
        return await db.Activities.Include(activity => activity.Register).ThenInclude(register => register.Campaign)
            .Include(activity => activity.Register.Unit).Include(activity => activity.Register.Problems).ThenInclude(problem => problem.Measures)
            .Include(activity => activity.Parties).ThenInclude(party => party.Party).AsSplitQuery()
            .SingleOrDefaultAsync(activity => activity.Id == id && activity.Kind == ActivityKind.Consultation && projects.Contains(activity.RegisterId));
    }

    /// <summary>The account of this name, if it holds the role of a representative for the project now.</summary>
    public Task<Guid?> RepresentativeAsync(Register register, string? userName)
    {
        var name = WrittenKey.Upper(userName);
        return db.ActiveGrants().On(clock.Today).Where(grant => grant.Role == Role.PartyRepresentative && grant.UnitId == register.UnitId)
            .Join(db.Users, grant => grant.AccountId, user => user.Id, (grant, user) => user).Where(user => user.NormalizedUserName == name)
            .Select(user => (Guid?)user.Id).FirstOrDefaultAsync();
    }

    /// <summary>User names of those who speak for its parties.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> RepresentativesAsync(Register register)
    {
        var ids = register.Parties.Select(party => party.AccountId).ToList();
        return await db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => $"{user.DisplayName} {user.UserName}");
    }

    /// <summary>Measures that were decided there.</summary>
    public Task<List<Measure>> DecidedAsync(Guid activity) => db.Measures.AsNoTracking().Include(measure => measure.LeadUnit).Include(measure => measure.Person)
        .Include(measure => measure.Problem).Where(measure => db.RegisterEntries.Any(entry => entry.MeasureId == measure.Id && entry.ActivityId == activity
            && entry.Kind == EntryKind.Amended)).OrderBy(measure => measure.Problem.Number).ThenBy(measure => measure.Number).ToListAsync();

    /// <summary>会商纪要: parties, matters, decisions with owner and day, and what was dissented from.</summary>
    public static OfficialDocument Minutes(Activity held, IReadOnlyList<Measure> decided) => new(
        words["minutes.title", held.Register.Name],
        [
            words["minutes.when", held.HeldOn, held.Attendance],
            words["minutes.came", Names(held.Parties.Where(party => party.Came == true))],
            .. held.Parties.Exists(party => party.Came == false)
                ? [words["minutes.absent", Names(held.Parties.Where(party => party.Came == false))]] : Array.Empty<string>(),
            "# " + words["minutes.matters"], held.Title, held.Conclusion ?? "",
            "# " + words["minutes.decisions"],
            .. decided.Select((measure, index) => words["minutes.decision", index + 1, measure.Text, measure.LeadUnit.Name, measure.Person?.Name,
                measure.DueOn])
                .DefaultIfEmpty(words["minutes.none"]),
            "# " + words["minutes.answers"],
            .. held.Parties.Where(party => party.Came == true).Select(party => party.AnsweredOn is null ? words["minutes.waits", party.Party.Name]
                : party.Dissent is { } dissent ? words["minutes.dissent", party.Party.Name, party.AnsweredOn, dissent]
                : words["minutes.confirmed", party.Party.Name, party.AnsweredOn]),
        ],
        [held.Register.Unit.Name, words.Day(held.HeldOn)]);

    private static string Names(IEnumerable<ActivityParty> parties) => string.Join(words["list.separator"],
        parties.OrderBy(party => party.Party.Role).Select(party => $"{party.Party.Name}（{words.Of(party.Party.Role)}）"));
}
