using System.Runtime.InteropServices;

namespace Declarations.Web.SignIn;

/// <summary>Work on a thread of its own that the system runs after others, so that it takes what they leave.</summary>
internal static class GivingWay
{
    /// <param name="by">On Linux: from 0, not at all, to 19.</param>
    public static Task<T> RunAsync<T>(Func<T> work, int by)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            if (OperatingSystem.IsLinux())
                _ = SetPriority(0, 0, by);
            try
            {
                done.SetResult(work());
            }
            catch (Exception failed)
            {
                done.SetException(failed);
            }
        })
        { IsBackground = true, Priority = ThreadPriority.BelowNormal, Name = "giving way" }.Start();
        return done.Task;
    }

    /// <summary>Of the calling thread alone; .NET's own priorities do nothing on Linux. If it is refused, the thread runs as others do.</summary>
    [DllImport("libc", EntryPoint = "setpriority")]
    private static extern int SetPriority(int which, int who, int priority);
}
