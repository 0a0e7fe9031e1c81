using System.Globalization;
using Xunit;

namespace Declarations.Domain.Tests;

public sealed class WorkingDaysTests
{
    [Theory]
    [InlineData("2017-09-15", 3, "2017-09-20"), InlineData("2017-09-16", 1, "2017-09-18")]
    // The Saturday before the holidays is worked; then eight days off.
    [InlineData("2017-09-28", 2, "2017-09-30"), InlineData("2017-09-29", 3, "2017-10-10")]
    [InlineData("2018-12-28", 2, "2019-01-01"), InlineData("2026-02-13", 2, "2026-02-24")]
    // Nothing is known of 2021, when 1 October was a holiday too.
    [InlineData("2021-09-30", 1, "2021-10-01")]
    public void Working_days_leave_out_weekends_and_the_holidays_that_are_known(string from, int count, string expected) =>
        Assert.Equal(Day(expected), WorkingDays.Official.After(Day(from), count));

    [Fact]
    public void The_years_of_the_file_are_known_and_no_arrangement_is_superfluous()
    {
        Assert.Equal([2017, 2018, 2023, 2024, 2025, 2026], WorkingDays.Official.Years);
        // Monday to Friday less the working days: the statutory days off, 11 and since 2025 13, that fall on or were moved to them.
        foreach (var year in WorkingDays.Official.Years)
        {
            var days = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays).ToList();
            Assert.InRange(days.Count(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) - days.Count(WorkingDays.Official.Contains), 9, 13);
        }
    }

    [Fact]
    public void The_office_adds_a_year_and_corrects_a_day()
    {
        var more = WorkingDays.Official
            .With(new StringReader("# 2030\nyear 2030 notice\noff 2030-10-01 2030-10-07 # a week\nwork 2030-09-29\n\nwork 2017-10-08"));
        Assert.Equal((true, false, Day("2030-10-08"), true, false),
            (more.Knows(Day("2030-05-05")), WorkingDays.Official.Knows(Day("2030-05-05")), more.After(Day("2030-09-30"), 1), more.Contains(Day("2030-09-29")),
                WorkingDays.Official.Contains(Day("2017-10-08"))));
        Assert.True(more.Contains(Day("2017-10-08")));
    }

    [Theory]
    [InlineData("off 2030-10-01"), InlineData("year 2030 n\noff 2030-10-07 2030-10-01"), InlineData("year 2030"), InlineData("year MMXXX n"),
        InlineData("year 2030 n\nwork 2030-02-30"), InlineData("holiday 2017-10-01")]
    public void A_line_that_cannot_be_read_is_named(string lines)
    {
        var problem = Assert.Throws<FormatException>(() => WorkingDays.Official.With(new StringReader(lines)));
        Assert.Contains(lines.Split('\n')[^1], problem.Message, StringComparison.Ordinal);
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
