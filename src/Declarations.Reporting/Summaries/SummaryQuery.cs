using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Reporting.Summaries;

/// <summary>
/// Fills the summary table from the newest submitted version of each report. Who states no interest has no row (E34);
/// what nobody has verified or decided stays blank (E28).
/// </summary>
public sealed class SummaryQuery(DeclarationsDb db)
{
    /// <param name="unit">With its subtree, or alone.</param>
    /// <param name="asOf">Versions submitted up to this day, inclusive, judged as of it; the date of filling in.</param>
    /// <exception cref="RefusedException">The campaign's policy version is not known here, or its contents are erased.</exception>
    public async Task<SummaryTable> TableAsync(
        Campaign campaign, Unit unit, bool withSubordinates, DateOnly asOf, string? filledBy = null, CancellationToken cancellation = default)
    {
        if (campaign.ErasedOn is { } erasedOn)
            throw new RefusedException(Refusal.CampaignErased(erasedOn));
        var policy = Policies.Find(campaign.PolicyVersion) ?? throw new RefusedException(Refusal.PolicyUnknown(campaign.PolicyVersion));
        var units = await db.Units.AsNoTracking().Include(u => u.Posts).ToDictionaryAsync(u => u.Id, cancellation);
        var chains = units.Values.ToDictionary(u => u.Id, u => ChainOf(u, units));
        var submitted = db.Submissions.AsNoTracking().Where(s => s.Report.CampaignId == campaign.Id && s.SubmittedOn <= asOf && s.InterestCount > 0
            && !(s.Withdrawal != null && s.Withdrawal.On <= asOf)
            && !db.Submissions.Any(later => later.ReportId == s.ReportId && later.Number > s.Number && later.SubmittedOn <= asOf
                && !(later.Withdrawal != null && later.Withdrawal.On <= asOf)));
        submitted = withSubordinates
            ? submitted.Where(s => s.Report.Unit.Path.StartsWith(unit.Path))
            : submitted.Where(s => s.Report.UnitId == unit.Id);
        var found = await submitted.Select(s => new { s.Report.UnitId, s.Report.Official, s.Report.FirstSubmittedOn, Version = s }).ToListAsync(cancellation);
        var officials = found
            .OrderBy(row => units[row.UnitId].Path, StringComparer.Ordinal)
            .ThenBy(row => row.Official.Rank ?? Rank.None)
            .ThenBy(row => row.Official.StaffNumber, StringComparer.Ordinal)
            .Select((row, index) => Official(row.Version, index + 1, row.Official, chains[row.UnitId], policy, asOf, row.FirstSubmittedOn));
        return new SummaryTable(campaign.CityName, unit.Name, asOf, filledBy, Telephone: null, [.. officials]);
    }

    private static SummaryOfficial Official(Submission version, int sequence, Official official, IReadOnlyList<Unit> chain, Policy policy, DateOnly asOf, DateOnly? firstOn)
    {
        var content = version.Content;
        return new SummaryOfficial(
            version.ReportId, sequence, official.Name, official.AgeOn(asOf), $"{chain[0].Name} {official.Post}".TrimEnd(), official.Rank, official.PoliticalStatus,
            [.. content.Interests.Select(interest => Row(content, interest, Assessor.Assess(ReportFacts.Of(official, chain, interest, asOf, firstOn <= asOf ? firstOn : null), policy).Row))])
        {
            IsOnPaper = version.IsOnPaper,
            SupplementedOn = version.IsSupplement ? version.SubmittedOn : null,
        };
    }

    private static SummaryInterest Row(ReportContent content, Interest interest, AnnexRow cells) => new(
        interest.Id, interest.RelativeId is null ? null : content.HolderOf(interest)!.Name, interest.Holder, interest.Mode!.Value,
        interest.StartedOn, interest.EndedOn ?? (interest.Exit is { State: ExitState.Exited } exit ? exit.CompletedOn : null), interest.Content!, interest.Amount, interest.Profit, cells, Verification: null, Disposal: null);

    private static List<Unit> ChainOf(Unit unit, Dictionary<Guid, Unit> units)
    {
        List<Unit> chain = [unit];
        while (chain[^1].ParentId is { } parent)
            chain.Add(units[parent]);
        return chain;
    }
}
