using Microsoft.Extensions.Configuration;
using Xunit;

namespace Declarations.Web.Tests.Campaigns;

/// <summary>The office's own file of public holidays.</summary>
public sealed class CalendarTests
{
    [Theory]
    [InlineData("year 2030 通知\noff 2030-10-01 2030-10-07", null), InlineData("off 2030-10-01", "Line 1"), InlineData(null, "cannot be read")]
    public void A_file_adds_years_or_stops_the_start_with_its_name_and_the_line(string? lines, string? problem)
    {
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".txt");
        if (lines is not null)
            File.WriteAllText(file, lines);
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("WorkingDays:File", file)]).Build();
        if (problem is null)
            Assert.Equal(new(2030, 10, 8), OfficeClock.CalendarOf(settings).After(new(2030, 9, 30), 1));
        else
            Assert.All([file, problem], part =>
                Assert.Contains(part, Assert.Throws<InvalidOperationException>(() => OfficeClock.CalendarOf(settings)).Message, StringComparison.Ordinal));
        File.Delete(file);
    }
}
