using Declarations.Data.Tips;
using Declarations.Tips;
using Microsoft.Extensions.Configuration;

namespace Declarations.TipHost;

/// <summary>
/// What the operator has to say before anybody may write here. Settings: <c>Tips:RetentionDays</c> and <c>Tips:BorderLogs</c> (what the operator's
/// border keeps of a visit, printed on the first page), both required; <c>Tips:BorderLogsInEnglish</c>; <c>WorkingDays:File</c>.
/// </summary>
public sealed class TipHostSettings
{
    /// <summary>Settings of the main site, which must not be here.</summary>
    private static readonly string[] Foreign = ["ConnectionStrings:Declarations", "ConnectionStrings:Declarations:File", "Database:Password",
        "Database:Password:File", "Encryption:Key", "Encryption:Key:File", "Keys:Path"];

    /// <exception cref="InvalidOperationException">One is missing, or one of the main site is there.</exception>
    public TipHostSettings(IConfiguration settings)
    {
        if (Foreign.FirstOrDefault(name => settings[name] is { Length: > 0 }) is { } foreign)
            throw new InvalidOperationException($"{foreign} is a setting of the main site, which this process must not be able to reach. Take it out.");
        Retention = TipsRegistration.RetentionOf(settings);
        BorderLogs = settings["Tips:BorderLogs"] is { Length: > 0 } text ? text : throw new InvalidOperationException(
            "Set Tips:BorderLogs to what the proxy, the firewall and the network of this host keep of a visit, and for how long; the first page prints it.");
        BorderLogsInEnglish = settings["Tips:BorderLogsInEnglish"];
    }

    public TipRetention Retention { get; }
    public string BorderLogs { get; }
    public string? BorderLogsInEnglish { get; }
    public Places Uploads { get; } = new(FilePage.AtATime);
    /// <summary>Looking for codes: so many a second for all together, since nobody is told apart.</summary>
    public Bucket Lookups { get; } = new(200);
}

/// <summary>Places that are taken for a while.</summary>
public sealed class Places(int count)
{
    private int free = count;

    /// <returns>Null: none is free.</returns>
    public IDisposable? TryTake()
    {
        if (Interlocked.Decrement(ref free) >= 0)
            return new Place(this);
        Interlocked.Increment(ref free);
        return null;
    }

    private sealed class Place(Places places) : IDisposable
    {
        public void Dispose() => Interlocked.Increment(ref places.free);
    }
}

/// <summary>So many in each second, whoever asks.</summary>
public sealed class Bucket(int most)
{
    private readonly Lock turn = new();
    private long second;
    private int taken;

    public bool TryTake()
    {
        lock (turn)
        {
            var now = Environment.TickCount64 / 1000;
            (second, taken) = now == second ? (second, taken + 1) : (now, 1);
            return taken <= most;
        }
    }
}
