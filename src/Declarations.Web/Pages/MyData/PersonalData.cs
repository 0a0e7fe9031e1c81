using System.IO.Compression;
using System.Text.Json;
using Declarations.Data;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Web.Language;
using Declarations.Web.Pages.IntegrityFiles;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.MyData;

/// <summary>
/// Everything that is kept of one official, as a package: data.json, each filed version in the very bytes its digest covers,
/// and the files. With salt and version anybody can recompute the digest of a receipt: SHA-256 of salt and version.
/// </summary>
public sealed class PersonalData(DeclarationsDb db, IntegrityFile file, Words words)
{
    private static readonly JsonSerializerOptions Json = new(CanonicalReport.Json) { WriteIndented = true, IgnoreReadOnlyProperties = false };

    public async Task<byte[]> PackAsync(Official official)
    {
        var (_, reports, versions, signatures, comments, requests, typing, views, sections) = await PersonalRecord.OfAsync(db, file, words, official);
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            await AddAsync(zip, "data.json", JsonSerializer.SerializeToUtf8Bytes(new
            {
                Roster = new
                {
                    official.StaffNumber,
                    official.Name,
                    official.Sex,
                    official.BornOn,
                    official.ResidentNumber,
                    official.PoliticalStatus,
                    Unit = official.Unit.Name,
                    official.Post,
                    official.Rank,
                    official.Category,
                    official.LeadingMember,
                    official.CityManaged,
                    official.Status,
                    official.LeftOn,
                    official.FormerPost,
                    official.FormerDuties,
                    official.JoinedWorkOn,
                    official.Telephone,
                },
                Reports = reports.Select(r => new { Campaign = r.Campaign.Name, r.Status, r.DraftSavedAt, r.Draft, ContentsErasedOn = r.ErasedOn }),
                Versions = versions.Select(v => new
                {
                    v.ReceiptNumber,
                    v.Number,
                    v.SubmittedAt,
                    v.SubmittedOn,
                    v.Digest,
                    Salt = Convert.ToHexStringLower(v.Salt),
                    v.IsSupplement,
                    v.IsOnPaper,
                    WithdrawnOn = v.Withdrawal?.On,
                    WithdrawnBecause = v.Withdrawal?.Reason,
                }),
                Signatures = signatures.Select(s => new { s.Kind, s.Name, s.Post, s.SignedAt, s.SignedOn, s.Digest }),
                Comments = comments.Select(n => new { n.Line, n.Comment, n.ByName, n.ByPost, n.At }),
                Requests = requests.Select(r => new { r.AskedAt, r.Kind, r.Text, r.FileId, r.Status, r.Answer, r.AnsweredAt }),
                Typing = typing.Select(k => new { k.At, k.Address, k.Fields }),
                Views = views,
                IntegrityFile = sections.Select(s => new { s.Number, Title = words[$"integrity-file.section.{s.Number}"], s.Lines }),
            }, Json));
            foreach (var version in versions.Where(v => !v.IsErased))
                await AddAsync(zip, $"versions/{version.ReceiptNumber}.json", version.Canonical);
            foreach (var id in versions.Where(v => !v.IsErased).SelectMany(v => v.Content.Files).Concat(reports.SelectMany(r => r.Draft.Files))
                .Select(file => file.Id).Concat(requests.Select(r => r.FileId).OfType<Guid>()).Distinct())
                if (await db.EvidenceFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id) is { } kept)
                    await AddAsync(zip, $"files/{kept.Id}-{kept.Name}", kept.Bytes);
        }
        return stream.ToArray();
    }

    private static async Task AddAsync(ZipArchive zip, string name, byte[] bytes)
    {
        await using var entry = zip.CreateEntry(name).Open();
        await entry.WriteAsync(bytes);
    }
}
