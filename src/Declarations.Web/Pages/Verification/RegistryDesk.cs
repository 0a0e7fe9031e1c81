using System.Security.Cryptography;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Jobs;
using Declarations.Reporting.Registries;
using Declarations.Reports;
using Declarations.Verification;
using Declarations.Web.Jobs;
using Declarations.Written;
using Microsoft.EntityFrameworkCore;
using System.Text.Json;

namespace Declarations.Web.Pages.Verification;

/// <summary>Takes company data in: looks at the file, queues it, and carries it over.</summary>
public sealed class RegistryDesk(DeclarationsDb db, JobRunner jobs)
{
    private const int LongestName = 120, Batch = 2_000;

    /// <summary>The same file before, unless it came to nothing.</summary>
    public Task<RegistryImport?> SameAsync(string digest, CancellationToken cancellation = default) => db.RegistryImports.AsNoTracking()
        .Where(import => import.Digest == digest && import.Status != RegistryImportStatus.Stopped).FirstOrDefaultAsync(cancellation);

    public static string DigestOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>Queues a file that can be read.</summary>
    /// <exception cref="RefusedException">The same file is there already.</exception>
    public async Task<(RegistryImport Import, Job Job)> QueueAsync(Act act, RegistryLabel label, string fileName, byte[] file, CancellationToken cancellation)
    {
        var (name, digest) = (Path.GetFileName(fileName.Replace('\\', '/')), DigestOf(file));
        if (await SameAsync(digest, cancellation) is not null)
            throw new RefusedException(Refusal.RegistryAgain);
        var import = RegistryImport.Upload(act, label with { Source = WrittenText.OneLine(label.Source) },
            name.Length > LongestName ? name[..LongestName] : name, digest, file);
        var job = Job.About(import, act);
        db.AddRange(import, job);
        await db.SaveChangesAsync(cancellation);
        jobs.Wake();
        return (import, job);
    }

    /// <summary>Carries a queued file over: all rows that can be read, in one transaction.</summary>
    public async Task TakeAsync(Guid id, Act act, Action<int, int> progress, CancellationToken cancellation)
    {
        var import = await db.RegistryImports.SingleAsync(i => i.Id == id, cancellation);
        if (import is not { Status: RegistryImportStatus.Running, File: { } bytes })
            return;
        var read = await RegistryFile.ReadAsync(bytes, import.Kind, cancellation: cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var done = 0;
        foreach (var batch in read.Rows.Chunk(Batch))
        {
            await db.InsertManyAsync([.. batch.Select(row => Row(import, row))], cancellation);
            progress(done += batch.Length, read.Rows.Count);
        }
        import.Finish(act, read.Counts, read.Problems);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private RegistryRow Row(RegistryImport import, ReadRow row) => new()
    {
        Id = Guid.CreateVersion7(),
        ImportId = import.Id,
        Number = row.Number,
        Kind = import.Kind,
        PersonKey = row.Facts.Person is { } person ? db.PersonKey(person) : null,
        NumberKey = db.NumberKey(row.ResidentNumber),
        FirmKey = db.FirmKey(row.Facts.Firm),
        CodeKey = db.CodeKey(row.Facts.CreditCode),
        Text = JsonSerializer.Serialize(row.Facts, CanonicalReport.Json),
    };
}
