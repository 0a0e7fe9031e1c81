using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Handling;
using Declarations.Participation;
using Declarations.Reporting.Documents;
using Declarations.Reporting.Summaries;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Web.Access;
using Declarations.Web.Language;
using Declarations.Web.Pages.Checks;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Handling;

/// <summary>Who is to be handled: nothing decided, sent back, put off, waiting for the second person; and who has been.</summary>
public enum HandlingList { Open, SentBack, Deferred, Proposed, Done }

/// <summary>A case like the one in hand, without a name: what was decided there and why.</summary>
public sealed record LikeCase(DisposalKind Kind, DisposalMeasure Measure, string? Reason, Sector? Sector, Rank? Rank);

/// <summary>Finds what waits to be handled, and writes the page of the case.</summary>
public sealed class HandlingDesk(DeclarationsDb db, Viewer viewer)
{
    /// <summary>
    /// Reports with something to be handled: an interest that requires an exit, that differs from the report or was not reported; or somebody already
    /// decided about. Whoever has been decided about is found from the decision.
    /// </summary>
    public IQueryable<PersonalSituationReport> In(HandlingList list, Campaign campaign)
    {
        var reports = viewer.ReportsToHandle().Where(report => report.CampaignId == campaign.Id);
        var disposals = db.Disposals.Where(disposal => disposal.CampaignId == campaign.Id);
        var (deferred, proposed, back, confirmed) = (With(DisposalState.Deferred), With(DisposalState.Proposed), With(DisposalState.SentBack),
            With(DisposalState.Confirmed));
        var rows = ToHandle(db.InterestRows.Where(row => row.CampaignId == campaign.Id));
        return list switch
        {
            HandlingList.Proposed => reports.Where(report => proposed.Contains(report.Id)),
            HandlingList.Deferred => reports.Where(report => deferred.Contains(report.Id)),
            HandlingList.Done => reports.Where(report => confirmed.Contains(report.Id)
                && !deferred.Contains(report.Id) && !proposed.Contains(report.Id) && !back.Contains(report.Id)),
            HandlingList.SentBack => reports.Where(report => back.Contains(report.Id)),
            _ => reports.Where(report => rows.Any(row => row.ReportId == report.Id) && !disposals.Any(each => each.ReportId == report.Id)),
        };

        IQueryable<Guid> With(DisposalState state) => disposals.Where(each => each.State == state).Select(each => each.ReportId);
    }

    private static IQueryable<InterestRow> ToHandle(IQueryable<InterestRow> rows) => rows.StandingNow().Where(row => row.Consistent == false
        || row.SubmissionId == null || row.Action == RequiredAction.ReportAndExit || row.Action == RequiredAction.ReportAndRelativeExit);

    /// <summary>Keys of the reports of which nothing is decided, from their interests alone.</summary>
    private IQueryable<string> OpenKeys(Campaign campaign) => ToHandle(viewer.RowsToHandle(campaign))
        .Where(row => !db.Disposals.Any(each => each.CampaignId == campaign.Id && each.ReportId == row.ReportId))
        .GroupBy(row => row.ListKey).Select(group => group.Key);

    /// <summary>How many stand in each list, as far as lists go. In a state in which nobody is at all nobody is counted.</summary>
    /// <param name="narrow">What the lists are narrowed to; null: nothing.</param>
    public async Task<IReadOnlyDictionary<HandlingList, int>> CountsAsync(
        Campaign campaign, Func<IQueryable<PersonalSituationReport>, IQueryable<PersonalSituationReport>>? narrow = null)
    {
        var decided = new Dictionary<HandlingList, IQueryable<object>>
        {
            [HandlingList.SentBack] = With(DisposalState.SentBack),
            [HandlingList.Deferred] = With(DisposalState.Deferred),
            [HandlingList.Proposed] = With(DisposalState.Proposed),
            [HandlingList.Done] = With(DisposalState.Confirmed),
        };
        var (found, counts) = (await decided.Values.ToList().WithRowsAsync(), new Dictionary<HandlingList, int>());
        foreach (var list in Enum.GetValues<HandlingList>())
            counts[list] = decided.TryGetValue(list, out var disposals) && !found.Contains(disposals) ? 0
                : narrow is not null ? await narrow(In(list, campaign)).CountUpAsync()
                : list == HandlingList.Open ? await OpenKeys(campaign).CountUpAsync() : await In(list, campaign).CountUpAsync();
        return counts;

        IQueryable<Disposal> With(DisposalState state) => db.Disposals.Where(each => each.CampaignId == campaign.Id && each.State == state);
    }

