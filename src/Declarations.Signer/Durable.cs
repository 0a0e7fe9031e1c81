using System.Runtime.InteropServices;

namespace Declarations.Signer;

/// <summary>A file that is there whole and as it was written, or as it was before, whatever happens to the machine. For its owner's eyes alone.</summary>
internal static class Durable
{
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions
        { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        using (var stream = new FileStream(path + ".new", options))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        File.Move(path + ".new", path, overwrite: true);
        Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>The new name, too, is on the disk only once its folder is; .NET opens none.</summary>
    private static void Flush(string folder)
    {
        var opened = Open(folder, 0);
        var error = opened < 0 || Fsync(opened) != 0 ? Marshal.GetLastPInvokeErrorMessage() : null;
        if (opened >= 0)
            _ = Close(opened);
        if (error is not null)
            throw new IOException($"{folder} could not be written: {error}");
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int file);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int file);
}
