using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Data;

/// <summary>All who file count in the same units.</summary>
public sealed class CountingTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    [Fact]
    public async Task Who_files_waits_for_nobody_who_counts_and_every_count_is_right()
    {
        // more than there are slots
        List<Person> clerks = [];
        for (var n = 0; n < 20; n++)
            clerks.Add(await City.Clerk(n % 2 == 0 ? City.Division : City.Station));
        await office.InDb(async db =>
        {
            // a job that counts and is not committed; SQLite has one writer, and there everybody waits for it
            await using var job = await db.Database.BeginTransactionAsync();
            await City.HandIn(db, clerks[0], City.Sand(clerks[0]), City.Real);
            if (!TestDatabase.IsPostgres)
                await job.CommitAsync();
            await Task.WhenAll(clerks.Skip(1).Select(clerk => Task.Run(() => City.HandIn(clerk, City.Sand(clerk), City.Real))))
                .WaitAsync(TimeSpan.FromSeconds(30));
            if (TestDatabase.IsPostgres)
                await job.CommitAsync();
        });

        var (code, output, errors) = await office.RunAsync("check-derived", "--campaign", City.Real);
        Assert.Equal((0, ""), (code, errors));
        Assert.EndsWith(" 0 differences.\n", output, StringComparison.Ordinal);
        Assert.Equal(TestDatabase.IsPostgres, await office.InDb(db => db.HeadCounts.AnyAsync(count => count.Slot > 0)));
    }
}
