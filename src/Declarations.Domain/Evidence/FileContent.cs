using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Declarations.Evidence;

/// <summary>Kinds of files that are taken.</summary>
public enum FileKind { Pdf, Jpeg, Png, Docx, Xlsx }

/// <summary>Tells what a file is by what is in it; its name and what the browser says of it count for nothing.</summary>
public static class FileContent
{
    private const int MostEntries = 2_000;
    private static readonly byte[] PngSignature = [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n'];
    private static readonly byte[] PngEnd = [0, 0, 0, 0, .. "IEND"u8, 0xAE, 0x42, 0x60, 0x82];

    /// <returns>Null: none of the kinds, or broken.</returns>
    public static FileKind? KindOf(byte[] bytes) =>
        IsPdf(bytes) ? FileKind.Pdf : IsJpeg(bytes) ? FileKind.Jpeg : IsPng(bytes) ? FileKind.Png : OfficeKind(bytes);

    private static bool IsPdf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("%PDF-"u8) && bytes[Math.Max(0, bytes.Length - 1024)..].IndexOf("%%EOF"u8) >= 0;

    private static bool IsPng(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 45 && bytes.StartsWith(PngSignature) && bytes[8..].StartsWith(new byte[] { 0, 0, 0, 13 }) && bytes[12..].StartsWith("IHDR"u8)
            && bytes.EndsWith(PngEnd);

    /// <summary>Start of image, segments that follow one another, and a scan.</summary>
    private static bool IsJpeg(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || bytes[0] != 0xFF || bytes[1] != 0xD8)
            return false;
        for (var at = 2; at + 4 <= bytes.Length && bytes[at] == 0xFF;)
        {
            if (bytes[at + 1] == 0xDA)
                return bytes[at..].LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) > 0;
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }
        return false;
    }

    /// <summary>Nothing is unpacked: only the list of entries is looked at. Macros are refused.</summary>
    private static FileKind? OfficeKind(byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith("PK\x03\x04"u8) || EntryCount(bytes) is not (> 0 and <= MostEntries))
            return null;
        try
        {
            using var package = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read, leaveOpen: false, Encoding.UTF8);
            var names = package.Entries.Select(entry => entry.FullName).ToList();
            if (!names.Contains("[Content_Types].xml") || names.Distinct().Count() < names.Count || names.Any(IsDoubtful))
                return null;
            return names.Contains("word/document.xml") ? FileKind.Docx : names.Contains("xl/workbook.xml") ? FileKind.Xlsx : null;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or ArgumentException)
        {
            return null;
        }
    }

    private static bool IsDoubtful(string name) =>
        name.Contains("..", StringComparison.Ordinal) || name.StartsWith('/') || name.Contains('\\', StringComparison.Ordinal)
        || name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase);

    /// <summary>As the end of the package states it, before anything is made of it.</summary>
    private static int? EntryCount(ReadOnlySpan<byte> bytes)
    {
        var from = Math.Max(0, bytes.Length - 22 - ushort.MaxValue);
        var end = bytes[from..].LastIndexOf("PK\x05\x06"u8);
        return end < 0 || from + end + 22 > bytes.Length ? null : BinaryPrimitives.ReadUInt16LittleEndian(bytes[(from + end + 10)..]);
    }
}

/// <summary>Names of files as they are kept and offered again.</summary>
public static class FileName
{
    private const int Longest = 80;

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL",
        "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    };

    /// <summary>No path, no control, bidi or reserved character, no device name; at most 80 characters; the ending follows the content.</summary>
    public static string Clean(string name, FileKind kind)
    {
        var own = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var dot = own.LastIndexOf('.');
        var stem = new StringBuilder();
        foreach (var rune in (dot > 0 ? own[..dot] : own).Normalize(NormalizationForm.FormC).EnumerateRunes())
            if (stem.Length < Longest && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned))
                stem.Append("<>:\"|?*".Contains((char)rune.Value, StringComparison.Ordinal) && rune.IsBmp ? "_" : rune.ToString());
        var clean = stem.ToString().Trim(' ', '.');
        if (clean.Length == 0 || Devices.Contains(clean.Split('.')[0]))
            clean = "_" + clean;
        return $"{clean}.{kind.ToString().ToLowerInvariant().Replace("jpeg", "jpg", StringComparison.Ordinal)}";
    }
}
