using Declarations.Auditing;

namespace Declarations.Registers;

/// <summary>
/// 台账记录: one thing that happened to a register, a problem, a measure or an activity. Append-only; what a measure was on a day is its last entry of
/// that day or before.
/// </summary>
public sealed class RegisterEntry : ISealed
{
    public required Guid Id { get; init; }
    public required Guid RegisterId { get; init; }
    /// <summary>The problem, also of a measure's entry.</summary>
    public Guid? ProblemId { get; init; }
    public Guid? MeasureId { get; init; }
    /// <summary>The activity itself, or the one that an entry rests on.</summary>
    public Guid? ActivityId { get; init; }
    public required EntryKind Kind { get; init; }
    /// <summary>Legal day.</summary>
    public required DateOnly On { get; init; }
    public required DateTimeOffset At { get; init; }
    /// <summary>Grows with each entry of one thing, however the clock is set: by it they are in order.</summary>
    public required int Place { get; set; }
    public required Guid? ByAccountId { get; init; }
    /// <summary>Code of the status it led to.</summary>
    public required string StatusAfter { get; init; }
    /// <summary>Of a measure: the day it runs to from now on.</summary>
    public DateOnly? DueOn { get; init; }
    /// <summary>What was said. Encrypted at rest, like the document it rests on.</summary>
    public string? Text { get; set; }
    /// <summary>Title, number and day of the document that it rests on: a basis, a receipt, a proof.</summary>
    public string? Document { get; set; }
    public string? Number { get; set; }
    public DateOnly? DocumentOn { get; init; }
    /// <summary>Of a result, with its quantity in hundredths: of a yuan, of a kilometre, of one rule.</summary>
    public ResultCode? Result { get; init; }
    public long? Quantity { get; init; }
    public Bound? Bound { get; init; }
    /// <summary>Of an indicator: what it was before, in hundredths; its name is the text.</summary>
    public long? Former { get; init; }
    /// <summary>Of a tally, in hundredths; its category is the text.</summary>
    public long? Total { get; init; }
    public long? Done { get; init; }
    public long? Staged { get; init; }
    /// <summary>The day of the figures, which may be before that of the entry (F15).</summary>
    public DateOnly? CountedOn { get; init; }
    /// <summary>Of a letter, with whom it went to.</summary>
    public Lamp? Colour { get; init; }
    public Guid? ToId { get; init; }
    public Guid? CopyToId { get; init; }
    /// <summary>Whose head confirmed the list; of a letter about a claim that waits: the unit that is to check it.</summary>
    public Guid? UnitId { get; init; }
    /// <summary>SHA-256 of what was confirmed or signed, 64 hexadecimal digits.</summary>
    public string? Digest { get; init; }
    public bool IsUnreadable { get; set; }

    /// <summary>The status of a measure that it led to; null: it is not of a measure.</summary>
    public MeasureStatus? Measure() => MeasureId is null ? null : Enum.Parse<MeasureStatus>(StatusAfter);
}

/// <summary>What a verb says of itself.</summary>
/// <param name="Text">In words.</param>
/// <param name="Basis">The document that it rests on.</param>
/// <param name="Document">Title of one without number or day, as of a proof.</param>
public sealed record Said(string? Text = null, LegalBasis? Basis = null, string? Document = null)
{
    public Achieved? Achieved { get; init; }
    public Tally? Tally { get; init; }
    public Indicator? Indicator { get; init; }
    public Letter? Letter { get; init; }
    public Guid? UnitId { get; init; }
    public string? Digest { get; init; }
}

/// <summary>What came of a measure, in numbers.</summary>
/// <param name="Quantity">In hundredths.</param>
public sealed record Achieved(ResultCode Code, long Quantity, Bound Bound = Bound.Exact);

/// <summary>指标: a value, and what it was before. In hundredths, of the unit that its name says.</summary>
public sealed record Indicator(string Name, long Value, long Former, DateOnly CountedOn);

/// <summary>批量统计: of many like things, how many there are, are done, and are done in stages. All in hundredths.</summary>
/// <param name="Category">A part of another is written behind it with a stroke: letters/noise. Parts need not cover the whole.</param>
public sealed record Tally(string Category, long Total, long Done, long Staged, DateOnly CountedOn)
{
    public long Open => Total - Done - Staged;
    public decimal DoneRate => Rate(Done);
    public decimal DoneOrStagedRate => Rate(Done + Staged);

    /// <summary>In per cent, one decimal, half up. There are two rates, and each is called by its name (F6).</summary>
    private decimal Rate(long part) => Total == 0 ? 0 : Percent.Of(part, Total);
}

public static class Percent
{
    public static decimal Of(long part, long whole) => whole == 0 ? 0 : Math.Round(part * 100m / whole, 1, MidpointRounding.AwayFromZero);
}

/// <summary>督办函: to whom, by the colour of the lamp (G7).</summary>
/// <param name="CheckerId">The unit that is to check the claim which it is about; null: it is about what is to be done.</param>
public sealed record Letter(Lamp Colour, Guid ToId, Guid? CopyToId = null, Guid? CheckerId = null);

/// <summary>A thing whose every act is also an entry of its register, written by the same save.</summary>
public abstract class Entered : Aggregate
{
    /// <summary>Entries of one thing in one save.</summary>
    private const int MostAtOnce = 100;

    private readonly List<RegisterEntry> entries = [];

    /// <summary>Called by the save.</summary>
    /// <param name="isNew">It has not been saved before: its first version has the same number as before that, so that these go before all others.</param>
    public IReadOnlyList<RegisterEntry> TakeEntries(bool isNew = false)
    {
        RegisterEntry[] taken = [.. entries];
        entries.Clear();
        foreach (var entry in isNew ? taken : [])
            entry.Place -= MostAtOnce;
        return taken;
    }

    /// <summary>Names what an entry is about.</summary>
    protected abstract (Guid Register, Guid? Problem, Guid? Measure, Guid? Activity, Enum Status, DateOnly? DueOn) Stands { get; }

    /// <param name="activity">That it rests on.</param>
    protected void Enter(Act act, AuditAction action, EntryKind kind, Said? said = null, Guid? activity = null)
    {
        var stands = Stands;
        entries.Add(new RegisterEntry
        {
            Id = Guid.CreateVersion7(),
            RegisterId = stands.Register,
            ProblemId = stands.Problem,
            MeasureId = stands.Measure,
            ActivityId = stands.Activity ?? activity,
            Kind = kind,
            On = act.LegalDay,
            At = act.At,
            Place = Version * MostAtOnce + entries.Count,
            ByAccountId = act.AccountId,
            StatusAfter = stands.Status.ToString(),
            DueOn = stands.DueOn,
            Text = said?.Text,
            Document = said?.Basis?.Document ?? said?.Document,
            Number = said?.Basis?.Number,
            DocumentOn = said?.Basis?.On,
            Result = said?.Achieved?.Code,
            Quantity = said?.Achieved?.Quantity ?? said?.Indicator?.Value,
            Former = said?.Indicator?.Former,
            Bound = said?.Achieved?.Bound,
            Total = said?.Tally?.Total,
            Done = said?.Tally?.Done,
            Staged = said?.Tally?.Staged,
            CountedOn = said?.Tally?.CountedOn ?? said?.Indicator?.CountedOn,
            Colour = said?.Letter?.Colour,
            ToId = said?.Letter?.ToId,
            CopyToId = said?.Letter?.CopyToId,
            UnitId = said?.UnitId ?? said?.Letter?.CheckerId,
            Digest = said?.Digest,
        });
        Record(act, action, detail: kind.ToString());
    }
}
