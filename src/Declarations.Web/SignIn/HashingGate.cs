using Declarations.Web.Door;

namespace Declarations.Web.SignIn;

/// <summary>
/// Where somebody waits for a password to be hashed: to sign a report, in a browser that is known for the account, to sign in from elsewhere, or with a slip.
/// </summary>
public enum HashingLine { Signing, Known, SignIn, Activation }

/// <summary>
/// Lets only so many password hashes run at once that the rest of the application goes on, however many people, or
/// programs, sign in. Who signs a report goes first, then known browsers; the others take turns, and none fills another's line.
/// A hash gives way to pages, that of a stranger the most, so on Linux all processors may hash (elsewhere all but one).
/// Settings: <c>Passwords:AtOnce</c> (how many at once), <c>Passwords:Waiting</c> (default 50 a line, for signing four times as many).
/// </summary>
public sealed class HashingGate(IConfiguration settings)
{
    /// <summary>What a thread of a stranger's sign-in, and of somebody who is known, yields to others: by how much the system prefers them.</summary>
    private const int Stranger = 10, Known = 5;
    public static int AtOnce { get; } = OperatingSystem.IsLinux() ? Environment.ProcessorCount : Math.Max(1, Environment.ProcessorCount - 1);

    private readonly Lock door = new();
    private readonly LinkedList<TaskCompletionSource>[] lines = [.. Enum.GetValues<HashingLine>().Select(_ => new LinkedList<TaskCompletionSource>())];
    private bool activationIsNext;
    private readonly int waiting = settings.GetValue("Passwords:Waiting", 50);
    private int free = settings.GetValue("Passwords:AtOnce", AtOnce);

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
            return free == 0 && lines[(int)line].Count >= MostIn(line);
    }

    /// <exception cref="BusyException">The line is full.</exception>
    public async Task<T> RunAsync<T>(HashingLine line, Func<T> work, CancellationToken cancellation)
    {
        await EnterAsync(line, cancellation);
        try
        {
            return await GivingWay.RunAsync(work, line is HashingLine.Signing or HashingLine.Known ? Known : Stranger);
        }
        finally
        {
            Leave();
        }
    }

    private async Task EnterAsync(HashingLine line, CancellationToken cancellation)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var queue = lines[(int)line];
        LinkedListNode<TaskCompletionSource> place;
        lock (door)
        {
            if (free > 0)
            {
                free--;
                return;
            }
            if (queue.Count >= MostIn(line))
                throw new BusyException();
            place = queue.AddLast(turn);
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

    private void Leave()
    {
        lock (door)
        {
            activationIsNext = !activationIsNext;
            var order = activationIsNext ? [HashingLine.Activation, HashingLine.SignIn] : new[] { HashingLine.SignIn, HashingLine.Activation };
            if (order.Prepend(HashingLine.Known).Prepend(HashingLine.Signing).Select(line => lines[(int)line].First)
                .FirstOrDefault(first => first is not null) is { } next)
            {
                next.List!.Remove(next);
                next.Value.SetResult();
            }
            else
                free++;
        }
    }
}
