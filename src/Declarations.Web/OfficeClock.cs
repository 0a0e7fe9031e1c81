using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Registers;

namespace Declarations.Web;

/// <summary>The time of one request, read once; the legal day comes from the campaign.</summary>
public sealed class OfficeClock(TimeProvider time)
{
    public DateTimeOffset Now { get; } = time.GetUtcNow();

    public DateOnly Today => BeijingTime.DayOf(Now);

    /// <summary>Working days with the arrangements of further years, if the setting <c>WorkingDays:File</c> names a file.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read.</exception>
    public static WorkingDays CalendarOf(IConfiguration settings)
    {
        if (settings["WorkingDays:File"] is not { Length: > 0 } file)
            return WorkingDays.Official;
        try
        {
            using var lines = File.OpenText(file);
            return WorkingDays.Official.With(lines);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new InvalidOperationException($"WorkingDays:File is '{file}', which cannot be read. {problem.Message}", problem);
        }
    }

    /// <summary>An act of an account now, on the legal day of a campaign (or the calendar's, without one).</summary>
    public Act ActOf(Guid? accountId, Campaign? campaign = null) => new(accountId, Now, campaign?.Today(Now) ?? Today);

    /// <summary>The same on the legal day of a register, whose campaign is read if it has one.</summary>
    public Act ActOf(Guid? accountId, Register register) => new(accountId, Now, register.Today(Now));
}
