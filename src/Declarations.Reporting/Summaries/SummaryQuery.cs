using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Reporting.Documents;
using Declarations.Reporting.Statistics;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Sheets;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Reporting.Summaries;

/// <summary>Which summary table: of a unit with its subtree or alone, as of a day, with all rows or some.</summary>
/// <param name="Unit">Of the campaign's subtree.</param>
/// <param name="AsOf">Versions that stand on this day, judged as of it; the date of filling in.</param>
public sealed record SummaryRequest(Campaign Campaign, Unit Unit, bool WithSubordinates, DateOnly AsOf, SummaryFilter Filter)
{
    public SummaryPart Part => new(!WithSubordinates, Filter.Sector, Filter.Exit);

    /// <summary>A campaign that is over stands on its last day, in ages and exits too.</summary>
    public static DateOnly AsOfIn(Campaign campaign, DateOnly today) => today < campaign.EndsOn ? today : campaign.EndsOn;
}

/// <summary>
/// Fills the summary table. Who belongs in it, and which rows, is read from the interest rows; the texts of the versions are
/// opened only for the officials that are shown. Who states no interest has no row (E34); what nobody has verified or decided
/// stays blank (E28). Officials of units with an installation of their own stand in the place of their unit, as their sheets state them.
/// </summary>
public sealed class SummaryQuery(DeclarationsDb db)
{
    /// <summary>Officials whose texts are open at once.</summary>
    private const int Batch = 250;

    private ((Guid Campaign, Guid Unit, bool WithSubordinates, DateOnly AsOf) Of, IReadOnlyList<ReceivedSheet> Sheets)? received;

    /// <summary>Persons, then rows.</summary>
    public async Task<(int Officials, int Rows)> CountAsync(SummaryRequest request, CancellationToken cancellation = default)
    {
        if (request.Filter.IsNone)
        {
            var (own, all) = (await db.CountsAsync(request.Campaign, [request.Unit.Id], request.AsOf, [CountedBy.Outcome, CountedBy.Interests], cancellation))
                [request.Unit.Id];
            var counts = request.WithSubordinates ? all : own;
            return (await ReceivedAsync(request, cancellation)).Aggregate((counts.Outcomes.WithInterests, counts.Interests),
                (sum, sheet) => (sum.WithInterests + sheet.Numbers.Officials, sum.Interests + sheet.Numbers.Rows));
        }
        var here = await RowsOf(request).GroupBy(row => row.CampaignId)
            .Select(one => new { Officials = one.Select(row => row.ReportId).Distinct().Count(), Rows = one.Count() })
            .SingleOrDefaultAsync(cancellation);
        var (officials, rows) = (here?.Officials ?? 0, here?.Rows ?? 0);
        foreach (var sheet in await ReceivedAsync(request, cancellation))
            foreach (var official in await ReceivedAsync(request, sheet, cancellation))
                (officials, rows) = (officials + 1, rows + official.Interests.Count);
        return (officials, rows);
    }

    /// <param name="skip">Officials before the first one shown.</param>
    /// <param name="take">Officials to show; null: all.</param>
    /// <exception cref="RefusedException">The campaign's policy version is not known here, or its contents are erased.</exception>
    public async Task<SummaryTable> TableAsync(
        SummaryRequest request, string? filledBy = null, int skip = 0, int? take = null, CancellationToken cancellation = default) =>
        new(HeadOf(request, filledBy), await OfficialsAsync(request, skip, take, cancellation).ToListAsync(cancellation));

    public static SummaryHead HeadOf(SummaryRequest request, string? filledBy) =>
        new(request.Campaign.CityName, request.Unit.Name, request.AsOf, filledBy, Telephone: null) { Part = request.Part };

    /// <summary>
    /// The officials in the order of the table. Who they are is known first, by id alone; their texts are opened a few hundred at
    /// a time, so that a table of any length takes the memory of one batch.
    /// </summary>
    /// <inheritdoc cref="TableAsync"/>
    public async IAsyncEnumerable<SummaryOfficial> OfficialsAsync(
        SummaryRequest request, int skip = 0, int? take = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (request.Campaign.ErasedOn is { } erasedOn)
            throw new RefusedException(Refusal.CampaignErased(erasedOn));
        var policy = CaseFiles.PolicyOf(request.Campaign);
        var rows = RowsOf(request);
        var pieces = await PiecesAsync(request, rows, skip, take ?? int.MaxValue, cancellation);
        List<Piece> here = [.. pieces.Where(piece => piece.Sheet is null)];
        var ids = here.Count == 0 ? [] : await IdsAsync(rows, here[0].From, take is null ? null : here[^1].From + here[^1].Count - here[0].From, cancellation);
        var sequence = skip;
        foreach (var piece in pieces)
            if (piece.Sheet is { } sheet)
                foreach (var official in (await ReceivedAsync(request, sheet, cancellation)).Skip(piece.From).Take(piece.Count))
                    yield return official with { Sequence = ++sequence };
            else
                foreach (var batch in ids.Skip(piece.From - here[0].From).Take(piece.Count).Chunk(Batch))
                    foreach (var official in await OpenAsync(rows, batch, policy, request.AsOf, cancellation))
                        yield return official with { Sequence = ++sequence };
    }

