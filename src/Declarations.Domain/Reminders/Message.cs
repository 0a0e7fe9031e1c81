namespace Declarations.Reminders;

/// <summary>
/// A message on its way out of the house, kept until its receiver has answered that it has it: an outbox that survives a restart. Repeated under
/// the same id while that is in doubt. It counts people and names nobody.
/// </summary>
public sealed class Message
{
    /// <summary>Seconds before another attempt: doubled each time.</summary>
    private const int FirstWait = 30;
    private const int LongestWait = 6 * 60 * 60;
    public const int MostAttempts = 20;

    /// <summary>Tells the receiver that it has had it before.</summary>
    public required Guid Id { get; init; }
    public required Guid CampaignId { get; init; }
    public required string Text { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset NextAt { get; set; }
    public int Attempts { get; private set; }
    /// <summary>Status of the last answer; null: none came.</summary>
    public int? LastAnswer { get; private set; }
    public DateTimeOffset? DeliveredAt { get; private set; }
    public DateTimeOffset? GivenUpAt { get; private set; }

    public static Message Of(Guid campaignId, DateTimeOffset at, string text) =>
        new() { Id = Guid.CreateVersion7(), CampaignId = campaignId, Text = text, CreatedAt = at, NextAt = at };

    /// <param name="status">Of the answer; null: none came.</param>
    public void Answer(DateTimeOffset at, int? status, bool taken)
    {
        Attempts++;
        LastAnswer = status;
        if (taken)
            DeliveredAt = at;
        else if (Attempts >= MostAttempts)
            GivenUpAt = at;
        else
            NextAt = at.AddSeconds(Math.Min(LongestWait, FirstWait * Math.Pow(2, Attempts - 1)));
    }
}
