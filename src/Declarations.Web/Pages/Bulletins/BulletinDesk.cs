using System.Text.Json;
using Declarations.Bulletins;
using Declarations.Data;
using Declarations.Reporting.Documents;
using Declarations.Reporting.Statistics;
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
        .Where(b => viewer.UnitsInCharge().Any(unit => unit.Id == b.UnitId));

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
        await db.Bulletins.SingleOrDefaultAsync(b => b.CampaignId == bulletin.CampaignId && b.UnitId == bulletin.UnitId && b.Status == BulletinStatus.Issued));

    public static OfficialDocument Document(Bulletin bulletin) => new(bulletin.Title, bulletin.Paragraphs,
        [bulletin.Unit.Name, bulletin.IssuedOn is { } on ? Chinese.Day(on) : Chinese["bulletins.not-issued"]]);
}
