using System.Buffers.Binary;
using System.Text;
using Declarations.Evidence;

namespace Declarations.Tips;

/// <summary>Tells what a file is by its first and last bytes alone, so that an upload need not be held as a whole.</summary>
public static class StreamedContent
{
    /// <summary>Bytes of the end that are enough: the list of a package of two thousand entries fits in.</summary>
    public const int TailSize = 256 * 1024;

    /// <param name="head">At least the first 16 bytes, or the whole file.</param>
    /// <param name="tail">The last <see cref="TailSize"/> bytes, or the whole file.</param>
    /// <returns>Null: none of the kinds, or broken.</returns>
    public static FileKind? KindOf(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail) =>
        head.StartsWith("%PDF-"u8) ? tail[Math.Max(0, tail.Length - 1024)..].IndexOf("%%EOF"u8) >= 0 ? FileKind.Pdf : null
        : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? tail.LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) > 0 ? FileKind.Jpeg : null
        : head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]) ? tail.IndexOf("IEND"u8) > 0 ? FileKind.Png : null
        : head.StartsWith("PK\x03\x04"u8) ? OfficeKind(tail) : null;

    /// <summary>By the names in the list at the end of the package. Macros are refused, and a list that does not lie in the tail.</summary>
    private static FileKind? OfficeKind(ReadOnlySpan<byte> tail)
    {
        var end = tail.LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || end + 22 > tail.Length)
            return null;
        var (count, size) = (BinaryPrimitives.ReadUInt16LittleEndian(tail[(end + 10)..]), BinaryPrimitives.ReadUInt32LittleEndian(tail[(end + 12)..]));
        if (size > end)
            return null;
        var (at, names) = (end - (int)size, new HashSet<string>());
        for (var i = 0; i < count; i++)
        {
            if (at + 46 > end || !tail[at..].StartsWith("PK\x01\x02"u8))
                return null;
            var (name, extra, comment) = (BinaryPrimitives.ReadUInt16LittleEndian(tail[(at + 28)..]),
                BinaryPrimitives.ReadUInt16LittleEndian(tail[(at + 30)..]), BinaryPrimitives.ReadUInt16LittleEndian(tail[(at + 32)..]));
            if (at + 46 + name > end)
                return null;
            var text = Encoding.UTF8.GetString(tail.Slice(at + 46, name));
            if (!names.Add(text) || text.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))
                return null;
            at += 46 + name + extra + comment;
        }
        return !names.Contains("[Content_Types].xml") ? null
            : names.Contains("word/document.xml") ? FileKind.Docx : names.Contains("xl/workbook.xml") ? FileKind.Xlsx : null;
    }
}
