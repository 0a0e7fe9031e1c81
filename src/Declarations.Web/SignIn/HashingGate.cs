using System.Diagnostics;
using Declarations.Web.Door;

namespace Declarations.Web.SignIn;

/// <summary>
/// Where somebody waits for a password to be hashed: to sign a report, in a browser that is known for the account, to sign in from elsewhere, or with a slip.
/// </summary>
public enum HashingLine { Signing, Known, SignIn, Activation }

/// <summary>
/// Lets only so many password hashes run at once that the rest of the application goes on, however many people, or
/// programs, sign in. Who signs a report goes first, then known browsers; the others take turns, and none fills another's line.
/// A hash gives way to pages, that of a stranger the most, so on Linux all processors may hash (elsewhere all but one). While people file, strangers are
/// hashed one at a time, when few filers wait, or once a second.
/// Settings: <c>Passwords:AtOnce</c> (how many at once), <c>Passwords:Waiting</c> (default 50 a line, for signing four times as many).
/// </summary>
public sealed class HashingGate : IDisposable
{
    /// <summary>What a thread of a stranger's sign-in, and of somebody who is known, yields to others: by how much the system prefers them.</summary>
    private const int Stranger = 10, Known = 5;
    private const int FewAProcessor = 2;
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20), Longest = TimeSpan.FromSeconds(1);
    public static int AtOnce { get; } = OperatingSystem.IsLinux() ? Environment.ProcessorCount : Math.Max(1, Environment.ProcessorCount - 1);

    private readonly Lock door = new();
    private readonly LinkedList<TaskCompletionSource>[] lines = [.. Enum.GetValues<HashingLine>().Select(_ => new LinkedList<TaskCompletionSource>())];
    private readonly Crowd crowd;
    private readonly Timer again;
    private readonly int waiting;
    private bool activationIsNext, isOver;
    private int free, strangers;
    private long strangerAt;

    public HashingGate(IConfiguration settings, Crowd crowd)
    {
        this.crowd = crowd;
        waiting = Math.Max(1, settings.GetValue("Passwords:Waiting", 50));
        free = settings.GetValue("Passwords:AtOnce", AtOnce);
        again = new(_ => { lock (door) Admit(); });
    }

    /// <summary>What is compared with when there is no such account or no such password; made at the first need.</summary>
    public string? HashOfNobody { get; set; }

    /// <summary>How many wait now.</summary>
    public int Waiting
    {
        get
        {
            lock (door)
                return lines.Sum(line => line.Count);
        }
    }

    /// <summary>Whoever came now would be sent away.</summary>
    public bool IsFull(HashingLine line)
    {
        lock (door)
            return lines[(int)line].Count >= MostIn(line);
    }

    /// <exception cref="BusyException">The line is full.</exception>
    public async Task<T> RunAsync<T>(HashingLine line, Func<T> work, CancellationToken cancellation)
    {
        await EnterAsync(line, cancellation);
        try
        {
            return await GivingWay.RunAsync(work, IsStranger(line) ? Stranger : Known);
        }
        finally
        {
            Leave(line);
        }
    }

    public void Dispose()
    {
        lock (door)
            isOver = true;
        again.Dispose();
    }

    private static bool IsStranger(HashingLine line) => line is HashingLine.SignIn or HashingLine.Activation;

    private async Task EnterAsync(HashingLine line, CancellationToken cancellation)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var queue = lines[(int)line];
        LinkedListNode<TaskCompletionSource> place;
        lock (door)
        {
            if (queue.Count >= MostIn(line))
                throw new BusyException();
            place = queue.AddLast(turn);
            Admit();
        }
        // Who has gone away gives up the place.
        await using var gone = cancellation.Register(() =>
        {
            lock (door)
                if (place.List is not null)
                {
                    queue.Remove(place);
                    turn.TrySetCanceled(cancellation);
                }
        });
        await turn.Task;
    }

    private int MostIn(HashingLine line) => line == HashingLine.Signing ? 4 * waiting : waiting;

    private void Leave(HashingLine line)
    {
        lock (door)
        {
            free++;
            if (IsStranger(line))
                strangers--;
            Admit();
        }
    }

    /// <summary>Gives free places to those whose turn it is; called behind the door.</summary>
    private void Admit()
    {
        while (free > 0 && Next() is { } line)
        {
            var first = lines[(int)line].First!;
            lines[(int)line].Remove(first);
            free--;
            if (IsStranger(line))
            {
                strangers++;
                strangerAt = Stopwatch.GetTimestamp();
                activationIsNext = line == HashingLine.SignIn;
            }
            first.Value.SetResult();
        }
        // only strangers wait for something else than a place
        if (free > 0 && !isOver && lines.Any(line => line.Count > 0))
            again.Change(Soon, Timeout.InfiniteTimeSpan);
    }

    private HashingLine? Next()
    {
        HashingLine[] order = [HashingLine.Signing, HashingLine.Known,
            .. !MayStranger() ? [] : activationIsNext ? [HashingLine.Activation, HashingLine.SignIn] : new[] { HashingLine.SignIn, HashingLine.Activation }];
        return order.Where(line => lines[(int)line].Count > 0).Select(line => (HashingLine?)line).FirstOrDefault();
    }

    private bool MayStranger() => !crowd.IsThere || strangers == 0
        && (crowd.Now <= FewAProcessor * Environment.ProcessorCount || Stopwatch.GetElapsedTime(strangerAt) >= Longest);
}
