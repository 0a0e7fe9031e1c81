using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Declarations.Tips;

namespace Declarations.Data.Tips;

/// <summary>An entry as it reads.</summary>
public sealed record ReadEntry(int Number, TipEntryKind Kind, DateOnly On, TipStatus StatusAfter, Guid? ByAccountId, string Text);

/// <summary>A tip whose key is at hand: by the code, or by the desk's private key.</summary>
public sealed class OpenTip(Tip tip, byte[] key, IReadOnlyList<TipEntry> entries)
{
    private const string TextColumn = "text", IdentityColumn = "identity", HeadColumn = "head", ChunkColumn = "chunk";

    public Tip Tip { get; } = tip;
    internal byte[] Key { get; } = key;

    /// <summary>What the form said. Erased: nothing.</summary>
    /// <exception cref="RefusedException">It cannot be read.</exception>
    public TipWords Words => field ??= JsonSerializer.Deserialize<TipWords>(
        Text(entries.FirstOrDefault(entry => entry.Kind == TipEntryKind.Sent) ?? throw new RefusedException(Refusal.TipUnreadable)))!;

    /// <summary>In their order, without the form.</summary>
    public IReadOnlyList<ReadEntry> Entries => field ??= [.. entries.OrderBy(entry => entry.Number).Where(entry => entry.Kind != TipEntryKind.Sent)
        .Select(entry => new ReadEntry(entry.Number, entry.Kind, entry.On, entry.StatusAfter, entry.ByAccountId, Text(entry)))];

    /// <summary>What the tipster sees on the page of the code.</summary>
    public IReadOnlyList<ReadEntry> Messages => [.. Entries.Where(entry => entry.Kind.IsForTipster())];

    internal bool IsRecused(Guid account) => entries.Any(entry => entry.Kind == TipEntryKind.Recused && entry.ByAccountId == account);

    /// <exception cref="RefusedException">There is none, or it cannot be read.</exception>
    internal TipIdentity ReadIdentity() =>
        JsonSerializer.Deserialize<TipIdentity>(Open(Tip.Identity ?? throw new RefusedException(Refusal.TipUnreadable), Tip.Id, IdentityColumn))!;

    internal byte[] SealIdentity(TipIdentity identity) => Seal(JsonSerializer.SerializeToUtf8Bytes(identity), Tip.Id, IdentityColumn);

    /// <summary>The next entry, its text sealed.</summary>
    internal TipEntry Say(TipEntryKind kind, DateOnly on, Guid? by, string text)
    {
        var id = Guid.NewGuid();
        return new TipEntry
        {
            Id = id,
            TipId = Tip.Id,
            Number = Tip.NextNumber(),
            Kind = kind,
            On = on,
            StatusAfter = Tip.Status,
            ByAccountId = by,
            Box = text.Length == 0 ? null : Seal(Encoding.UTF8.GetBytes(text), id, TextColumn),
        };
    }

    internal byte[] SealHead(Guid file, TipFileHead head) => Seal(JsonSerializer.SerializeToUtf8Bytes(head), file, HeadColumn);

    internal TipFileHead? OpenHead(TipFile file) =>
        file.Head is { } box ? JsonSerializer.Deserialize<TipFileHead>(Open(box, file.Id, HeadColumn)) : null;

    /// <param name="box">Where it is sealed into, of <see cref="Envelope.SealedChunkSize"/> bytes.</param>
    internal TipFileChunk SealChunk(Guid file, int number, ReadOnlySpan<byte> bytes, byte[] box)
    {
        Envelope.SealInto(box, Key, bytes, ContextOf(file, ChunkColumn + number));
        return new() { FileId = file, Number = number, Box = box };
    }

    internal byte[] OpenChunk(TipFileChunk chunk) => Open(chunk.Box, chunk.FileId, ChunkColumn + chunk.Number);

    private string Text(TipEntry entry) => entry.Box is { } box ? Encoding.UTF8.GetString(Open(box, entry.Id, TextColumn)) : "";

    private byte[] Seal(byte[] plain, Guid row, string column) => Envelope.Seal(Key, plain, Envelope.TextStep, ContextOf(row, column));

    private byte[] Open(byte[] box, Guid row, string column)
    {
        try
        {
            return Envelope.Open(Key, box, ContextOf(row, column));
        }
        catch (CryptographicException)
        {
            throw new RefusedException(Refusal.TipUnreadable);
        }
    }

    private string ContextOf(Guid row, string column) => $"{Tip.Id}|{row}|{column}";
}
