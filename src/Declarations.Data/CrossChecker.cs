using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Organisation;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Verification;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data;

/// <summary>Holds the people of a campaign against the newest imports and keeps the leads. Within a transaction.</summary>
public sealed class CrossChecker(DeclarationsDb db)
{
    private const int Batch = 300;

    private readonly Dictionary<Guid, CheckedImport> imports = [];
    private readonly Dictionary<string, int> firms = [], bearers = [];
    private int matches, agree, held, nameOnly, dismissed, known, found;
    private CrossCheck check = null!;
    private Act act = null!;
    private Campaign campaign = null!;
    private Policy policy = null!;
    private UnitTree tree = null!;
    private IReadOnlyList<SupervisedSectors> supervised = [];

    /// <summary>
    /// Of each source and kind those of its newest day: they go before older ones, which stay. Each list of earlier exits is of a campaign of its own, and
    /// counts.
    /// </summary>
    public static async Task<IReadOnlyList<CheckedImport>> NewestAsync(DeclarationsDb db, CancellationToken cancellation = default) =>
        [.. (await db.RegistryImports.AsNoTracking().Where(import => import.Status == RegistryImportStatus.Done).ToListAsync(cancellation))
            .GroupBy(import => (import.Source, import.Kind)).SelectMany(same => same.Where(import => import.Kind == RegistryKind.EarlierExits
                || import.AsOf == same.Max(each => each.AsOf)))
            .OrderBy(import => import.Kind).ThenBy(import => import.Id)
            .Select(import => new CheckedImport(import.Id, import.Kind, import.Source, import.AsOf, import.Coverage, import.Kept))];

    /// <param name="about">The cross-check, with its campaign; not saved here.</param>
    /// <exception cref="RefusedException">There is no import.</exception>
    public async Task<(IReadOnlyList<CheckedImport> Imports, CrossCheckCounts Counts)> RunAsync(
        CrossCheck about, Act acting, Action<int, int> progress, CancellationToken cancellation = default)
    {
        (check, act, campaign, policy) = (about, acting, about.Campaign, CaseFiles.PolicyOf(about.Campaign));
        foreach (var import in await NewestAsync(db, cancellation))
            imports[import.Id] = import;
        if (imports.Count == 0)
            throw new RefusedException(Refusal.CrossCheckNoImport);
        tree = new UnitTree(await db.Units.AsNoTracking().Include(unit => unit.Posts).ToListAsync(cancellation));
        supervised = await db.SupervisedSectors.AsNoTracking().Include(sectors => sectors.Unit).ToListAsync(cancellation);
        var (people, relatives) = await db.MarkPeopleAsync(campaign.Id, cancellation);
        var hits = await db.HitsAsync(imports.Keys, cancellation);
        foreach (var name in hits.GroupBy(hit => Hex(hit.Key)))
            (firms[name.Key], bearers[name.Key]) = (name.DistinctBy(hit => Hex(hit.FirmKey)).Count(),
                name.DistinctBy(hit => (hit.OfficialId, hit.SubjectId)).Count());
        var (done, all) = (0, hits.DistinctBy(hit => hit.OfficialId).Count());
        foreach (var batch in hits.GroupBy(hit => hit.OfficialId).Chunk(Batch))
        {
            await LookAsync(batch, cancellation);
            progress(done += batch.Length, all);
        }
        return ([.. imports.Values],
            new(people, relatives, imports.Values.Sum(import => (long)import.Rows), matches, agree, nameOnly, dismissed, known, found)
            { Held = held });
    }

