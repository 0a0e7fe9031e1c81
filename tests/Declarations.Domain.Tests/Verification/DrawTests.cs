using Declarations.Verification;
using Xunit;

namespace Declarations.Domain.Tests.Verification;

/// <summary>A draw follows from list and seed alone, unit by unit, and everybody has the same chance.</summary>
public sealed class DrawTests
{
    private static readonly List<Drawable> List = [.. Enumerable.Range(0, 230).Select(n => new Drawable($"unit-{n % 7}", $"N{n:000}"))];

    [Fact]
    public void The_same_list_and_seed_give_the_same_draw_in_whatever_order_the_list_comes()
    {
        var backwards = List.AsEnumerable().Reverse().ToList();
        Assert.Equal(Draw.DigestOf(List), Draw.DigestOf(backwards));
        Assert.Equal(Draw.Of(List, "07 19 23", 5, null), Draw.Of(backwards, " 07 19 23 ", 5, null));
        Assert.NotEqual(Draw.Of(List, "07 19 23", 5, null), Draw.Of(List, "07 19 24", 5, null));
        // one person more, and everybody's lot is another
        Assert.NotEqual(Draw.Of(List, "07 19 23", 5, null), Draw.Of([.. List, new("unit-0", "N999")], "07 19 23", 5, null));
    }

    [Theory]
    [InlineData(5.0, null)]
    [InlineData(100.0, null)]
    [InlineData(null, 3)]
    [InlineData(null, 1000)]
    public void Each_unit_gives_its_share_rounded_up_or_its_number(double? share, int? count)
    {
        var drawn = Draw.Of(List, "seed", (decimal?)share, count);
        Assert.Equal(drawn.Count, drawn.Distinct().Count());
        foreach (var unit in List.GroupBy(each => each.Unit))
            Assert.Equal(share is { } percent ? (int)Math.Ceiling(unit.Count() * (decimal)percent / 100) : Math.Min(count!.Value, unit.Count()),
                drawn.Count(each => each.Unit == unit.Key));
    }

    [Fact]
    public void Over_many_seeds_everybody_is_drawn_about_as_often()
    {
        var unit = List.FindAll(each => each.Unit == "unit-3");
        var times = Enumerable.Range(0, 600).SelectMany(seed => Draw.Of(unit, $"{seed}", null, 5)).GroupBy(each => each).ToDictionary(each => each.Key, each =>
            each.Count());
        // 600 x 5 / 33 = 91 expected, standard deviation 9
        Assert.All(unit, each => Assert.InRange(times.GetValueOrDefault(each), 50, 135));
    }
}
