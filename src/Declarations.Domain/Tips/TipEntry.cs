using Declarations.Evidence;

namespace Declarations.Tips;

/// <summary>往来: a message either way, or an act of the desk. Rows only grow; they go when the tip is erased.</summary>
public sealed class TipEntry
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public required Guid TipId { get; init; }
    /// <summary>Their order; days alone do not tell.</summary>
    public required int Number { get; init; }
    public required TipEntryKind Kind { get; init; }
    public required DateOnly On { get; init; }
    public required TipStatus StatusAfter { get; init; }
    /// <summary>The officer; null: the tipster or the system.</summary>
    public Guid? ByAccountId { get; init; }
    /// <summary>The text, sealed under the tip's key and padded; null: none.</summary>
    public byte[]? Box { get; init; }
}

/// <summary>举报附件. What it is called, its kind and its size are sealed with it.</summary>
public sealed class TipFile
{
    /// <summary>Files of one tip.</summary>
    public const int Most = 5;
    /// <summary>Bytes of all files of a tip.</summary>
    public const int Largest = 20 * 1024 * 1024;

    public Guid Id { get; init; } = Guid.NewGuid();
    public required Guid TipId { get; init; }
    public required DateOnly On { get; init; }
    /// <summary>Sealed <see cref="TipFileHead"/>; null: it is still coming, or it was broken off.</summary>
    public byte[]? Head { get; set; }
}

/// <summary>A piece of a file, sealed and padded.</summary>
public sealed class TipFileChunk
{
    public required Guid FileId { get; init; }
    public required int Number { get; init; }
    public required byte[] Box { get; init; }
}

/// <param name="Size">Bytes.</param>
/// <param name="Digest">SHA-256, 64 hexadecimal digits.</param>
public sealed record TipFileHead(string Name, FileKind Kind, int Size, string Digest);
