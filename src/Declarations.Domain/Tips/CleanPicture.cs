using System.Buffers.Binary;

namespace Declarations.Tips;

/// <summary>Pictures without what a camera or a program writes beside the picture: place, time, device, author, previews.</summary>
internal static class CleanPicture
{
    private const byte Start = 0xD8, End = 0xD9, Scan = 0xDA, Comment = 0xFE, Adobe = 0xEE;

    /// <summary>Chunks that a picture is drawn from; all others go.</summary>
    private static readonly HashSet<string> Drawn = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "bKGD"];

    /// <summary>Segments of the picture itself and Adobe's, which says how its colours are written; JFIF anew, without a preview.</summary>
    /// <returns>Null: broken.</returns>
    public static byte[]? Jpeg(ReadOnlySpan<byte> bytes)
    {
        using var clean = new MemoryStream(bytes.Length);
        clean.Write([0xFF, Start]);
        for (var at = 2; at + 4 <= bytes.Length;)
        {
            if (bytes[at] != 0xFF)
                return null;
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            if (marker == End)
            {
                clean.Write([0xFF, End]);
                return clean.ToArray();
            }
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            var next = at + 2 + length;
            if (length < 2 || next > bytes.Length)
                return null;
            if (marker == Scan)
                next = EndOfScan(bytes, next);
            if (marker == 0xE0 && length >= 16 && bytes[(at + 4)..].StartsWith("JFIF\0"u8))
                clean.Write([0xFF, 0xE0, 0, 16, .. bytes.Slice(at + 4, 12), 0, 0]);
            else if (marker is not (>= 0xE0 and <= 0xEF or Comment) || marker == Adobe)
                clean.Write(bytes[at..next]);
            at = next;
            if (at + 2 <= bytes.Length && at + 4 > bytes.Length && bytes[at] == 0xFF && bytes[at + 1] == End)
            {
                clean.Write([0xFF, End]);
                return clean.ToArray();
            }
        }
        return null;
    }

    /// <returns>Null: broken.</returns>
    public static byte[]? Png(ReadOnlySpan<byte> bytes)
    {
        using var clean = new MemoryStream(bytes.Length);
        clean.Write(bytes[..8]);
        for (var at = 8; at + 12 <= bytes.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > bytes.Length - at - 12)
                return null;
            var (name, whole) = (System.Text.Encoding.ASCII.GetString(bytes.Slice(at + 4, 4)), (int)length + 12);
            if (Drawn.Contains(name))
                clean.Write(bytes.Slice(at, whole));
            if (name == "IEND")
                return clean.ToArray();
            at += whole;
        }
        return null;
    }

    /// <summary>Behind a scan: the next marker that is neither stuffing nor a restart.</summary>
    private static int EndOfScan(ReadOnlySpan<byte> bytes, int at)
    {
        while (at + 1 < bytes.Length && !(bytes[at] == 0xFF && bytes[at + 1] is not (0 or (>= 0xD0 and <= 0xD7) or 0xFF)))
            at++;
        return at;
    }
}
