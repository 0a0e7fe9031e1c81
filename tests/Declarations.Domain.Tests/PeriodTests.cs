using Xunit;

namespace Declarations;

public static class PeriodTests
{
    [Theory]
    [InlineData("2016-02-29", 2, "2018-02-28")]
    [InlineData("2016-02-29", 3, "2019-02-28")]
    [InlineData("2016-02-29", 4, "2020-02-29")]
    [InlineData("2017-02-28", 2, "2019-02-28")]
    [InlineData("2017-02-28", 3, "2020-02-28")]
    [InlineData("2014-08-15", 2, "2016-08-15")]
    [InlineData("2014-08-15", 3, "2017-08-15")]
    [InlineData("2014-12-31", 3, "2017-12-31")]
    [InlineData("9998-06-01", 3, "9999-12-31")]
    [InlineData("9996-12-31", 3, "9999-12-31")]
    [InlineData("9990-06-01", 9, "9999-06-01")]
    [InlineData("9990-06-01", 10, "9999-12-31")]
    public static void Years_end_with_the_same_numbered_day_or_the_month(string start, int years, string last) =>
        Assert.Equal(DateOnly.Parse(last, null), Period.LastDay(DateOnly.Parse(start, null), years));

    [Theory]
    [InlineData("2017-01-31", 1, "2017-02-28")]
    [InlineData("2016-01-31", 1, "2016-02-29")]
    [InlineData("2017-08-31", 6, "2018-02-28")]
    [InlineData("2017-11-30", 3, "2018-02-28")]
    [InlineData("2017-02-28", 12, "2018-02-28")]
    [InlineData("2017-03-31", 18, "2018-09-30")]
    [InlineData("9999-06-30", 6, "9999-12-30")]
    [InlineData("9999-06-30", 7, "9999-12-31")]
    public static void Months_end_with_the_same_numbered_day_or_the_month(string start, int months, string last) =>
        Assert.Equal(DateOnly.Parse(last, null), Period.LastDayOfMonths(DateOnly.Parse(start, null), months));

    [Fact]
    public static void Two_centuries_agree_with_counting_on_the_calendar()
    {
        for (var start = new DateOnly(1900, 1, 1); start.Year <= 2100; start = start.AddDays(1))
        {
            foreach (var months in (int[])[1, 6, 12, 18, 24, 36])
            {
                // Counted by hand: the month that many pages on, its same-numbered day or its last one.
                var pages = start.Year * 12 + start.Month - 1 + months;
                var (year, month) = (pages / 12, pages % 12 + 1);
                int[] lengths = [31, year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
                var expected = (year, month, Math.Min(start.Day, lengths[month - 1]));
                var last = months % 12 == 0 ? Period.LastDay(start, months / 12) : Period.LastDayOfMonths(start, months);
                if (expected != (last.Year, last.Month, last.Day))
                    Assert.Fail($"{start:O} + {months} months: {last:O}");
            }
        }
    }

    [Fact]
    public static void The_period_after_a_day_leaves_that_day_out()
    {
        var period = Period.Following(new(2016, 2, 29), 2);
        Assert.Equal(new Period(new(2016, 3, 1), new(2018, 2, 28)), period);
        Assert.Equal(DateOnly.MaxValue, Period.Following(DateOnly.MaxValue, 2).From);
    }

    [Fact]
    public static void Both_ends_belong_to_a_period()
    {
        var period = new Period(new(2017, 8, 25), new(2017, 9, 30));
        Assert.True(period.Contains(new(2017, 8, 25)));
        Assert.True(period.Contains(new(2017, 9, 30)));
        Assert.False(period.Contains(new(2017, 8, 24)));
        Assert.False(period.Contains(new(2017, 10, 1)));
        Assert.True(new Period(new(2017, 8, 25), null).Contains(DateOnly.MaxValue));
    }

    [Fact]
    public static void Periods_overlap_when_they_share_a_day()
    {
        var period = new Period(new(2017, 8, 25), new(2017, 9, 30));
        Assert.True(period.Overlaps(new(new(2017, 9, 30), new(2017, 12, 31))));
        Assert.True(new Period(new(2017, 9, 30), null).Overlaps(period));
        Assert.False(period.Overlaps(new(new(2017, 10, 1), null)));
        Assert.False(new Period(new(2017, 10, 1), new(2017, 12, 31)).Overlaps(period));
        Assert.True(new Period(new(2000, 1, 1), null).Overlaps(new(new(2017, 1, 1), null)));
    }
}
