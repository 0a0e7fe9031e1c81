using Declarations.Campaigns;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Pages.InHand;
using Declarations.Web.Pages.Progress;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Clues;

/// <summary>Which clues a list shows.</summary>
public enum ClueState { Open, Assign, Check, SecondPerson, Conclude, Overdue, Done }

/// <summary>The queue of clues, by what each waits for and until when: handed up and overdue first.</summary>
public sealed class CluesModel(ClueDesk desk, Viewer viewer, CampaignChoice choice) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Campaign { get; set; }
    [BindProperty(SupportsGet = true)] public ClueState State { get; set; }
    [BindProperty(SupportsGet = true)] public Origin? Source { get; set; }
    [BindProperty(SupportsGet = true)] public bool Mine { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public Campaign? Chosen { get; private set; }
    public bool IsOffice { get; private set; }
    public IReadOnlyDictionary<ClueState, int> Counts { get; private set; } = new Dictionary<ClueState, int>();
    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<ClueRow> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        IsOffice = (await viewer.LoadAsync()).IsOffice();
        var clues = viewer.CluesInReach();
        if (IsOffice)
        {
            var campaigns = await viewer.CampaignsFollowed(viewer.PathsOfOffice()).AsNoTracking().ToListAsync();
            Chosen = Campaign is null ? choice.Of(campaigns) : campaigns.Find(each => each.Code == Campaign);
            if (Chosen is null && Campaign is not null)
                return NotFound();
            var campaign = Chosen?.Id;
            ViewData["Campaign"] = Chosen;
            clues = clues.Where(clue => clue.Register.CampaignId == campaign);
        }
        if (Source is { } source)
            clues = clues.Where(clue => clue.Origin == source);
        var all = (await desk.RowsAsync(clues)).Where(row => !Mine || row.IsMine).ToList();
        Counts = Enum.GetValues<ClueState>().ToDictionary(state => state, state => all.Count(row => IsIn(row, state)));
        var rows = all.FindAll(row => IsIn(row, State));
        Paging = new Paging(Asked, rows.Count);
        Rows = [.. rows.Skip(Paging.Skip).Take(Paging.Size)];
        return Page();
    }

    public string Href(ClueState state) =>
        $"{Routes.To<CluesModel>()}?{(Chosen is { } chosen ? $"campaign={chosen.Code}&" : "")}state={state}&source={Source}&mine={(Mine ? "true" : "false")}";

    private static bool IsIn(ClueRow row, ClueState state) => state switch
    {
        ClueState.Open => row.Clock.Step != ClueStep.Done,
        ClueState.Overdue => row.Clock.DueOn < row.Today,
        _ => row.Clock.Step == Enum.Parse<ClueStep>(state.ToString()),
    };
}
