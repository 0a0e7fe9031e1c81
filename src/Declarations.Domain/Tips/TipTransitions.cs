namespace Declarations.Tips;

public enum TipStatus { Received, Asked, Accepted, InCheck, HandedUp, Forwarded, Concluded, Declined, Closed, Erased }

/// <summary>What may happen to a tip: acts of the desk, of the tipster, and of the job that erases.</summary>
public enum TipVerb
{
    Ask, Accept, Decline, HandUp, Forward, SendToCheck, ReportCheck, Conclude, GiveFeedback, Tell, Note,
    /// <summary>The tipster writes or adds a file. To a question it is the answer; after the end it is new evidence and reopens.</summary>
    Add,
    Object, Rate, GiveUp,
    Expire,
}

/// <summary>One table: what may be done, and where it leads.</summary>
public static class TipTransitions
{
    private static readonly TipStatus[] Ended = [TipStatus.Declined, TipStatus.Closed];

    private static readonly Dictionary<(TipStatus, TipVerb), TipStatus> Table = Build();

    public static bool Allows(this TipStatus status, TipVerb verb) => Table.ContainsKey((status, verb));

    public static bool IsOpen(this TipStatus status) => status is not (TipStatus.Declined or TipStatus.Closed or TipStatus.Erased);

    /// <exception cref="RefusedException">Not in this status.</exception>
    public static TipStatus After(this TipStatus status, TipVerb verb) =>
        Table.TryGetValue((status, verb), out var next) ? next : throw new RefusedException(Refusal.TipNotNow(verb, status));

    private static Dictionary<(TipStatus, TipVerb), TipStatus> Build()
    {
        var table = new Dictionary<(TipStatus, TipVerb), TipStatus>
        {
            [(TipStatus.Received, TipVerb.Ask)] = TipStatus.Asked,
            [(TipStatus.Accepted, TipVerb.SendToCheck)] = TipStatus.InCheck,
            [(TipStatus.Accepted, TipVerb.ReportCheck)] = TipStatus.Accepted,
            [(TipStatus.InCheck, TipVerb.ReportCheck)] = TipStatus.InCheck,
            [(TipStatus.Concluded, TipVerb.GiveFeedback)] = TipStatus.Closed,
            [(TipStatus.Asked, TipVerb.Add)] = TipStatus.Received,
            [(TipStatus.Closed, TipVerb.Rate)] = TipStatus.Closed,
        };
        foreach (var status in new[] { TipStatus.Received, TipStatus.Asked })
            foreach (var (verb, next) in new[] { (TipVerb.Accept, TipStatus.Accepted), (TipVerb.Decline, TipStatus.Declined),
                (TipVerb.HandUp, TipStatus.HandedUp), (TipVerb.Forward, TipStatus.Forwarded) })
                table[(status, verb)] = next;
        foreach (var status in new[] { TipStatus.Accepted, TipStatus.InCheck, TipStatus.HandedUp, TipStatus.Forwarded })
            table[(status, TipVerb.Conclude)] = TipStatus.Concluded;
        foreach (var status in Ended)
        {
            table[(status, TipVerb.Add)] = table[(status, TipVerb.Object)] = TipStatus.Received;
            table[(status, TipVerb.Expire)] = TipStatus.Erased;
        }
        foreach (var status in Enum.GetValues<TipStatus>().Where(status => status != TipStatus.Erased))
        {
            foreach (var verb in new[] { TipVerb.Tell, TipVerb.Note, TipVerb.GiveUp })
                table[(status, verb)] = status;
            table.TryAdd((status, TipVerb.Add), status);
        }
        return table;
    }
}
