using System.Linq.Expressions;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Reporting.Summaries;

/// <summary>Which summary table: of a unit with its subtree or alone, as of a day, with all rows or some.</summary>
/// <param name="Unit">Of the campaign's subtree.</param>
/// <param name="AsOf">Versions that stand on this day, judged as of it; the date of filling in.</param>
public sealed record SummaryRequest(Campaign Campaign, Unit Unit, bool WithSubordinates, DateOnly AsOf, SummaryFilter Filter);

/// <summary>
/// Fills the summary table. Who belongs in it, and which rows, is read from the interest rows; the texts of the versions are
/// opened only for the officials that are shown. Who states no interest has no row (E34); what nobody has verified or decided
/// stays blank (E28).
/// </summary>
public sealed class SummaryQuery(DeclarationsDb db)
{
    /// <summary>Persons, then rows.</summary>
    public async Task<(int Officials, int Rows)> CountAsync(SummaryRequest request, CancellationToken cancellation = default)
    {
        var rows = RowsOf(request);
        return (await rows.Select(row => row.ReportId).Distinct().CountAsync(cancellation), await rows.CountAsync(cancellation));
    }

    /// <param name="skip">Officials before the first one shown.</param>
    /// <param name="take">Officials to show; null: all.</param>
    /// <exception cref="RefusedException">The campaign's policy version is not known here, or its contents are erased.</exception>
    public async Task<SummaryTable> TableAsync(
        SummaryRequest request, string? filledBy = null, int skip = 0, int? take = null, CancellationToken cancellation = default)
    {
        var (campaign, asOf) = (request.Campaign, request.AsOf);
        if (campaign.ErasedOn is { } erasedOn)
            throw new RefusedException(Refusal.CampaignErased(erasedOn));
        var policy = CaseFiles.PolicyOf(campaign);
        var rows = RowsOf(request);
        var reports = db.Reports.AsNoTracking().Where(report => rows.Select(row => row.ReportId).Contains(report.Id))
            .OrderBy(report => report.Unit.Path).ThenBy(RankOrder).ThenBy(report => report.Official.StaffNumber).Skip(skip);
        var shown = await (take is { } most ? reports.Take(most) : reports)
            .Select(report => new { report.Id, UnitName = report.Unit.Name, report.Official }).ToListAsync(cancellation);
        var ids = shown.Select(report => report.Id).ToList();
        // All of them, or a page of them: a long list of ids is no help to the database.
        var wanted = take is null ? rows : rows.Where(row => ids.Contains(row.ReportId));
        var interests = (await wanted.Select(row => new { row.SubmissionId, row.InterestId }).ToListAsync(cancellation))
            .ToLookup(row => row.SubmissionId, row => row.InterestId);
        var versions = await db.Submissions.AsNoTracking().Include(version => version.Determinations.Where(said => said.InterestId != null))
            .Where(version => wanted.Select(row => row.SubmissionId).Contains(version.Id)).ToDictionaryAsync(version => version.ReportId, cancellation);
        return new SummaryTable(campaign.CityName, request.Unit.Name, asOf, filledBy, Telephone: null,
            [.. shown.Select((report, index) =>
                Official(versions[report.Id], skip + index + 1, report.Official, report.UnitName, interests[versions[report.Id].Id].ToHashSet(), policy,
                    asOf))]);
    }

    private IQueryable<InterestRow> RowsOf(SummaryRequest request)
    {
        var (campaign, unit, asOf) = (request.Campaign.Id, request.Unit, request.AsOf);
        var rows = db.InterestRows.AsNoTracking().StandingOn(asOf).Where(row => row.CampaignId == campaign);
        if (!request.WithSubordinates)
            rows = rows.Where(row => row.UnitId == unit.Id);
        else if (unit.Id != request.Campaign.UnitId)
            rows = rows.Where(row => db.Units.Any(each => each.Id == row.UnitId && each.Path.StartsWith(unit.Path)));
        return request.Filter.Apply(rows, asOf);
    }

    private static SummaryOfficial Official(
        Submission version, int sequence, Official official, string unitName, HashSet<Guid> interests, Policy policy, DateOnly asOf)
    {
        var unreadable = version.IsUnreadable || version.Determinations.Any(determination => determination.IsUnreadable);
        var content = unreadable ? new ReportContent() : version.Content;
        return new SummaryOfficial(
            version.ReportId, sequence, official.Name, official.AgeOn(asOf), $"{unitName} {official.Post}".TrimEnd(), official.Rank, official.PoliticalStatus,
            [.. content.Interests.Where(interest => interests.Contains(interest.Id)).Select(interest =>
                Row(content, interest, Assessor.Assess(CaseFile.Facts(version, interest.Id, asOf), policy).Row))])
        {
            Unreadable = unreadable ? version.ReceiptNumber : null,
            IsOnPaper = version.IsOnPaper,
            SupplementedOn = version.IsSupplement ? version.SubmittedOn : null,
        };
    }

    private static SummaryInterest Row(ReportContent content, Interest interest, AnnexRow cells) => new(
        interest.Id, interest.RelativeId is null ? null : content.HolderOf(interest)!.Name, interest.Holder, interest.Mode!.Value,
        interest.StartedOn, interest.LastDay,
        interest.Content!, interest.Amount, interest.Profit, cells, Verification: null, Disposal: null);

    /// <summary>Highest rank first; the database knows ranks by name only.</summary>
    private static Expression<Func<PersonalSituationReport, int>> RankOrder { get; } = RankOrderOf();

    private static Expression<Func<PersonalSituationReport, int>> RankOrderOf()
    {
        Expression<Func<PersonalSituationReport, Rank?>> rank = report => report.Official.Rank;
        var order = Enum.GetValues<Rank>().Where(each => each != Rank.None).OrderDescending().Aggregate((Expression)Expression.Constant((int)Rank.None),
            (rest, each) => Expression.Condition(Expression.Equal(rank.Body, Expression.Constant(each, typeof(Rank?))), Expression.Constant((int)each), rest));
        return Expression.Lambda<Func<PersonalSituationReport, int>>(order, rank.Parameters);
    }
}
