using System.Diagnostics;

namespace Declarations.Web.Door;

/// <summary>Who is at the pages that a whole city sends within the hour of the deadline.</summary>
public sealed class Crowd
{
    private static readonly TimeSpan Gone = TimeSpan.FromSeconds(1);
    private int now;
    private long lastAt;

    /// <summary>Requests for these pages that are not answered yet.</summary>
    public int Now => Volatile.Read(ref now);
    /// <summary>Somebody is at them, or was a second ago.</summary>
    public bool IsThere => Now > 0 || Volatile.Read(ref lastAt) is > 0 and var last && Stopwatch.GetElapsedTime(last) < Gone;

    /// <returns>How many there are now.</returns>
    public int Enter() => Interlocked.Increment(ref now);

    public void Leave()
    {
        Volatile.Write(ref lastAt, Stopwatch.GetTimestamp());
        Interlocked.Decrement(ref now);
    }
}
