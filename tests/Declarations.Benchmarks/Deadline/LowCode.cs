using Declarations.Trials;

namespace Declarations.Benchmarks.Deadline;

internal static class LowCode
{
    public static Task<double> RatioAsync(Server server, Trial trial, IReadOnlyList<SignedIn> all, int clients, double seconds) => throw new NotSupportedException();
}
