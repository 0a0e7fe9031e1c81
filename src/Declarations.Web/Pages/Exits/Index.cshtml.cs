using System.ComponentModel.DataAnnotations;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Checks;
using Declarations.Web.Pages.Custody;
using Declarations.Web.Pages.InHand;
using Declarations.Web.Pages.Reports;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Exits;

public sealed record ExitLine(InterestRow Row, string Name, string UnitName, string? Post, DateOnly? DueOn, ExitStep Step)
{
    public string Pick => $"{Row.ReportId}:{Row.InterestId}";
}

/// <summary>Every exit that is not seen through, by its day, with the next step and whose it is (四5). Several are filed at once.</summary>
public sealed class ExitsModel(DeclarationsDb db, CheckDesk desk, OwnMatters own, Viewer viewer, CampaignChoice choice, OfficeClock clock, Words words)
    : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public string? Campaign { get; set; }
    [BindProperty(SupportsGet = true)] public ExitList List { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;
    [BindProperty(SupportsGet = true), StringLength(ReportSearch.Longest)] public string? Search { get; set; }
    [BindProperty(SupportsGet = true)] public string? Unit { get; set; }
    [BindProperty] public FiledExitsForm Form { get; set; } = new();

    /// <summary>Null: there is no campaign yet.</summary>
    public Campaign? Chosen { get; private set; }
    public DateOnly Today => Chosen!.Today(clock.Now);
    public ReportSearch Narrowed { get; private set; } = null!;
    public IReadOnlyDictionary<ExitList, int> Counts { get; private set; } = new Dictionary<ExitList, int>();
    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<ExitLine> Lines { get; private set; } = [];

    /// <summary>Exits that were filed with the competent office on a day (四5).</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (Form.On > Today)
            return this.BadForm("Form.On", words["error.not-yet"]);
        var opened = new List<(CheckedCase Case, CheckedItem Item)>();
        foreach (var (report, interest) in Form.Picks)
            if (await desk.OpenAsync(report) is { } one && one.Find(interest.ToString()) is { MayCheckExit: true } item)
                opened.Add((one, item));
            else
                return NotFound();
        await own.EnsureNoneAsync([.. opened.Select(each => each.Case.Filing.Official.Id)]);
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var (each, item) in opened)
            await desk.AddAsync(each, item.Id, CheckSource.Papers, Form.On!.Value,
                new CheckText(words["exits.filed-basis"], new Established { ExitFiledOn = Form.On }));
        await transaction.CommitAsync();
        TempData["Flash"] = words["exits.filed-done", opened.Count];
        return Redirect($"{Routes.To<ExitsModel>()}?campaign={Chosen!.Code}&list={List}");
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        var campaigns = await viewer.CampaignsInReachAsync();
        Chosen = Campaign is null ? choice.Of(campaigns) : campaigns.FirstOrDefault(c => c.Code == Campaign);
        ViewData["Campaign"] = Chosen;
        return Chosen is not null || Campaign is null;
    }

    public async Task ShowAsync()
    {
        if (Chosen is not { } campaign)
            return;
        var all = viewer.ReportsToHandle().Where(report => report.CampaignId == campaign.Id);
        Narrowed = new ReportSearch(Routes.To<ExitsModel>(), Search, Unit, await viewer.UnitsInReach(campaign).OfferedAsync(Unit),
            ("campaign", campaign.Code), ("list", List.ToString()));
        var rows = Narrowed.In(viewer.RowsToHandle(campaign), all).StandingNow();
        var counts = new Dictionary<ExitList, int>();
        foreach (var list in Enum.GetValues<ExitList>())
            counts[list] = await rows.In(list, Today).CountUpAsync();
        (Counts, Paging) = (counts, new Paging(Asked, counts[List]));
        var shown = await rows.In(List, Today).OrderBy(ExitSteps.DueOn(Today)).ThenBy(row => row.ReportId).ThenBy(row => row.InterestId)
            .Skip(Paging.Skip).Take(Paging.Size).Join(db.Reports, row => row.ReportId, report => report.Id,
                (row, report) => new { row, report.Official.Name, UnitName = report.Unit.Name, report.Official.Post }).ToListAsync();
        var (due, last) = (ExitSteps.DueOn(Today).Compile(), CaseFiles.PolicyOf(campaign).ReportAndExitBy);
        Lines = [.. shown.Select(each => new ExitLine(each.row, each.Name, each.UnitName, each.Post, due(each.row), ExitSteps.Of(each.row, Today, last)))
            .OrderBy(line => line.DueOn)];
    }
}

public sealed record FiledExitsForm
{
    public DateOnly? On { get; set; }
    /// <summary>Report and interest, with a colon between.</summary>
    public List<string> Several { get; set; } = [];

    internal IEnumerable<(Guid Report, Guid Interest)> Picks => Several.Distinct().Select(pick => pick.Split(':'))
        .Where(parts => parts.Length == 2 && Guid.TryParse(parts[0], out _) && Guid.TryParse(parts[1], out _))
        .Select(parts => (Guid.Parse(parts[0]), Guid.Parse(parts[1])));
}

public sealed class FiledExitsFormValidator : AbstractValidator<FiledExitsForm>
{
    public FiledExitsFormValidator()
    {
        RuleFor(form => form.On).NotNull();
        RuleFor(form => form.Several).Must(several => several.Count is > 0 and <= 100).WithErrorCode("exits-none");
    }
}
