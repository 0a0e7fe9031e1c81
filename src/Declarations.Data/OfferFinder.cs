using Declarations.Participation;
using Declarations.Reports;
using Declarations.Verification;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data;

/// <summary>
/// What the newest registers and the last report of another campaign say of somebody who fills in a report, and of the relatives in the draft. Rows of
/// registers are found by the marks of the names. A common name needs something else that speaks for the person (D3), and what the draft states
/// already is not offered.
/// </summary>
public sealed class OfferFinder(DeclarationsDb db)
{
    /// <summary>Rows of one name that are looked at.</summary>
    private const int MostRows = 200;

    /// <returns>Offers without an answer, the filer's own first.</returns>
    public async Task<IReadOnlyList<Offer>> FindAsync(CaseFile file, CancellationToken cancellation = default)
    {
        var (draft, offers) = (file.Report.Draft, new List<Offer>());
        var imports = (await CrossChecker.NewestAsync(db, cancellation)).ToDictionary(import => import.Id);
        foreach (var person in (draft.Relatives ?? []).Select(relative => (relative.Name, relative.Relation, Id: (Guid?)relative.Id, relative.ResidentNumber))
            .Prepend((file.Person.Official.Name, Relation.Self, null, file.Person.Official.ResidentNumber)))
            offers.AddRange(await OfRegistersAsync(file, imports, person, cancellation));
        offers.AddRange(await OfTheLastReportAsync(file, cancellation));
        var answered = (draft.Offers ?? []).Select(answer => answer.Offer.Key).ToHashSet();
        return [.. offers.Where(offer => !answered.Contains(offer.Key) && !draft.Interests.Any(interest => IsThat(interest, offer.Stated)))
            .DistinctBy(offer => offer.Key)];
    }

    private async Task<IEnumerable<Offer>> OfRegistersAsync(CaseFile file, Dictionary<Guid, CheckedImport> imports,
        (string Name, Relation Relation, Guid? Id, string? Number) person, CancellationToken cancellation)
    {
        var ids = imports.Values.Where(import => import.Kind != RegistryKind.Changes).Select(import => import.Id).ToList();
        var (key, number) = (db.PersonKey(person.Name), db.NumberKey(person.Number));
        var rows = (await db.RegistryRows.AsNoTracking().Where(row => row.PersonKey == key && ids.Contains(row.ImportId)).OrderBy(row => row.Id)
            .Take(MostRows).ToListAsync(cancellation)).FindAll(row => !row.IsUnreadable);
        var firms = rows.GroupBy(row => Convert.ToHexString(row.FirmKey)).Select(firm => firm.ToList()).ToList();
        var companies = imports.Values.Where(import => import.Kind == RegistryKind.Companies).Select(import => import.Id).ToList();
        var keys = firms.ConvertAll(firm => firm[0].FirmKey);
        var known = keys.Count == 0 ? [] : (await db.RegistryRows.AsNoTracking().Where(row => companies.Contains(row.ImportId) && keys.Contains(row.FirmKey))
            .ToListAsync(cancellation)).DistinctBy(row => Convert.ToHexString(row.FirmKey))
            .ToDictionary(row => Convert.ToHexString(row.FirmKey), row => row.Facts);
        return from firm in firms
               let facts = known.GetValueOrDefault(Convert.ToHexString(firm[0].FirmKey))
               where IsLikely(firm, facts) && IsOn(firm, facts)
               select Of(firm, facts);

        bool IsLikely(List<RegistryRow> firm, RegistryFacts? facts)
        {
            var said = firm.Select(row => row.NumberKey).OfType<byte[]>().ToList();
            if (number is not null && said.Count > 0)
                return said.Exists(each => each.AsSpan().SequenceEqual(number));
            return firms.Count <= NameMatch.CommonFirms
                || firm.Select(row => row.Facts).Append(facts).OfType<RegistryFacts>().Any(each => each.City == file.Campaign.CityName);
        }

        static bool IsOn(List<RegistryRow> firm, RegistryFacts? facts) => !firm.TrueForAll(row => row.Facts.HasExited == true)
            && !firm.Select(row => row.Facts).Append(facts).Any(each => each?.Status is FirmStatus.Deregistered or FirmStatus.Revoked);

        Offer Of(List<RegistryRow> firm, RegistryFacts? facts)
        {
            var rowsOfPerson = firm.Where(row => row.Facts.HasExited != true).OrderBy(row => row.Kind == RegistryKind.Companies).ToList();
            var (loudest, all) = (rowsOfPerson[0], rowsOfPerson.ConvertAll(row => row.Facts));
            var import = imports[loudest.ImportId];
            return new(OfferOrigin.Register, import.Source, import.AsOf, person.Name, new Interest
            {
                Id = Guid.Empty,
                Sector = all.Append(facts).Select(each => each?.Sector).FirstOrDefault(sector => sector is not null) ?? Sector.Other,
                Holder = person.Relation,
                RelativeId = person.Id,
                Enterprise = loudest.Facts.Firm,
                CreditCode = all.Append(facts).Select(each => each?.CreditCode).FirstOrDefault(code => code is not null),
                Mode = rowsOfPerson.Exists(row => row.Kind == RegistryKind.Shareholders) ? ParticipationMode.Equity : ParticipationMode.Officer,
                SharePercent = all.Select(each => each.SharePercent).FirstOrDefault(share => share is not null),
                PostHeld = all.Select(each => each.Post).FirstOrDefault(post => post is not null),
                StartedOn = all.Select(each => each.Since).FirstOrDefault(since => since is not null),
            });
        }
    }

    /// <summary>What the last report to another campaign stated and what had not ended then. A relative is the one of the same name in this draft.</summary>
    private async Task<IEnumerable<Offer>> OfTheLastReportAsync(CaseFile file, CancellationToken cancellation)
    {
        var (me, here) = (file.Person.Official.Id, file.Campaign.Id);
        var versions = await db.Submissions.AsNoTracking().Include(version => version.Withdrawal).Include(version => version.Report.Campaign)
            .Where(version => version.Report.OfficialId == me && version.Report.CampaignId != here && version.Report.ErasedOn == null
                && version.Report.Campaign.PracticeDate == null && version.SubmittedOn <= file.Campaign.EndsOn)
            .OrderBy(version => version.Number).ToListAsync(cancellation);
        var last = versions.GroupBy(version => version.ReportId).Select(report => report.ToList().Counting())
            .OfType<Submission>().Where(version => !version.IsUnreadable).MaxBy(version => version.SubmittedOn);
        return from interest in last?.Content.Interests ?? []
               where interest.LastDay is null
               let name = last!.Content.HolderOf(interest)?.Name
               let relative = (file.Report.Draft.Relatives ?? []).FirstOrDefault(each => each.Relation == interest.Holder && each.Name == name)
               where interest.RelativeId is null || relative is not null
               select new Offer(OfferOrigin.EarlierReport, last!.Report.Campaign.Name, last.SubmittedOn, relative?.Name ?? file.Person.Official.Name,
                   interest with { Id = Guid.Empty, RelativeId = relative?.Id, ReportedOn = null, Exit = null });
    }

    private static bool IsThat(Interest stated, Interest offered) => stated.RelativeId == offered.RelativeId
        && (stated.CreditCode is { } code && code == offered.CreditCode
            || stated.Enterprise is { } firm && RegistryValues.Firm(firm) == RegistryValues.Firm(offered.Enterprise ?? ""));
}