    /// <summary>What was decided, here and elsewhere in the campaign, about interests judged alike: same verdict and sector.</summary>
    public async Task<IReadOnlyList<LikeCase>> LikeAsync(PersonalSituationReport report)
    {
        var rows = db.InterestRows.StandingNow().Where(row => row.CampaignId == report.CampaignId);
        var mine = rows.Where(row => row.ReportId == report.Id);
        var like = rows.Where(row => row.ReportId != report.Id && mine.Any(own => own.Basis == row.Basis && own.Sector == row.Sector));
        var found = await db.Disposals.AsNoTracking().Where(each => each.State == DisposalState.Confirmed)
            .Join(like, each => each.ReportId, row => row.ReportId, (each, row) => new { each, row.Sector, row.Rank })
            .OrderByDescending(pair => pair.each.ConfirmedOn).Take(20).ToListAsync();
        return [.. found.DistinctBy(pair => pair.each.Id).Take(8)
            .Select(pair => new LikeCase(pair.each.Kind!.Value, pair.each.Measure!.Value, pair.each.Reason, pair.Sector, pair.Rank))];
    }

    /// <summary>The confirmed decisions about interests of some reports, each with what may be told of the case.</summary>
    public async Task<IReadOnlyList<(Disposal, Rank?, Sector?, ParticipationMode?)>> CasesAsync(
        Campaign campaign, IReadOnlyCollection<Guid> reports)
    {
        var chosen = In(HandlingList.Done, campaign).Where(report => reports.Contains(report.Id)).Select(report => report.Id);
        var decided = await db.Disposals.AsNoTracking().Where(each => chosen.Contains(each.ReportId) && each.State == DisposalState.Confirmed
            && (each.Ground == DisposalGround.Interest || each.Ground == DisposalGround.GainForOthers)).ToListAsync();
        var rows = (await db.InterestRows.AsNoTracking().StandingNow().Where(row => chosen.Contains(row.ReportId)).ToListAsync())
            .ToLookup(row => row.ReportId);
        return [.. decided.Select(each => (each, rows[each.ReportId].FirstOrDefault(row => each.Concerns(row.InterestId))))
            .Select(pair => (pair.each, pair.Item2?.Rank, pair.Item2?.Sector, pair.Item2?.Mode))];
    }

    /// <summary>个案情况 (另附页): in Chinese, as it is sent up.</summary>
    public static OfficialDocument CasePage(SummaryCase decided, string cityName)
    {
        var (words, official, disposal) = (new Words(Words.Chinese), decided.Official, decided.Disposal);
        return new OfficialDocument(words["case.title"],
        [
            words["case.who", official.Name, decided.UnitName, official.Post, official.Rank],
            "# " + words["case.facts"], disposal.CaseFacts!,
            "# " + words["case.basis"], disposal.CaseBasis!,
            "# " + words["case.decision"],
            words["case.decided", disposal.DecidedBy, disposal.DecidedOn, disposal.Document, disposal.Kind, disposal.Measure, disposal.Reason],
            .. disposal.Referred ? [words["case.referred"]] : Array.Empty<string>(),
            "# " + words["case.outcome"], disposal.CaseOutcome!,
        ], [cityName, words.Day(disposal.ConfirmedOn ?? disposal.ProposedOn)]);
    }
}