    /// <summary>Officials who stand one behind the other and come from one place.</summary>
    /// <param name="Sheet">Null: they file here.</param>
    /// <param name="From">How many of the same sheet, or of all who file here, stand before them.</param>
    private sealed record Piece(ReceivedSheet? Sheet, int From, int Count);

    /// <summary>
    /// What is shown, in the order of units: those who file here, and between them the sheets. Nobody files here in a unit with an installation of its own
    /// or below it.
    /// </summary>
    private async Task<List<Piece>> PiecesAsync(
        SummaryRequest request, IQueryable<InterestRow> rows, int skip, int take, CancellationToken cancellation)
    {
        var (pieces, passed) = (new List<Piece>(), 0);
        foreach (var sheet in await ReceivedAsync(request, cancellation))
        {
#pragma warning disable CA1309 // runs in the database, where keys sort by code point
            var before = await rows.Where(row => string.Compare(row.ListKey, sheet.Path) < 0).Select(row => row.ReportId).Distinct().CountAsync(cancellation);
#pragma warning restore CA1309
            Add(null, passed, before - passed);
            Add(sheet, 0, request.Filter.IsNone ? sheet.Numbers.Officials : (await ReceivedAsync(request, sheet, cancellation)).Count());
            passed = before;
        }
        Add(null, passed, int.MaxValue - passed);
        return pieces;

        void Add(ReceivedSheet? sheet, int from, int count)
        {
            var over = Math.Min(skip, count);
            var shown = Math.Min(take, count - over);
            (skip, take) = (skip - over, take - shown);
            if (shown > 0)
                pieces.Add(new(sheet, from + over, shown));
        }
    }

    /// <summary>
    /// Of reports, in the order of the table: unit by unit, where the highest rank comes first. One page is looked for in its own units alone, since keys are
    /// in the order of units.
    /// </summary>
    private async Task<List<Guid>> IdsAsync(IQueryable<InterestRow> rows, int skip, int? take, CancellationToken cancellation)
    {
        if (take is { } most)
        {
            var keys = await rows.GroupBy(row => row.ListKey).Select(group => group.Key).OrderBy(key => key).Skip(skip).Take(most).ToListAsync(cancellation);
            if (keys.Count == 0)
                return [];
            var (from, to) = (UnitOf(keys[0]) + ' ', UnitOf(keys[^1]) + '!');
#pragma warning disable CA1309 // runs in the database, where keys sort by code point
            skip -= skip == 0 ? 0
                : await rows.Where(row => string.Compare(row.ListKey, from) < 0).Select(row => row.ReportId).Distinct().CountAsync(cancellation);
            rows = rows.Where(row => string.Compare(row.ListKey, from) >= 0 && string.Compare(row.ListKey, to) < 0);
#pragma warning restore CA1309
        }
        var reports = db.Reports.AsNoTracking().Where(report => rows.Select(row => row.ReportId).Contains(report.Id))
            .OrderBy(report => report.Unit.Path).ThenBy(RankOrder).ThenBy(report => report.Official.StaffNumber).Select(report => report.Id).Skip(skip);
        return await (take is { } shown ? reports.Take(shown) : reports).ToListAsync(cancellation);

        static string UnitOf(string key) => key[..(key.LastIndexOf('/') + 1)];
    }

    /// <summary>Officials of a unit with an installation of its own.</summary>
    private async Task<IEnumerable<SummaryOfficial>> ReceivedAsync(SummaryRequest request, ReceivedSheet sheet, CancellationToken cancellation) =>
        Officials(await SheetsOf(request).SingleAsync(each => each.UnitId == sheet.UnitId, cancellation),
            new SheetSource(sheet.UnitCode, sheet.Number), sheet.UnitName, request.Filter);

    private static IEnumerable<SummaryOfficial> Officials(UnitSheet sheet, SheetSource source, string unitName, SummaryFilter filter) =>
        sheet.IsUnreadable ? [new(sheet.Id, 0, "", null, unitName, null, null, []) { From = source, Unreadable = $"{source.Unit}-{source.Number}" }]
        : sheet.ListOf<SummaryOfficial>("officials")
            .Select(official => official with { From = source, Interests = [.. official.Interests.Where(filter.Takes)] })
            .Where(official => official.Interests.Count > 0 || (official.Unreadable is not null && filter.IsNone));

