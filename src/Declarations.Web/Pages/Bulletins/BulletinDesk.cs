using System.Text.Json;
using Declarations.Bulletins;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Handling;
using Declarations.Organisation;
using Declarations.Participation;
using Declarations.Reporting.Documents;
using Declarations.Reporting.Statistics;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Language;
using Declarations.Web.Pages.Roster;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // this comparison runs in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Bulletins;

/// <summary>Drafts bulletins from live figures, checks what an edited one says, and writes it out. Bulletins are official papers, in Chinese.</summary>
public sealed class BulletinDesk(DeclarationsDb db, StatisticsQuery statistics, Viewer viewer, OfficeClock clock)
{
    private static readonly Words Chinese = new(Words.Chinese);

    /// <summary>Those of units in the viewer's charge.</summary>
    public IQueryable<Bulletin> InCharge => db.Bulletins.Include(b => b.Campaign).Include(b => b.Unit)
        .Where(b => b.Kind != BulletinKind.Rectification && viewer.UnitsInCharge().Any(unit => unit.Id == b.UnitId));

    /// <summary>A draft of what the figures say, added to the next save.</summary>
    public async Task<Bulletin> DraftAsync(FiguresRequest request)
    {
        var figures = await statistics.OfAsync(request);
        var bulletin = Bulletin.Draft(clock.ActOf(viewer.AccountId, request.Campaign), request.Campaign, request.Unit, figures.AsOf,
            BulletinText.Title(figures), BulletinText.Paragraphs(figures, sector => Chinese.Of(sector), reason => Chinese.Of(reason)),
            JsonSerializer.Serialize(BulletinText.Figures(figures)));
        db.Bulletins.Add(bulletin);
        return bulletin;
    }

    /// <summary>公开曝光: a draft of chosen confirmed decisions, without names, added to the next save.</summary>
    public Bulletin DraftCases(Campaign campaign, Unit unit, IReadOnlyList<(Disposal Disposal, Rank? Rank, Sector? Sector, ParticipationMode? Mode)> cases)
    {
        var bulletin = Bulletin.Draft(clock.ActOf(viewer.AccountId, campaign), campaign, unit, campaign.Today(clock.Now),
            Chinese["cases.notice", unit.Name, cases.Count], [Chinese["cases.lead", campaign.Name, cases.Count], .. cases.Select(each => Chinese["cases.one",
                each.Rank, each.Mode, each.Sector, each.Disposal.Kind, each.Disposal.Measure, each.Disposal.Reason]), Chinese["cases.end"]],
            JsonSerializer.Serialize(cases.DistinctBy(each => each.Disposal.ReportId).ToDictionary(each => each.Disposal.ReportId, _ => 1)),
            BulletinKind.TypicalCases);
        db.Bulletins.Add(bulletin);
        return bulletin;
    }

    /// <summary>Of the people whose cases a notice tells, and of the relatives they declared.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(Bulletin bulletin)
    {
        var reports = FiguresOf(bulletin).Keys.Select(Guid.Parse).ToList();
        var officials = await db.Reports.Where(report => reports.Contains(report.Id)).Select(report => report.OfficialId).ToListAsync();
        return [.. (await db.KinOfAsync(officials)).SelectMany(kin => kin.Declared.Select(relative => relative.Name).Prepend(kin.Self.Name))];
    }

    public static IReadOnlyDictionary<string, int> FiguresOf(Bulletin bulletin) => JsonSerializer.Deserialize<Dictionary<string, int>>(bulletin.Figures)!;

    /// <summary>Whether what was recorded by the end of its day is still what it says.</summary>
    public async Task<bool> StillHoldsAsync(Bulletin bulletin)
    {
        var today = bulletin.Campaign.Today(clock.Now);
        var request = new FiguresRequest(bulletin.Campaign, bulletin.Unit, Own: false, bulletin.AsOf < today ? bulletin.AsOf : null);
        var now = BulletinText.Figures(await statistics.OfAsync(request));
        return now.Count == FiguresOf(bulletin).Count && now.All(figure => FiguresOf(bulletin).GetValueOrDefault(figure.Key, -1) == figure.Value);
    }

    /// <summary>Freezes it; the one before it, of the same campaign and unit, is replaced. With the next save.</summary>
    public async Task IssueAsync(Bulletin bulletin) => bulletin.Issue(clock.ActOf(viewer.AccountId, bulletin.Campaign),
        await db.Bulletins.SingleOrDefaultAsync(b => b.CampaignId == bulletin.CampaignId && b.UnitId == bulletin.UnitId && b.Kind == bulletin.Kind
            && b.Status == BulletinStatus.Issued));

    public static OfficialDocument Document(Bulletin bulletin) => new(bulletin.Title, bulletin.Paragraphs,
        [bulletin.Unit.Name, bulletin.IssuedOn is { } on ? Chinese.Day(on) : Chinese["bulletins.not-issued"]]);
}
