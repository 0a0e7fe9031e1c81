using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Forms;

/// <summary>Where a long list ends.</summary>
public sealed class PagingTests(Office office) : IClassFixture<Office>
{
    [Theory]
    [InlineData(1, 0, 1, 1, false), InlineData(9, 51, 2, 2, false), InlineData(-1, 51, 1, 2, false)]
    [InlineData(100, 5000, 100, 100, false), InlineData(101, 5001, 100, 100, true), InlineData(7, 200_000, 7, 100, true)]
    public void A_list_ends_at_five_thousand_and_says_so(int asked, int total, int current, int last, bool cut)
    {
        var paging = new Paging(asked, total);
        Assert.Equal((current, last, cut), (paging.Current, paging.Last, paging.IsCut));
        Assert.Equal(cut ? "5000+" : (object)total, Paging.Said(total));
    }

    [Fact]
    public async Task Rows_are_counted_no_further_than_that()
    {
        var units = await office.InDb(db => db.Units.CountAsync());
        Assert.Equal(units, (await office.InDb(db => Paging.OfAsync(1, db.Units))).Total);
        // Far more fives of units than are listed.
        var many = await office.InDb(db => Paging.OfAsync(1, from one in db.Units
                                                             from two in db.Units
                                                             from three in db.Units
                                                             from four in db.Units
                                                             from five in db.Units
                                                             select new { one.Id, Two = two.Id, Three = three.Id, Four = four.Id, Five = five.Id }));
        Assert.Equal(Paging.Most + 1, many.Total);
        Assert.True(many.IsCut);
    }
}