    /// <summary>Asked for once for each table: it is counted, and then shown.</summary>
    private async Task<IReadOnlyList<ReceivedSheet>> ReceivedAsync(SummaryRequest request, CancellationToken cancellation)
    {
        var asked = (request.Campaign.Id, request.Unit.Id, request.WithSubordinates, request.AsOf);
        if (received is not { } known || known.Of != asked)
            received = known = (asked, await SheetsOf(request).Shown(db).ToListAsync(cancellation));
        return known.Sheets;
    }

    private IQueryable<UnitSheet> SheetsOf(SummaryRequest request) =>
        db.SheetsReceived(request.Campaign, request.Unit, !request.WithSubordinates, request.AsOf).AsNoTracking();

    /// <summary>The decisions that have a page of their own (说明5), in the order of the table.</summary>
    public async Task<IReadOnlyList<SummaryCase>> CasesAsync(SummaryRequest request, CancellationToken cancellation = default)
    {
        var rows = RowsOf(request);
        var found = await db.Disposals.AsNoTracking().Where(each => each.ConfirmedOn <= request.AsOf && rows.Any(row => row.ReportId == each.ReportId))
            .Where(each => each.Kind == DisposalKind.Organisational || each.Kind == DisposalKind.Disciplinary)
            .Join(db.Reports.AsNoTracking(), each => each.ReportId, report => report.Id,
                (each, report) => new { Disposal = each, Report = report, report.Official, UnitName = report.Unit.Name, report.Unit.Path })
            .ToListAsync(cancellation);
        return [.. found.Where(each => each.Disposal.HasCasePage).OrderBy(each => each.Path, StringComparer.Ordinal)
            .ThenByDescending(each => each.Official.Rank).ThenBy(each => each.Official.StaffNumber, StringComparer.Ordinal)
            .ThenBy(each => each.Disposal.ConfirmedOn).Select(each => new SummaryCase(each.Official, each.UnitName, each.Disposal))];
    }

    /// <summary>What the heads of the units of the table added when they confirmed their sheets last (说明1), by unit.</summary>
    public async Task<IReadOnlyList<(string UnitName, UnitSheet Sheet)>> OthersAsync(SummaryRequest request, CancellationToken cancellation = default)
    {
        var units = request.WithSubordinates ? db.Units.Where(unit => unit.Path.StartsWith(request.Unit.Path))
            : db.Units.Where(unit => unit.Id == request.Unit.Id);
        var confirmed = db.UnitSheets.Where(sheet => sheet.CampaignId == request.Campaign.Id && sheet.Kind == SheetKind.Confirmed
            && sheet.AsOf <= request.AsOf);
        var last = await confirmed.AsNoTracking().Where(sheet => !confirmed.Any(later => later.UnitId == sheet.UnitId && later.Number > sheet.Number))
            .Join(units, sheet => sheet.UnitId, unit => unit.Id, (sheet, unit) => new { Sheet = sheet, unit.Name, unit.Path })
            .OrderBy(each => each.Path).ToListAsync(cancellation);
        return [.. last.Where(each => each.Sheet.OtherMatters is not null).Select(each => (each.Name, each.Sheet))];
    }

    /// <summary>Pages of cases, and what the heads of units added, that came with the sheets of other installations.</summary>
    public async Task<(IReadOnlyList<OfficialDocument> Cases, IReadOnlyList<string> Others)> PapersReceivedAsync(
        SummaryRequest request, CancellationToken cancellation = default)
    {
        var (cases, others) = (new List<OfficialDocument>(), new List<string>());
        foreach (var sheet in (await SheetsOf(request).ToListAsync(cancellation)).Where(sheet => sheet is { IsUnreadable: false, Content.Length: > 0 }))
        {
            cases.AddRange(sheet.ListOf<OfficialDocument>("cases"));
            others.AddRange(sheet.ListOf<string>("others"));
        }
        return (cases, others);
    }

