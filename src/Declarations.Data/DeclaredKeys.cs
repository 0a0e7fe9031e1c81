using Declarations.Participation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Verification;
using Declarations.Written;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data;

/// <summary>Keyed hashes of what reports and registries name, so that the two can be joined without either being read.</summary>
public static class DeclaredKeys
{
    public static byte[] PersonKey(this DeclarationsDb db, string name) => db.Vault.Mark("person", WrittenName.Normal(name));
    public static byte[]? NumberKey(this DeclarationsDb db, string? residentNumber) =>
        ResidentId.TryParse(residentNumber, out var id) ? db.Vault.Mark("number", id.Value) : null;
    public static byte[] FirmKey(this DeclarationsDb db, string name) => db.Vault.Mark("firm", RegistryValues.Firm(name));
    public static byte[]? CodeKey(this DeclarationsDb db, string? creditCode) =>
        new UnifiedSocialCreditCode(creditCode) is { IsWellFormed: true } code ? db.Vault.Mark("code", code.Value) : null;

    /// <summary>Of the relatives and enterprises that a version states.</summary>
    public static IEnumerable<DeclaredKey> KeysOf(this DeclarationsDb db, PersonalSituationReport report, ReportContent content)
    {
        foreach (var relative in content.Relatives ?? [])
            yield return Key(relative.Id, DeclaredKind.Relative, relative.Relation, db.PersonKey(relative.Name), db.NumberKey(relative.ResidentNumber));
        foreach (var interest in content.Interests.Where(interest => interest.Enterprise is not null))
            yield return Key(interest.Id, DeclaredKind.Firm, interest.Holder, db.FirmKey(interest.Enterprise!), db.CodeKey(interest.CreditCode));

        DeclaredKey Key(Guid subject, DeclaredKind kind, Relation relation, byte[] key, byte[]? number) => new()
        {
            ReportId = report.Id,
            SubjectId = subject,
            Kind = kind,
            CampaignId = report.CampaignId,
            OfficialId = report.OfficialId,
            Relation = relation,
            Key = key,
            NumberKey = number,
        };
    }

    /// <summary>What differs between the stored keys of a report and those that follow from its versions.</summary>
    internal static IEnumerable<string> KeyDifferences(
        this DeclarationsDb db, PersonalSituationReport report, IReadOnlyList<Submission> versions, IReadOnlyList<DeclaredKey> stored)
    {
        var derived = report.ErasedOn is null && versions.Counting() is { } version
            ? db.KeysOf(report, version.Content).Select(key => key.ToString()).ToList() : [];
        var kept = stored.Select(key => key.ToString()).ToList();
        return [.. kept.Except(derived).Select(key => $"key stored, does not follow: {key}"),
            .. derived.Except(kept).Select(key => $"key follows, is not stored: {key}")];
    }

    /// <summary>After the key of the installation has changed, or a restore: every key of a campaign anew.</summary>
    public static async Task<int> RekeyAsync(this DeclarationsDb db, Guid campaignId, CancellationToken cancellation = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var count = await db.RekeyWithinAsync(campaignId, cancellation);
        await transaction.CommitAsync(cancellation);
        return count;
    }

    /// <summary>The same within a transaction.</summary>
    internal static async Task<int> RekeyWithinAsync(this DeclarationsDb db, Guid campaignId, CancellationToken cancellation)
    {
        await db.DeclaredKeys.Where(key => key.CampaignId == campaignId).ExecuteDeleteAsync(cancellation);
        var count = 0;
        var all = await db.Reports.Where(r => r.CampaignId == campaignId && r.ErasedOn == null && r.SubmissionCount > 0)
            .Select(r => r.Id).ToListAsync(cancellation);
        foreach (var ids in all.Chunk(500))
        {
            var reports = await db.Reports.AsNoTracking().Where(r => ids.Contains(r.Id)).ToListAsync(cancellation);
            var versions = (await db.Submissions.AsNoTracking().Include(s => s.Withdrawal).Where(s => ids.Contains(s.ReportId)).OrderBy(s => s.Number)
                .ToListAsync(cancellation)).ToLookup(s => s.ReportId);
            DeclaredKey[] keys = [.. reports.SelectMany(report => versions[report.Id].Counting() is { IsUnreadable: false } version
                ? db.KeysOf(report, version.Content) : [])];
            await db.InsertManyAsync(keys, cancellation);
            count += keys.Length;
        }
        return count;
    }
}
