namespace Declarations;

/// <summary>Legal time of the product: Asia/Shanghai, which has had one offset and no daylight saving since 1991.</summary>
public static class BeijingTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateTimeOffset At(DateTimeOffset instant) => instant.ToOffset(Offset);
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(At(instant).DateTime);
    /// <summary>Midnight at which a day begins.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, Offset);
}
