using Declarations.Trials;
using Xunit;

namespace Declarations.Web.Tests.Trust;

/// <summary>Who judges tests/trust/soak.sh, which takes hours: it sees what it is there to see.</summary>
public sealed class SoakTests
{
    private static readonly Held Usual = new(250, 40, 200);

    [Fact]
    public void What_grows_is_seen_and_the_start_and_a_moment_are_not()
    {
        var (early, late) = Held.Ends([.. Enumerable.Range(0, 100).Select(n => Usual with { Memory = n < 20 ? 100 + 7 * n : n is 15 or 90 ? 900 : 250 })]);
        Assert.Equal((250, 250), (early.Memory, late.Memory));
        Assert.False(late.HasGrownSince(early));
        (early, late) = Held.Ends([.. Enumerable.Range(0, 100).Select(n => Usual with { Memory = 250 + n })]);
        Assert.True(late.HasGrownSince(early));
    }

    [Fact]
    public void Memory_threads_and_descriptors_count_each_by_itself()
    {
        Assert.False((Usual with { Memory = 285, Threads = 48, Descriptors = 208 }).HasGrownSince(Usual));
        foreach (var more in new[] { Usual with { Memory = 300 }, Usual with { Threads = 49 }, Usual with { Descriptors = 209 } })
            Assert.True(more.HasGrownSince(Usual));
        Assert.True(Held.Of(Environment.ProcessId) is { Memory: > 10, Threads: > 1, Descriptors: > 3 });
    }
}
