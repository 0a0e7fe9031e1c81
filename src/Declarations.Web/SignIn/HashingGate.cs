using Declarations.Web.Door;

namespace Declarations.Web.SignIn;

/// <summary>
/// Lets only so many password hashes run at once that the rest of the application goes on, however many people, or
/// programs, sign in. Who signs a report goes before who signs in. Settings: <c>Passwords:AtOnce</c> (default one less than
/// there are processors), <c>Passwords:Waiting</c> (default 50, for signing four times as many).
/// </summary>
public sealed class HashingGate(IConfiguration settings)
{
    private readonly Lock door = new();
    private readonly LinkedList<TaskCompletionSource> signing = [];
    private readonly LinkedList<TaskCompletionSource> others = [];
    private readonly int waiting = settings.GetValue("Passwords:Waiting", 50);
    private int free = settings.GetValue("Passwords:AtOnce", Math.Max(1, Environment.ProcessorCount - 1));

    /// <summary>What is compared with when there is no such account or no such password; made at the first need.</summary>
    public string? HashOfNobody { get; set; }

    /// <summary>How many wait now.</summary>
    public int Waiting
    {
        get
        {
            lock (door)
                return signing.Count + others.Count;
        }
    }

    /// <exception cref="BusyException">The queue is full.</exception>
    public async Task<T> RunAsync<T>(bool toSign, Func<T> work, CancellationToken cancellation)
    {
        await EnterAsync(toSign, cancellation);
        try
        {
            return await Task.Run(work, CancellationToken.None);
        }
        finally
        {
            Leave();
        }
    }

    private async Task EnterAsync(bool toSign, CancellationToken cancellation)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var queue = toSign ? signing : others;
        LinkedListNode<TaskCompletionSource> place;
        lock (door)
        {
            if (free > 0)
            {
                free--;
                return;
            }
            if (queue.Count >= (toSign ? 4 * waiting : waiting))
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

    private void Leave()
    {
        lock (door)
        {
            if ((signing.First ?? others.First) is { } next)
            {
                next.List!.Remove(next);
                next.Value.SetResult();
            }
            else
                free++;
        }
    }
}
