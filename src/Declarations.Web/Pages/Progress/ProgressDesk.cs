using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Participation;
using Declarations.Reporting.Statistics;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Pages.Custody;
using Declarations.Web.Pages.InHand;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Progress;

/// <summary>Every number of the progress page that a list stands behind.</summary>
public enum ProgressList
{
    Due, Filed, Excused, Missing, Waiting, Signed, HandedUp, Kept, Slow, ToHandUp, Returned,
    WithInterests, Open, AwaitingReview, AwaitingPolicy, Agreed, Exited, NoExitRequired,
}

/// <summary>What an address asks for; null takes the first campaign, the highest unit followed, now.</summary>
public sealed record ProgressChoice(string? Campaign, string? Unit, bool Own, DateOnly? AsOf)
{
    public string Query(string? unit = null, bool? own = null) =>
        $"?campaign={Campaign}&unit={unit ?? Unit}{(own ?? Own ? "&own=true" : "")}{(AsOf is { } day ? $"&asOf={day:yyyy-MM-dd}" : "")}";
}

/// <param name="Above">The units from the highest that the viewer follows down to the one shown.</param>
public sealed record OpenProgress(
    IReadOnlyList<Campaign> Campaigns, IReadOnlyList<Unit> Above, FiguresRequest Request, bool SeesInterests, DateOnly Today)
{
    public Campaign Campaign => Request.Campaign;
    public Unit Unit => Request.Unit;
    public ProgressChoice Choice => new(Campaign.Code, Unit.Code, Request.Own, Request.AsOf);

    /// <summary>Address of the names behind a number.</summary>
    public string List(ProgressList list, string? unit = null, bool? own = null, Sector? sector = null) =>
        Routes.To<ProgressPeopleModel>() + Choice.Query(unit, own) + $"&list={list}" + (sector is { } only ? $"&sector={only}" : "");
}

/// <summary>Opens the progress of a campaign within what the viewer follows; the page and the lists behind its numbers ask here.</summary>
public sealed class ProgressDesk(DeclarationsDb db, Viewer viewer, StatisticsQuery statistics, OfficeClock clock, WorkingDays calendar, CampaignChoice chosen)
{
    /// <summary>A returned report that has not come back for so many days is stuck.</summary>
    public const int ReturnedDays = 5;

    /// <returns>Null: no such campaign or unit for the viewer.</returns>
    public async Task<OpenProgress?> OpenAsync(ProgressChoice choice) => await OpenAsync(choice, await (await viewer.LoadAsync()).PathsFollowedAsync());

    /// <param name="paths">Of units that are the viewer's business, with all below them.</param>
    /// <inheritdoc cref="OpenAsync(ProgressChoice)"/>
    public async Task<OpenProgress?> OpenAsync(ProgressChoice choice, IReadOnlyList<string> paths)
    {
        var campaigns = await viewer.CampaignsFollowed(paths).AsNoTracking().ToListAsync();
        if ((choice.Campaign is null ? chosen.Of(campaigns) : campaigns.FirstOrDefault(c => c.Code == choice.Campaign)) is not { } campaign)
            return null;
        var roots = paths.Select(path => path.StartsWith(campaign.Unit.Path, StringComparison.Ordinal) ? path : campaign.Unit.Path)
            .Where(root => paths.Any(path => root.StartsWith(path, StringComparison.Ordinal))).ToList();
        var root = roots.MinBy(path => path.Length);
        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(each => choice.Unit == null ? each.Path == root : each.Code == choice.Unit);
        if (unit is null || !roots.Any(unit.IsUnder))
            return null;
        var chain = UnitTree.PathsUpFrom(unit.Path).Where(path => roots.Any(top => path.StartsWith(top, StringComparison.Ordinal))).ToList();
        var above = await db.Units.AsNoTracking().Where(each => chain.Contains(each.Path)).OrderBy(each => each.Path).ToListAsync();
        var today = campaign.Today(clock.Now);
        return new(campaigns, above, new FiguresRequest(campaign, unit, choice.Own, choice.AsOf < today ? choice.AsOf : null),
            viewer.SeesInterestsIn(unit.Path), today);
    }

    /// <summary>Reports behind a number, in the order of lists.</summary>
    public IQueryable<PersonalSituationReport> Reports(OpenProgress progress, ProgressList list, Sector? sector)
    {
        var (request, today, cityManaged) = (progress.Request, progress.Today, db.CityManaged());
        var now = request with { AsOf = null };
        switch (list)
        {
            case ProgressList.Slow:
                var slow = LastSlowDay(today);
                return statistics.Reports(now, FilingCell.Due).Where(report => report.Status == ReportStatus.Submitted && report.LastSubmittedOn <= slow);
            case ProgressList.ToHandUp:
                return statistics.Reports(now, FilingCell.Due).Where(report => report.Status == ReportStatus.Signed && cityManaged.Contains(report.OfficialId));
            case ProgressList.Returned:
                var since = today.AddDays(-ReturnedDays);
                return statistics.Reports(now, FilingCell.Due).Where(report => report.Status == ReportStatus.Returned
                    && !db.ReturnNotes.Any(note => note.ReportId == report.Id && note.On > since));
            case ProgressList.WithInterests when sector is { } only:
                return statistics.Reports(request, only);
            case ProgressList.WithInterests:
                return statistics.WithInterests(request);
            default:
                return Enum.TryParse<FilingCell>(list.ToString(), out var cell) ? statistics.Reports(request, cell)
                    : statistics.Reports(request, Enum.Parse<Outcome>(list.ToString()));
        }
    }

    /// <summary>Persons that a number counts here; what is stuck is counted no further than lists go.</summary>
    public async Task<int> CountAsync(OpenProgress progress, ProgressList list, Sector? sector)
    {
        if (list is ProgressList.Slow or ProgressList.ToHandUp or ProgressList.Returned)
            return await Reports(progress, list, sector).CountUpAsync();
        var counts = await statistics.CountsAsync(progress.Request);
        return PersonsOf(counts.Filing, counts.Outcomes, counts.Of<Sector>(CountedBy.Sector), list, sector);
    }

    /// <summary>Persons of a received sheet that a number counts; what is stuck is its own installation's business.</summary>
    public static int PersonsOf(SheetNumbers numbers, ProgressList list, Sector? sector) =>
        PersonsOf(numbers.Filing, numbers.Outcomes, numbers.BySector, list, sector);

    private static int PersonsOf(
        FilingFigures filing, OutcomeFigures outcomes, IReadOnlyDictionary<Sector, int> sectors, ProgressList list, Sector? sector) =>
        list == ProgressList.WithInterests ? sector is { } only ? sectors.GetValueOrDefault(only) : outcomes.WithInterests
        : Enum.TryParse<FilingCell>(list.ToString(), out var cell) ? filing.Of(cell)
        : Enum.TryParse<Outcome>(list.ToString(), out var outcome) ? outcomes.Of(outcome) : 0;

    /// <summary>What was handed in until then has waited for its reader longer than it should.</summary>
    private DateOnly LastSlowDay(DateOnly today)
    {
        var day = today;
        while (ReadingTime.DueOn(day, calendar) >= today)
            day = day.AddDays(-1);
        return day;
    }
}
