using Declarations.Access;
using Declarations.Data;
using Declarations.Registers;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Project;

/// <summary>For whoever speaks for a party: consultations that it is called to, and minutes that it has not answered.</summary>
public sealed class ConsultationWork(DeclarationsDb db, Viewer viewer, OfficeClock clock) : IWork
{
    private const int Most = 10;

    public bool Concerns => viewer.Holds(Role.PartyRepresentative);

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        var (projects, me) = (viewer.Projects().Select(register => register.Id), viewer.AccountId);
        var open = await db.Activities.AsNoTracking().Include(activity => activity.Register.Campaign).Where(activity => projects.Contains(activity.RegisterId)
            && activity.Parties.Any(party => party.Party.AccountId == me && (activity.Status == ActivityStatus.Planned
                || party.Came == true && party.AnsweredOn == null))).OrderBy(activity => activity.PlannedOn).Take(Most).ToListAsync();
        return [.. open.Select(activity => (Activity: activity, Planned: activity.Status == ActivityStatus.Planned)).Select(each => new WorkItem(
            each.Planned ? "consultation" : "minutes", each.Planned ? each.Activity.PlannedOn : null, each.Activity.Register.Today(clock.Now), "eye", "now",
            Routes.To<ConsultationModel>(each.Activity.Id)) { Of = each.Activity.Register.Name, Name = each.Activity.Title })];
    }
}
