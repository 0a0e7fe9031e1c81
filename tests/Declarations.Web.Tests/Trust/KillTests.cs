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
        await using (var role = new Office())
            await role.InitializeAsync();
        var (said, isClean) = await KillTrial.RunAsync(people: 24, kills: 1, clients: 4, Settings.Seed,
            TestDatabase.IsPostgres ? database.OwnerConnection : null, TestDatabase.IsPostgres ? TestDatabase.ApplicationRole : null,
            allowUnsafe: true, cancellation: TestContext.Current.CancellationToken);
        output.WriteLine(said);
        await database.DropAsync();
        Assert.True(isClean, said);
    }
}