    private async Task LookAsync(IReadOnlyCollection<IGrouping<Guid, NameHit>> people, CancellationToken cancellation)
    {
        var ids = people.Select(person => person.Key).ToList();
        var officials = await db.Officials.AsNoTracking().Include(official => official.Unit).Where(official => ids.Contains(official.Id))
            .ToDictionaryAsync(official => official.Id, cancellation);
        var contents = await ContentsAsync(ids, cancellation);
        var rows = await RowsAsync([.. people.SelectMany(person => person).Select(hit => hit.RowId).Distinct()], cancellation);
        var firmRows = await FirmsAsync([.. rows.Values.Select(row => row.FirmKey).DistinctBy(Hex)], cancellation);
        var before = (await db.Leads.Where(lead => lead.CampaignId == campaign.Id && ids.Contains(lead.OfficialId)).ToListAsync(cancellation))
            .ToLookup(lead => lead.OfficialId);
        var (fresh, seen) = (new List<Lead>(), new List<Guid>());
        foreach (var person in people)
            foreach (var match in Matches(officials[person.Key], person, contents.GetValueOrDefault(person.Key), rows, firmRows))
                Keep(match, before[person.Key], fresh, seen);
        await db.SaveChangesAsync(cancellation);
        await db.InsertManyAsync(fresh, cancellation);
        foreach (var again in seen.Chunk(500))
            await db.Leads.Where(lead => again.Contains(lead.Id)).ExecuteUpdateAsync(set => set.SetProperty(lead => lead.SeenInId, check.Id), cancellation);
        db.ChangeTracker.Clear();
    }

    /// <summary>New, or found again; what was excluded, or decided, is not asked again.</summary>
    private void Keep(LeadMatch match, IEnumerable<Lead> before, List<Lead> fresh, List<Guid> seen)
    {
        var same = before.Where(lead => lead.PersonKey.AsSpan().SequenceEqual(match.PersonKey)
            && (lead.FirmKey.AsSpan().SequenceEqual(match.FirmKey) || match.CodeKey is not null && lead.CodeKey is not null
            && lead.CodeKey.AsSpan().SequenceEqual(match.CodeKey))).ToList();
        if (same.Find(lead => lead.Kind == match.Kind) is { } lead)
        {
            lead.Renew(act, check, match);
            seen.Add(lead.Id);
            if (lead.State == LeadState.Excluded)
                dismissed++;
            else
                known++;
        }
        else if (same.Exists(lead => lead is { State: LeadState.Excluded, Exclusion: ExclusionReason.OtherPerson }))
            dismissed++;
        else
        {
            fresh.Add(Lead.Find(act, check, match));
            found++;
        }
    }

    private IEnumerable<LeadMatch> Matches(Official official, IEnumerable<NameHit> hits, ReportContent? content, Dictionary<Guid, RegistryRow> rows,
        ILookup<string, RegistryRow> firmRows)
    {
        var chain = tree.Chain(official.Unit);
        foreach (var firm in hits.GroupBy(hit => Hex(hit.FirmKey)))
        {
            var named = firm.GroupBy(hit => hit.SubjectId)
                .Select(person => (Hits: person.ToList(), Relative: content?.Relatives?.FirstOrDefault(relative => relative.Id == person.Key)))
                .Where(person => person.Hits[0].SubjectId is null || person.Relative is not null).ToList();
            foreach (var (found, relative) in named)
            {
                LeadRow[] shown = [.. found.Select(hit => rows[hit.RowId]).OrderBy(row => row.Kind == RegistryKind.EarlierExits)
                    .ThenBy(row => row.Kind == RegistryKind.Companies)
                    .ThenByDescending(row => imports[row.ImportId].AsOf).ThenBy(row => row.Id).Select(Shown)];
                // an exit of an earlier campaign, and no register that names the person there: nothing to hold it against
                if (shown[0].Kind == RegistryKind.EarlierExits)
                    continue;
                matches++;
                var own = firmRows[firm.Key].ToList();
                var first = rows[found[0].RowId];
                var codes = own.Select(row => row.CodeKey).Prepend(first.CodeKey).OfType<byte[]>().Select(Hex).ToHashSet();
                var match = new NameMatch
                {
                    Name = relative?.Name ?? official.Name,
                    Relation = relative?.Relation ?? Relation.Self,
                    RelativeId = relative?.Id,
                    BornOn = relative is null ? official.BornOn : ResidentId.TryParse(relative.ResidentNumber, out var id) ? id.BornOn : null,
                    SameNumber = SameNumber(relative is null ? db.NumberKey(official.ResidentNumber) : found[0].NumberKey, found, rows),
                    Rows = shown,
                    Firm = own.Find(row => row.Kind == RegistryKind.Companies)?.Facts,
                    Changes = [.. own.Where(row => row.Kind == RegistryKind.Changes).Select(row => row.Facts)],
                    Declared = [.. (content?.Interests ?? []).Where(interest => interest.Enterprise is { } name && Hex(db.FirmKey(name)) == firm.Key
                        || db.CodeKey(interest.CreditCode) is { } code && codes.Contains(Hex(code)))],
                    Relatives = content?.Relatives ?? [],
                    Family = [.. named.Where(other => other.Relative != relative).Select(other => other.Relative?.Name ?? official.Name)],
                    Firms = firms[Hex(found[0].Key)],
                    Namesakes = bearers[Hex(found[0].Key)] - 1,
                    Places = [campaign.CityName, .. chain.Select(unit => unit.Name)],
                    CoolingOff = CoolingOff(official, chain),
                    Supervised = chain.Select(unit => supervised.FirstOrDefault(kept => kept.UnitId == unit.Id)?.Sectors)
                        .FirstOrDefault(kept => kept is not null),
                };
                if (match.Ask() is not { } asked)
                    (agree, held) = match.Declared.Count > 0 ? (agree + 1, held) : (agree, held + 1);
                else if (NameMatch.IsNameOnly(asked.Text))
                    nameOnly++;
                else
                    yield return new(found[0].ReportId, official.Id, asked.Kind, match.Relation, found[0].Key, found[0].FirmKey,
                        first.CodeKey ?? own.Select(row => row.CodeKey).FirstOrDefault(code => code is not null), asked.Text);
            }
        }
    }

