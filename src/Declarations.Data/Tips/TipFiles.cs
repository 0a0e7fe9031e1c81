using System.Security.Cryptography;
using Declarations.Evidence;
using Declarations.Tips;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data.Tips;

/// <summary>Why a file was not taken; the tip is as it was.</summary>
public enum UploadFault { TooMany, TooLarge, Kind, Empty, BrokenOff }

/// <summary>A file of a tip as it reads.</summary>
public sealed record ReadFile(Guid Id, DateOnly On, TipFileHead Head);

/// <summary>
/// Takes files as they stream in, sealing piece by piece: at no time is more than one piece and the end of the file in memory, or any of it on a disk.
/// </summary>
public sealed class TipFiles(TipsDb db)
{
    private const int Attempts = 10;

    /// <returns>Null: it is kept.</returns>
    /// <exception cref="RefusedException">The tip takes nothing more.</exception>
    public async Task<UploadFault?> TakeAsync(OpenTip open, Stream content, string name, TipDay day, CancellationToken cancellation)
    {
        open.Tip.Status.After(TipVerb.Add);
        var kept = await ListAsync(open, cancellation);
        if (kept.Count >= TipFile.Most)
            return UploadFault.TooMany;
        var file = new TipFile { TipId = open.Tip.Id, On = day.On };
        db.TipFiles.Add(file);
        await db.SaveChangesAsync(cancellation);
        var taken = false;
        try
        {
            var (head, fault) = await StreamAsync(open, file.Id, content, name, TipFile.Largest - kept.Sum(each => each.Head.Size), cancellation);
            if (fault is not null)
                return fault;
            file.Head = open.SealHead(file.Id, head!);
            fault = await CompleteAsync(open, head!, day, cancellation);
            taken = fault is null;
            return fault;
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or InvalidDataException)
        {
            return UploadFault.BrokenOff;
        }
        finally
        {
            if (!taken)
                await RemoveAsync(file);
        }
    }

    public async Task<IReadOnlyList<ReadFile>> ListAsync(OpenTip open, CancellationToken cancellation = default) =>
        [.. (await db.TipFiles.AsNoTracking().Where(file => file.TipId == open.Tip.Id && file.Head != null).ToListAsync(cancellation))
            .Select(file => new ReadFile(file.Id, file.On, open.OpenHead(file)!)).OrderBy(file => file.On).ThenBy(file => file.Head.Digest)];

    /// <summary>The file as it came.</summary>
    /// <returns>Null: the tip has no such file.</returns>
    public async Task<(TipFileHead Head, byte[] Bytes)?> ReadAsync(OpenTip open, Guid id, CancellationToken cancellation = default)
    {
        if (await db.TipFiles.AsNoTracking().SingleOrDefaultAsync(file => file.Id == id && file.TipId == open.Tip.Id && file.Head != null, cancellation)
            is not { } file)
            return null;
        var (head, at) = (open.OpenHead(file)!, 0);
        var bytes = new byte[head.Size];
        await foreach (var chunk in db.TipFileChunks.AsNoTracking().Where(chunk => chunk.FileId == id).OrderBy(chunk => chunk.Number).AsAsyncEnumerable()
            .WithCancellation(cancellation))
        {
            var piece = open.OpenChunk(chunk);
            piece.CopyTo(bytes, at);
            at += piece.Length;
        }
        return (head, bytes);
    }

    /// <summary>What was broken off when the process ended.</summary>
    public async Task SweepAsync(DateOnly before, CancellationToken cancellation = default) =>
        await db.TipFiles.Where(file => file.Head == null && file.On < before).ExecuteDeleteAsync(cancellation);

    /// <summary>Counted once more, since others may have come in meanwhile: of two at once the second meets the version of the tip.</summary>
    private async Task<UploadFault?> CompleteAsync(OpenTip open, TipFileHead head, TipDay day, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var kept = await ListAsync(open, cancellation);
            if (kept.Count >= TipFile.Most)
                return UploadFault.TooMany;
            if (kept.Sum(each => each.Head.Size) + head.Size > TipFile.Largest)
                return UploadFault.TooLarge;
            open.Tip.Add(day);
            var entry = db.TipEntries.Add(open.Say(TipEntryKind.FileAdded, day.On, null, head.Name));
            try
            {
                await db.SaveChangesAsync(cancellation);
                return null;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                entry.State = EntityState.Detached;
                await db.Entry(open.Tip).ReloadAsync(cancellation);
            }
        }
    }

    private async Task RemoveAsync(TipFile file)
    {
        db.ChangeTracker.Clear();
        await db.TipFiles.Where(each => each.Id == file.Id).ExecuteDeleteAsync(CancellationToken.None);
    }

    private async Task<(TipFileHead?, UploadFault?)> StreamAsync(OpenTip open, Guid file, Stream content, string name, int room, CancellationToken cancellation)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Each piece is sealed into the same box: large files would otherwise fill the memory faster than it is swept.
        var (buffer, box, end, head) = (new byte[Envelope.ChunkSize], new byte[Envelope.SealedChunkSize], new Tail(), Array.Empty<byte>());
        var (size, number) = (0, 0);
        for (; ; )
        {
            var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
            if (length == 0)
                break;
            if ((size += length) > room)
                return (null, UploadFault.TooLarge);
            if (number == 0)
                head = buffer[..Math.Min(length, 16)];
            digest.AppendData(buffer, 0, length);
            end.Add(buffer.AsSpan(0, length));
            var chunk = open.SealChunk(file, number++, buffer.AsSpan(0, length), box);
            db.TipFileChunks.Add(chunk);
            await db.SaveChangesAsync(cancellation);
            db.Entry(chunk).State = EntityState.Detached;
        }
        if (size == 0)
            return (null, UploadFault.Empty);
        return StreamedContent.KindOf(head, end.Bytes) is { } kind
            ? (new TipFileHead(FileName.Clean(name, kind), kind, size, Convert.ToHexStringLower(digest.GetHashAndReset())), null)
            : (null, UploadFault.Kind);
    }

    /// <summary>The last bytes of a stream.</summary>
    private sealed class Tail
    {
        private readonly byte[] bytes = new byte[StreamedContent.TailSize];
        private int length;

        public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, length);

        /// <param name="more">Not longer than the tail.</param>
        public void Add(ReadOnlySpan<byte> more)
        {
            if (length + more.Length > bytes.Length)
            {
                var kept = bytes.Length - more.Length;
                bytes.AsSpan(length - kept, kept).CopyTo(bytes);
                length = kept;
            }
            more.CopyTo(bytes.AsSpan(length));
            length += more.Length;
        }
    }
}
