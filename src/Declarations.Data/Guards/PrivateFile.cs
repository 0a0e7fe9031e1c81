namespace Declarations.Data.Guards;

/// <summary>A file for secrets: made new, to be read by its owner alone.</summary>
public static class PrivateFile
{
    /// <exception cref="IOException">It is there already.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(path, options);
        stream.Write(content);
        // Without it nothing sealed can be read: it must not be younger than what is sealed with it.
        stream.Flush(flushToDisk: true);
    }
}
