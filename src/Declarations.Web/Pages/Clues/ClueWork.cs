using Declarations.Registers;
using Declarations.Web.Access;
using Clue = Declarations.Registers.Problem;

namespace Declarations.Web.Pages.Clues;

/// <summary>Clues that the viewer is to check, and, for the office, how many wait for its own next step in each campaign.</summary>
public sealed class ClueWork(ClueDesk desk, Viewer viewer) : IWork
{
    private IQueryable<Clue> Open => viewer.CluesInReach().Where(clue => clue.Status == ProblemStatus.Open);

    public bool Concerns => viewer.Official is not null || viewer.IsOffice();
    public IQueryable<object>? Signs => Open;

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync()
    {
        var rows = await desk.RowsAsync(Open);
        var mine = rows.Where(row => row.IsMine && row.Clock.Step == ClueStep.Check).Select(row => new WorkItem("clue-check", row.Clock.DueOn, row.Today,
            "search", "now", Routes.To<ClueModel>(row.Clue.Id))
        { Campaign = row.Clue.Register.Campaign, Name = row.Clue.Reference });
        var office = viewer.IsOffice() ? rows.Where(row => row.Clock.Step != ClueStep.Check).GroupBy(row => row.Clue.Register.CampaignId).Select(group =>
            new WorkItem("clues", group.Min(row => row.Clock.DueOn), group.First().Today, "search", "now",
                $"{Routes.To<CluesModel>()}?campaign={group.First().Clue.Register.Campaign!.Code}")
            { Campaign = group.First().Clue.Register.Campaign, Count = group.Count() }) : [];
        return [.. mine, .. office];
    }
}
