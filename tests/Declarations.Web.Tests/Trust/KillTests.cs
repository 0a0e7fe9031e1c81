using Declarations.Trials;
using Declarations.Web.Tests.Hosting;
using Xunit;

namespace Declarations.Web.Tests.Trust;

/// <summary>The quick form of tests/trust/kill.sh: the product, in a process of its own, is killed while people file.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Whatever_receipt_was_shown_is_stored_whole_and_once()
    {
        var database = await TestDatabase.CreateAsync();
        await TestDatabase.MakeRoleAsync(TestDatabase.ApplicationRole);
        var (said, isClean) = await KillTrial.RunAsync(new()
        {
            People = 24,
            Count = 1,
            Clients = 4,
            Seed = Settings.Seed,
            Postgres = TestDatabase.IsPostgres ? database.OwnerConnection : null,
            Application = TestDatabase.IsPostgres ? TestDatabase.ApplicationRole : null,
            AllowUnsafe = true,
        }, TestContext.Current.CancellationToken);
        output.WriteLine(said);
        await database.DropAsync();
        Assert.True(isClean, said);
    }

    /// <summary>The judge sees what it is there to see.</summary>
    [Fact]
    public void A_receipt_that_is_lost_half_or_double_is_counted()
    {
        var told = new Dictionary<string, string> { ["A"] = "1", ["B"] = "2" };
        var (a, b) = (new Kept("A", "1", 1, 1, 1), new Kept("B", "2", 1, 2, 1));
        Assert.True(Verdict.Of(told, [a, b], 0, 0).IsClean);
        Assert.Equal(1, Verdict.Of(told, [a], 0, 0).Lost);
        Assert.Equal(1, Verdict.Of(told, [a, b with { Receipt = "3" }], 0, 0).Lost);
        Assert.Equal(1, Verdict.Of(told, [a, b, b with { Receipt = "3" }], 0, 0).Twice);
        foreach (var half in new[]
            { b with { Signatures = 0 }, b with { Signatures = 2 }, b with { Determinations = 0 }, b with { Told = 0 }, b with { Told = 2 } })
            Assert.Equal(1, Verdict.Of(told, [a, half], 0, 0).Half);
        foreach (var bad in new[] { Verdict.Of(told, [a], 0, 0), Verdict.Of(told, [a, b], 1, 0), Verdict.Of(told, [a, b], 0, 1), Verdict.Of(
            new Dictionary<string, string>(), [], 0, 0) })
            Assert.False(bad.IsClean);
    }
}
