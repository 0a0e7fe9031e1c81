namespace Declarations.Data;

/// <summary>
/// Whoever files counts in the own unit and in all above it, so all who file at once would add to the same rows, and each wait until the one before is
/// committed. Each takes rows of its own instead, of which as many are summed as ever filed at the same moment, up to <see cref="Most"/>.
/// </summary>
internal sealed class CountingSlot : IDisposable
{
    /// <summary>Slot 0 is of whoever counts within a longer transaction, a job among them.</summary>
    private const int Most = 16;
    /// <summary>Two processes begin at different ones.</summary>
    private static readonly int First = Random.Shared.Next(Most - 1);
    private static readonly bool[] Taken = new bool[Most];
    private static readonly Lock Door = new();
    private readonly bool isOwn;

    public int Number { get; }

    private CountingSlot(int number, bool isOwn) => (Number, this.isOwn) = (number, isOwn);

    /// <summary>One that nobody in this process has; where all are taken, one of theirs.</summary>
    public static CountingSlot Take()
    {
        var order = Enumerable.Range(0, Most - 1).Select(step => 1 + ((First + step) % (Most - 1)));
        lock (Door)
        {
            if (order.Select(number => (int?)number).FirstOrDefault(number => !Taken[number!.Value]) is not { } free)
                return new(1 + Random.Shared.Next(Most - 1), false);
            Taken[free] = true;
            return new(free, true);
        }
    }

    public void Dispose()
    {
        if (!isOwn)
            return;
        lock (Door)
            Taken[Number] = false;
    }
}
