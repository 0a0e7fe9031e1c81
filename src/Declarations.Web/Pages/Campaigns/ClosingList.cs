using Declarations.Bulletins;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Reporting.Sheets;
using Declarations.Reporting.Statistics;
using Declarations.Registers;
using Declarations.Reports;
using Declarations.Sheets;
using Declarations.Web.Pages.Bulletins;
using Declarations.Web.Pages.Clues;
using Declarations.Web.Pages.Exits;
using Declarations.Web.Pages.Handling;
using Declarations.Web.Pages.Progress;
using Declarations.Web.Pages.Sheets;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Campaigns;

/// <param name="Key">Of its words, after "close.".</param>
/// <param name="Open">How many are not done, counted no further than lists go.</param>
/// <param name="Href">The list of that length.</param>
public sealed record ClosingLine(string Key, int Open, string Href);

/// <summary>What a campaign must have accounted for when it is closed (五(四)): everybody due, exits, findings, and its final papers.</summary>
public sealed class ClosingList(DeclarationsDb db, StatisticsQuery statistics, SheetQuery sheets, HandlingDesk handling, OfficeClock clock)
{
    public async Task<IReadOnlyList<ClosingLine>> OfAsync(Campaign campaign)
    {
        var (today, query) = (campaign.Today(clock.Now), $"?campaign={campaign.Code}");
        var filing = await statistics.FilingOfAsync(new FiguresRequest(campaign, campaign.Unit, Own: false, AsOf: null));
        var rows = db.InterestRows.StandingNow().Where(row => row.CampaignId == campaign.Id);
        var handled = await handling.CountsAsync(campaign);
        var sheet = await sheets.StatusAsync(campaign, campaign.Unit, today);
        var bulletin = await db.Bulletins.AnyAsync(each => each.CampaignId == campaign.Id && each.UnitId == campaign.UnitId
            && each.Kind == BulletinKind.Progress && each.Status == BulletinStatus.Issued);
        return
        [
            new("missing", filing.Missing, Names(ProgressList.Missing)),
            new("waiting", filing.WaitingToBeRead, Names(ProgressList.Waiting)),
            new("exits", await rows.In(ExitList.Open, today).CountUpAsync(), Routes.To<ExitsModel>() + query + "&list=Open"),
            new("to-file", await rows.In(ExitList.ToFile, today).CountUpAsync(), Routes.To<ExitsModel>() + query + "&list=ToFile"),
            new("handling", handled[HandlingList.Open], Routes.To<HandlingModel>() + query + "&list=Open"),
            new("sent-back", handled[HandlingList.SentBack], Routes.To<HandlingModel>() + query + "&list=SentBack"),
            new("deferred", handled[HandlingList.Deferred], Routes.To<HandlingModel>() + query + "&list=Deferred"),
            new("proposed", handled[HandlingList.Proposed], Routes.To<HandlingModel>() + query + "&list=Proposed"),
            new("clues", await db.Problems.CountAsync(clue => clue.Register.CampaignId == campaign.Id && clue.Register.Kind == RegisterKind.Clue
                && clue.Status == ProblemStatus.Open), Routes.To<CluesModel>() + query),
            new("sheet", sheet == SheetStatus.Confirmed ? 0 : 1, Routes.To<SheetModel>(campaign.Code, campaign.Unit.Code)),
            new("bulletin", bulletin ? 0 : 1, Routes.To<BulletinsModel>()),
        ];

        string Names(ProgressList list) => Routes.To<ProgressPeopleModel>() + $"{query}&unit={campaign.Unit.Code}&list={list}";
    }
}
