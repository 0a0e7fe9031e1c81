namespace Declarations.Web.Pages.Summaries;

/// <summary>A file on its way to whoever asked for it: readable for the application alone, and gone with its stream.</summary>
public static class SummaryFile
{
    /// <returns>What was written, from its beginning. Where writing fails or is cancelled, nothing is left.</returns>
    public static async Task<FileStream> WriteAsync(Func<Stream, Task> write)
    {
        // made for this user alone; where the system allows it, the name goes at once, so that not even a crash leaves anything behind
        var path = Path.GetTempFileName();
        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 << 10, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        try
        {
            await write(file);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
