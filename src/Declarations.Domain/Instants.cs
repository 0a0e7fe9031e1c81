namespace Declarations;

/// <summary>Instants as a database keeps them: whole microseconds, so that both keep the same.</summary>
public static class Instants
{
    public static DateTimeOffset Stored(DateTimeOffset instant) => new(instant.UtcTicks / 10 * 10, TimeSpan.Zero);
}
