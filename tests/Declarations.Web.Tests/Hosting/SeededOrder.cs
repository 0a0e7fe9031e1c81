using Xunit.Sdk;
using Xunit.v3;

[assembly: Xunit.TestCaseOrderer(typeof(Declarations.Web.Tests.Hosting.SeededOrder))]
[assembly: Xunit.TestCollectionOrderer(typeof(Declarations.Web.Tests.Hosting.SeededOrder))]

namespace Declarations.Web.Tests.Hosting;

/// <summary>
/// Tests in an order drawn by the seed, the same wherever they run. The runner's own order depends on the folder they were built in, so that a test
/// that leans on another passes in one place and fails in the next. What takes longest begins first, because tests of one class follow
/// one another, and the last one would run alone.
/// </summary>
public sealed class SeededOrder : ITestCaseOrderer, ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        "AccessMatrixFromRTests", "AccessMatrixTests", "KeyRotationTests", "TamperTests", "HostileFormTests", "UncountedGrantTests", "MutationTests",
        "ListeningTests", "UploadedWorkbookTests", "ViewTests", "KillTests", "SignedOfficeTests", "WireTests", "Everything",
    ];

    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase => Drawn(testCases, test => test.TestCaseDisplayName);

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => Drawn(testCollections, collection => collection.TestCollectionDisplayName);

    private static List<T> Drawn<T>(IEnumerable<T> things, Func<T, string> name) =>
        [.. things.OrderByDescending(thing => Longest.Any(name(thing).Contains)).ThenBy(thing => Settings.Draw(name(thing), int.MaxValue))
            .ThenBy(name, StringComparer.Ordinal)];
}
