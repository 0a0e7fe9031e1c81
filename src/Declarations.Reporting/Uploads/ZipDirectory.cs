using System.Buffers.Binary;
using System.Text;

namespace Declarations.Reporting.Uploads;

/// <summary>Looks at the directory of a zip file before a library does: counts what is there, whatever the file says is there.</summary>
internal static class ZipDirectory
{
    private const uint EndSignature = 0x06054B50, EntrySignature = 0x02014B50;
    private const int EndSize = 22, EntrySize = 46, LongestComment = ushort.MaxValue;
    private static readonly byte[] Zip = [0x50, 0x4B, 3, 4], OldOffice = [0xD0, 0xCF, 0x11, 0xE0];

    /// <exception cref="WorkbookException">Not a plain zip file of at most <see cref="WorkbookLimits.Parts"/> entries that stay in their folder.</exception>
    public static void Check(ReadOnlySpan<byte> file, WorkbookLimits limits)
    {
        if (file.StartsWith(OldOffice))
            throw new WorkbookException(WorkbookFault.OldOrProtected);
        if (!file.StartsWith(Zip))
            throw new WorkbookException(WorkbookFault.NotAWorkbook);
        var end = End(file);
        var (declared, at) = (UInt16(file, end + 10), (long)UInt32(file, end + 16));
        var count = 0;
        while (at + EntrySize <= end && UInt32(file, (int)at) == EntrySignature)
        {
            if (++count > limits.Parts)
                throw new WorkbookException(WorkbookFault.TooManyParts, limits.Parts);
            at += CheckEntry(file[(int)at..end]);
        }
        // More than 65,535 entries are declared as 65,535 and counted elsewhere.
        if (declared == ushort.MaxValue)
            throw new WorkbookException(WorkbookFault.TooManyParts, limits.Parts);
        if (count != declared)
            throw new WorkbookException(WorkbookFault.Damaged);
    }

    /// <returns>Length of the entry.</returns>
    private static int CheckEntry(ReadOnlySpan<byte> entry)
    {
        var (flags, method, nameLength) = (UInt16(entry, 8), UInt16(entry, 10), UInt16(entry, 28));
        if (EntrySize + nameLength > entry.Length || method is not (0 or 8))
            throw new WorkbookException(WorkbookFault.Damaged);
        if ((flags & 1) != 0)
            throw new WorkbookException(WorkbookFault.OldOrProtected);
        var name = Encoding.UTF8.GetString(entry.Slice(EntrySize, nameLength));
        if (name.StartsWith('/') || name.AsSpan().IndexOfAny('\\', ':', '\0') >= 0 || name.Split('/').Contains(".."))
            throw new WorkbookException(WorkbookFault.Damaged);
        return EntrySize + nameLength + UInt16(entry, 30) + UInt16(entry, 32);
    }

    private static int End(ReadOnlySpan<byte> file)
    {
        for (var at = file.Length - EndSize; at >= Math.Max(0, file.Length - EndSize - LongestComment); at--)
            if (UInt32(file, at) == EndSignature)
                return at;
        throw new WorkbookException(WorkbookFault.Damaged);
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
