namespace Declarations.Web.Tests.Hosting;

/// <summary>A clock that the test sets, in Beijing time.</summary>
public sealed class FakeTime : TimeProvider
{
    private DateTimeOffset now;

    public FakeTime(DateTimeOffset now) => this.now = now;

    public override DateTimeOffset GetUtcNow() => now;
    public void Set(DateTimeOffset instant) => now = instant.ToUniversalTime();
    public void Pass(TimeSpan span) => now += span;

    public static DateTimeOffset Beijing(int year, int month, int day, int hour, int minute, int second = 0) =>
        new(year, month, day, hour, minute, second, TimeSpan.FromHours(8));
}