    private LeadRow Shown(RegistryRow row) => new(row.Id, row.Kind, imports[row.ImportId].Source, imports[row.ImportId].AsOf, row.Facts);

    /// <summary>Null: no row has a number, or the person's is not known.</summary>
    private static bool? SameNumber(byte[]? mine, IEnumerable<NameHit> hits, Dictionary<Guid, RegistryRow> rows)
    {
        var said = hits.Select(hit => rows[hit.RowId].NumberKey).OfType<byte[]>().ToList();
        return mine is null || said.Count == 0 ? null : said.Exists(number => number.AsSpan().SequenceEqual(mine));
    }

    /// <summary>四3: true while the period runs; null: nobody knows whether, or how long.</summary>
    private bool? CoolingOff(Official official, IReadOnlyList<Unit> chain)
    {
        if (!official.HasLeft || official.LeftOn is null || official.Category is not (null or PersonCategory.CivilServant or PersonCategory.RefCivilServant))
            return false;
        return new OfficialFile(official, chain, policy).Assess(act.LegalDay).CooldownActive;
    }

    private async Task<Dictionary<Guid, ReportContent>> ContentsAsync(IReadOnlyCollection<Guid> officials, CancellationToken cancellation) =>
        (await db.Submissions.AsNoTracking().Include(version => version.Withdrawal).Include(version => version.Report)
            .Where(version => version.Report.CampaignId == campaign.Id && officials.Contains(version.Report.OfficialId))
            .OrderBy(version => version.Number).ToListAsync(cancellation))
        .GroupBy(version => version.Report.OfficialId).Select(versions => (versions.Key, Version: versions.Counting()))
        .Where(pair => pair.Version is { IsUnreadable: false }).ToDictionary(pair => pair.Key, pair => pair.Version!.Content);

    private async Task<Dictionary<Guid, RegistryRow>> RowsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var rows = new Dictionary<Guid, RegistryRow>();
        foreach (var some in ids.Chunk(500))
            foreach (var row in await db.RegistryRows.AsNoTracking().Where(row => some.Contains(row.Id)).ToListAsync(cancellation))
                rows[row.Id] = row;
        return rows;
    }

    /// <summary>What the newest imports say of enterprises themselves: the enterprise, and its records of changes.</summary>
    private async Task<ILookup<string, RegistryRow>> FirmsAsync(IReadOnlyList<byte[]> keys, CancellationToken cancellation)
    {
        var rows = new List<RegistryRow>();
        var newest = imports.Values.Where(import => import.Kind is RegistryKind.Companies or RegistryKind.Changes).Select(import => import.Id).ToList();
        foreach (var some in keys.Chunk(500))
            rows.AddRange(await db.RegistryRows.AsNoTracking().Where(row => newest.Contains(row.ImportId) && some.Contains(row.FirmKey))
                .ToListAsync(cancellation));
        return rows.ToLookup(row => Hex(row.FirmKey));
    }

    private static string Hex(byte[] mark) => Convert.ToHexString(mark);
}
