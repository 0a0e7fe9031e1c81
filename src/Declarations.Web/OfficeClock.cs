using Declarations.Auditing;
using Declarations.Campaigns;

namespace Declarations.Web;

/// <summary>The time of one request, read once; the legal day comes from the campaign.</summary>
public sealed class OfficeClock(TimeProvider time)
{
    public DateTimeOffset Now { get; } = time.GetUtcNow();

    public DateOnly Today => BeijingTime.DayOf(Now);

    /// <summary>An act of an account now, on the legal day of a campaign (or the calendar's, without one).</summary>
    public Act ActOf(Guid? accountId, Campaign? campaign = null) => new(accountId, Now, campaign?.Today(Now) ?? Today);
}
