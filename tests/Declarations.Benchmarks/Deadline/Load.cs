using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Declarations.Trials;

namespace Declarations.Benchmarks.Deadline;

/// <summary>What became of a load.</summary>
internal sealed record Load(IReadOnlyCollection<Answer> Answers, TimeSpan Lasted)
{
    public int Filed => Answers.Count(answer => answer.Receipt is not null);
    public double Rate => Filed / Lasted.TotalSeconds;
    /// <summary>Answers of 500 and above but for 503 that says when to come again, and requests that got no answer.</summary>
    public int Faults => Answers.Count(answer => answer.Receipt is null && (answer.Status is 0 || answer.Status >= 500 && !IsLater(answer)));
    public int Later => Answers.Count(IsLater);
    /// <summary>Answers that are neither a receipt nor a word to come again nor a fault.</summary>
    public int Others => Answers.Count - Filed - Faults - Later;

    /// <returns>Seconds within which so many of the receipts were shown.</returns>
    public double Within(double share)
    {
        var order = Answers.Where(answer => answer.Receipt is not null).Select(answer => answer.Took.TotalSeconds).Order().ToList();
        return order.Count == 0 ? double.PositiveInfinity : order[Math.Min(order.Count - 1, (int)Math.Ceiling(share * order.Count) - 1)];
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Filed:N0} filed in {Lasted.TotalSeconds:0} s, {Rate:0.0} a second; p50 {Within(0.5):0.00} s, p95 {Within(0.95):0.00} s, p99 {Within(0.99):0.00} s, "
        + $"{Later} answers of 503 with Retry-After, {Faults} faults, {Others} others");

    /// <summary>So many clients, each of whom sends the next once the last is answered.</summary>
    public static async Task<Load> ClosedAsync(int clients, double seconds, Func<Task<Answer>> send)
    {
        var (answers, watch) = (new ConcurrentBag<Answer>(), Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed.TotalSeconds < seconds)
                answers.Add(await send());
        })));
        return new(answers, watch.Elapsed);
    }

    /// <summary>
    /// Arrivals at a rate, whether or not those before are answered; each counts from the moment at which it was to arrive.
    /// </summary>
    public static async Task<Load> OpenAsync(double rate, double seconds, Func<long, Task<Answer>> send, CancellationToken over = default)
    {
        var (began, going) = (Stopwatch.GetTimestamp(), new List<Task<Answer>>());
        for (var arrival = 0; arrival < rate * seconds && !over.IsCancellationRequested; arrival++)
        {
            var planned = began + (long)(arrival / rate * Stopwatch.Frequency);
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), planned) is { TotalMilliseconds: > 1 } wait)
                await Task.Delay(wait, CancellationToken.None);
            going.Add(Task.Run(() => send(planned), CancellationToken.None));
        }
        var answers = await Task.WhenAll(going);
        return new(answers, Stopwatch.GetElapsedTime(began));
    }

    private static bool IsLater(Answer answer) => answer is { Receipt: null, Status: 503, AsksToComeAgain: true };
}

/// <summary>Those who have not filed yet, and the receipts that the others were shown.</summary>
internal sealed class People(IReadOnlyList<SignedIn> all)
{
    private int next = -1;

    public ConcurrentDictionary<string, string> Told { get; } = new();
    public int Left => all.Count - next - 1;
    public SignedIn Next() => Interlocked.Increment(ref next) is var place && place < all.Count ? all[place]
        : throw new InvalidOperationException("Everybody has filed; found more people.");

    public Answer Note(Answer answer)
    {
        if (answer.Receipt is not null && !Told.TryAdd(answer.Who!.StaffNumber, answer.Receipt))
            throw new InvalidOperationException($"{answer.Who.StaffNumber} was shown two receipts.");
        return answer;
    }
}