    private async Task<IEnumerable<SummaryOfficial>> OpenAsync(
        IQueryable<InterestRow> rows, Guid[] batch, Policy policy, DateOnly asOf, CancellationToken cancellation)
    {
        var reports = await db.Reports.AsNoTracking().Where(report => batch.Contains(report.Id))
            .Select(report => new { report.Id, UnitName = report.Unit.Name, report.Official, report.FirstSubmittedOn })
            .ToDictionaryAsync(report => report.Id, cancellation);
        var wanted = await rows.Where(row => batch.Contains(row.ReportId)).Select(row => new { row.ReportId, row.SubmissionId, row.InterestId })
            .ToListAsync(cancellation);
        var interests = wanted.ToLookup(row => row.ReportId, row => row.InterestId);
        var ids = wanted.Select(row => row.SubmissionId).OfType<Guid>().Distinct().ToList();
        var versions = await db.Submissions.AsNoTracking().Include(version => version.Determinations.Where(said => said.InterestId != null))
            .Where(version => ids.Contains(version.Id)).Select(version => new
            {
                Version = version,
                IsSigned = db.Signatures.Any(each => each.SubmissionId == version.Id && each.Kind == SignatureKind.Reader && each.SignedOn <= asOf),
                IsReturned = db.ReturnNotes.Any(note => note.SubmissionId == version.Id && note.On <= asOf),
            }).ToDictionaryAsync(each => each.Version.ReportId, cancellation);
        var checks = (await db.Checks.AsNoTracking().Where(check => batch.Contains(check.ReportId)).OrderBy(check => check.Number).ToListAsync(cancellation))
            .ToLookup(check => check.ReportId);
        var disposals = (await db.Disposals.AsNoTracking().Where(each => batch.Contains(each.ReportId) && each.ConfirmedOn <= asOf)
            .OrderBy(each => each.ConfirmedOn).ToListAsync(cancellation)).ToLookup(each => each.ReportId);
        // a report that was taken back since the ids were read is in the table no more
        return batch.Where(interests.Contains).Select(id =>
        {
            var (report, filed) = (reports[id], versions.GetValueOrDefault(id));
            var version = filed?.Version;
            return Official(id, report.Official, report.UnitName, asOf,
                Interests(version, [.. checks[id]], report.FirstSubmittedOn, policy, asOf).Where(interest => interests[id].Contains(interest.InterestId))
                    .Select(interest => interest with
                    {
                        Disposals = [.. disposals[id].Where(each => each.Concerns(interest.InterestId)).Select(SummaryDisposal.Of)],
                    })) with
            {
                Unreadable = version is not null && IsUnreadable(version) ? version.ReceiptNumber : null,
                Receipt = version?.ReceiptNumber,
                Digest = version?.Digest,
                IsOnPaper = version?.IsOnPaper == true,
                SupplementedOn = version?.IsSupplement == true ? version.SubmittedOn : null,
                Reading = filed is null ? ReadingState.NotReported : filed.IsSigned ? ReadingState.Signed
                    : filed.IsReturned ? ReadingState.Returned : ReadingState.Waiting,
            };
        });
    }

    private IQueryable<InterestRow> RowsOf(SummaryRequest request)
    {
        var (campaign, unit, asOf) = (request.Campaign.Id, request.Unit, request.AsOf);
        var rows = db.InterestRows.AsNoTracking().StandingOn(asOf).Where(row => row.CampaignId == campaign);
        if (!request.WithSubordinates)
            rows = rows.Where(row => row.UnitId == unit.Id);
        else if (unit.Id != request.Campaign.UnitId)
            rows = rows.Under([unit.Path]);
        return request.Filter.Apply(rows, asOf);
    }

    private static SummaryOfficial Official(Guid id, Official official, string unitName, DateOnly asOf, IEnumerable<SummaryInterest> interests) => new(
        id, Sequence: 0, official.Name, official.AgeOn(asOf), $"{unitName} {official.Post}".TrimEnd(), official.Rank, official.PoliticalStatus,
        [.. interests]);

    private static bool IsUnreadable(Submission version) => version.IsUnreadable || version.Determinations.Any(determination => determination.IsUnreadable);

    /// <summary>What the version states, and what checks found besides.</summary>
    private static IEnumerable<SummaryInterest> Interests(
        Submission? version, IReadOnlyList<Check> checks, DateOnly? firstSubmittedOn, Policy policy, DateOnly asOf)
    {
        if (version is not null && !IsUnreadable(version))
            foreach (var interest in version.Content.Interests)
                yield return new(
                    interest.Id, interest.RelativeId is null ? null : version.Content.HolderOf(interest)!.Name, interest.Holder, interest.Mode!.Value,
                    interest.StartedOn, interest.LastDay, interest.Enterprise, interest.Content!, interest.Amount, interest.Profit,
                    Assessor.Assess(CaseFile.Facts(version, interest.Id, asOf, checks), policy).Row);
        foreach (var check in checks.FoundOn(asOf))
        {
            var (found, facts) = (check.Content.Found!, checks.Facts(check, firstSubmittedOn, asOf));
            yield return new(check.InterestId!.Value, found.HolderName, found.Holder, found.Mode, found.StartedOn,
                found.EndedOn ?? facts.Timeline.ExitCompletedOn, found.Enterprise, found.Content, found.Amount, found.Profit,
                Assessor.Assess(facts, policy).Row);
        }
    }

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
