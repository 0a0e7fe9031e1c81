using Declarations.Auditing;
using Declarations.Organisation;
using Declarations.Rules;

namespace Declarations.Campaigns;

/// <summary>动员部署, 自查自纠, 整治查处, 规范总结 (plan 五).</summary>
public enum StageKind { Mobilisation, SelfCheck, Enforcement, WrapUp }

public sealed record Stage(StageKind Kind, DateOnly From, DateOnly To);

/// <summary>
/// A special campaign of one responsible body and everything below it. It pins the policy version its reports are
/// judged by; everything legal reads <see cref="Today"/>.
/// </summary>
public sealed class Campaign : Aggregate
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    /// <summary>City named in the title of Annex 3.</summary>
    public required string CityName { get; init; }
    public required string PolicyVersion { get; init; }
    public required Guid UnitId { get; init; }
    public Unit Unit { get; init; } = null!;
    public required List<Stage> Stages { get; init; }
    /// <summary>Leading group and office, by role (plan, Annex 1).</summary>
    public List<OfficeMember> Office { get; private set; } = [];
    /// <summary>Whom people ask: the lines made for it, otherwise whoever of the office has a telephone.</summary>
    public IReadOnlyList<OfficeMember> ToAsk => Office.FindAll(member => member.Role == OfficeRole.Contact) is { Count: > 0 } contacts ? contacts
        : Office.FindAll(member => member.Role >= OfficeRole.OfficeHead && member.Telephone is not null);

    /// <summary>Hand-in days, inclusive (E11).</summary>
    public required DateOnly ReportBy { get; init; }
    public required DateOnly CityManagedBy { get; init; }

    /// <summary>Set for a practice campaign only: the day it is there, whatever the calendar says.</summary>
    public DateOnly? PracticeDate { get; private set; }
    public bool IsPractice => PracticeDate is not null;
    public DateOnly EndsOn => Stages.Max(stage => stage.To);
    /// <summary>Day on which the contents of its reports were erased; null: they are kept.</summary>
    public DateOnly? ErasedOn { get; private set; }

    /// <summary>Day on which the office closed it; null: it is open.</summary>
    public DateOnly? ClosedOn { get; private set; }
    /// <summary>Why it was closed with something still open, and what becomes of that; encrypted at rest.</summary>
    public string? LeftOpen { get; private set; }

    /// <summary>How many days before the last one to hand in everybody concerned is reminded, largest first.</summary>
    public List<int> Rhythm { get; private set; } = [10, 3, 0];

    /// <param name="lastDay">To hand in, after all changes.</param>
    public bool RemindsOn(DateOnly day, DateOnly lastDay) => Rhythm.Contains(lastDay.DayNumber - day.DayNumber);

    public void SetRhythm(Act act, IEnumerable<int> days)
    {
        Rhythm = [.. days.Distinct().OrderDescending()];
        Record(act, AuditAction.RhythmSet, detail: string.Join(", ", Rhythm));
    }

    /// <summary>The legal day of the campaign at an instant.</summary>
    public DateOnly Today(DateTimeOffset now) => PracticeDate ?? BeijingTime.DayOf(now);

    public Stage? StageOn(DateOnly day) => Stages.LastOrDefault(stage => new Period(stage.From, stage.To).Contains(day));

    public DateOnly ReportByFor(bool cityManaged) => cityManaged ? CityManagedBy : ReportBy;

    /// <summary>A policy version with the days of this campaign: its rules and periods stay, its dates are the campaign's own.</summary>
    public Policy Under(Policy policy) => policy with
    {
        StartsOn = policy.StartsOn.AddDays(Stages.Min(stage => stage.From).DayNumber - Preset.Zhuzhou2017.Days.FirstOn.DayNumber),
        EndsOn = EndsOn,
        ReportAndExitBy = ReportBy,
        CityManagedBy = CityManagedBy,
        VerifiedBy = Stages.Where(stage => stage.Kind == StageKind.Enforcement).Select(stage => stage.To).DefaultIfEmpty(EndsOn).Max(),
    };

    /// <summary>Makes a campaign from a preset: its stages, deadlines and pinned policy.</summary>
    /// <param name="practiceDate">Makes it a practice campaign, which begins on that day.</param>
    /// <param name="days">Null: the preset's own.</param>
    public static Campaign Create(
        Act act, Preset preset, string code, string name, string cityName, Unit unit, DateOnly? practiceDate = null, CampaignDays? days = null)
    {
        days ??= preset.Days;
        var campaign = new Campaign
        {
            Code = code,
            Name = name,
            CityName = cityName,
            PolicyVersion = preset.Policy.Version,
            UnitId = unit.Id,
            Stages = [.. days.Stages],
            ReportBy = days.ReportBy,
            CityManagedBy = days.CityManagedBy,
            PracticeDate = practiceDate,
        };
        campaign.Record(act, AuditAction.CampaignCreated, reason: preset.Code);
        return campaign;
    }

    /// <summary>Gives up a campaign in which nobody has filed; it and its empty reports go with the same save, the ledger keeps it.</summary>
    /// <exception cref="RefusedException">Somebody has filed.</exception>
    public void Withdraw(Act act, int filed, string reason)
    {
        if (filed > 0)
            throw new RefusedException(Refusal.CampaignBegun(filed));
        Record(act, AuditAction.CampaignWithdrawn, reason, Code);
    }

    /// <summary>五(四): everything is accounted for, or it is written down what is not and what becomes of it. Exits are still looked at again.</summary>
    /// <param name="open">Things of the checklist that are not done.</param>
    /// <param name="reason">Needed where something is open.</param>
    /// <exception cref="RefusedException">Closed already, or something is open and nothing is said of it.</exception>
    public void Close(Act act, int open, string? reason)
    {
        if (ClosedOn is { } day)
            throw new RefusedException(Refusal.CampaignClosed(day));
        if (open > 0 && string.IsNullOrWhiteSpace(reason))
            throw new RefusedException(Refusal.CampaignNotDone(open));
        (ClosedOn, LeftOpen) = (act.LegalDay, open > 0 ? reason : null);
        Record(act, AuditAction.CampaignClosed, LeftOpen, $"{open} open");
    }

    /// <summary>Enters somebody in the list of leading group and office, or changes their line.</summary>
    public void Appoint(Act act, OfficeMember member, string reason)
    {
        Record(act, AuditAction.OfficeMemberNamed, reason, member.Role.ToString());
        Office = [.. Office.Where(other => other.Id != member.Id).Append(member).OrderBy(each => each.Role)];
    }

    public void Release(Act act, OfficeMember member, string reason)
    {
        Record(act, AuditAction.OfficeMemberReleased, reason, member.Role.ToString());
        Office = [.. Office.Where(other => other.Id != member.Id)];
    }

    /// <summary>Moves a practice campaign to another day.</summary>
    /// <exception cref="RefusedException">A real campaign runs on the calendar.</exception>
    public void SetPracticeDate(Act act, DateOnly day)
    {
        if (!IsPractice)
            throw new RefusedException(Refusal.CampaignNotPractice);
        Record(act, AuditAction.PracticeDateSet, detail: $"{PracticeDate:yyyy-MM-dd} -> {day:yyyy-MM-dd}");
        PracticeDate = day;
    }

    /// <summary>Gives up the contents of all reports, after the retention period; digests and dates stay.</summary>
    /// <param name="years">Retention period, counted from the end of the campaign.</param>
    /// <param name="basis">The rule or decision on which it is done.</param>
    /// <exception cref="RefusedException">Erased already, or the period still runs.</exception>
    public Erasure Erase(Act act, int years, string basis)
    {
        var today = BeijingTime.DayOf(act.At);
        EnsureErasable(today, years);
        ErasedOn = today;
        Record(act, AuditAction.CampaignErased, reason: basis);
        return new Erasure { Id = Guid.CreateVersion7(), CampaignId = Id, At = act.At, On = today, Basis = basis };
    }

    /// <summary>Retention runs on the calendar, for a practice campaign too.</summary>
    public void EnsureErasable(DateOnly today, int years)
    {
        if (ErasedOn is { } day)
            throw new RefusedException(Refusal.CampaignErased(day));
        if (today <= EndsOn.AddYears(years))
            throw new RefusedException(Refusal.CampaignKeptUntil(EndsOn.AddYears(years)));
    }
}

/// <summary>The days of a campaign: stages in order, and the days to hand in, inclusive (E11).</summary>
public sealed record CampaignDays(IReadOnlyList<Stage> Stages, DateOnly CityManagedBy, DateOnly ReportBy)
{
    public DateOnly FirstOn => Stages.Min(stage => stage.From);

    /// <summary>The same with the first day on another: all others as far from it as before.</summary>
    public CampaignDays From(DateOnly first)
    {
        var days = first.DayNumber - FirstOn.DayNumber;
        return new([.. Stages.Select(stage => new Stage(stage.Kind, stage.From.AddDays(days), stage.To.AddDays(days)))], CityManagedBy.AddDays(days),
            ReportBy.AddDays(days));
    }

    /// <summary>
    /// Each stage ends after it began and begins no earlier than the one before; everybody hands in before the campaign ends, city-managed cadres no later than
    /// the others.
    /// </summary>
    public bool IsInOrder => Stages.All(stage => stage.From <= stage.To) && Stages.Zip(Stages.Skip(1)).All(pair => pair.First.From <= pair.Second.From)
        && FirstOn <= CityManagedBy && CityManagedBy <= ReportBy && ReportBy <= Stages.Max(stage => stage.To);
}

/// <summary>A ready-made campaign: its policy and its days.</summary>
public sealed record Preset(string Code, Policy Policy, CampaignDays Days)
{
    public static IReadOnlyList<Preset> All => [Zhuzhou2017, Yearly];

    /// <summary>The plan of 2017, with its own dates; they overlap on 25 August as in the plan (E25).</summary>
    public static Preset Zhuzhou2017 { get; } = new("zhuzhou-2017", Policy.Zhuzhou2017, new(
    [
        new(StageKind.Mobilisation, new(2017, 8, 16), new(2017, 8, 25)),
        new(StageKind.SelfCheck, new(2017, 8, 25), new(2017, 9, 30)),
        new(StageKind.Enforcement, new(2017, 10, 1), new(2017, 12, 31)),
        new(StageKind.WrapUp, new(2018, 1, 1), new(2018, 1, 31)),
    ], Policy.Zhuzhou2017.CityManagedBy, Policy.Zhuzhou2017.ReportAndExitBy));

    /// <summary>A yearly declaration of the same six sectors, by the same rules: filed in January, checked until the end of March.</summary>
    public static Preset Yearly { get; } = new("yearly", Policy.Zhuzhou2017, new(
    [
        new(StageKind.Mobilisation, new(2018, 1, 1), new(2018, 1, 7)),
        new(StageKind.SelfCheck, new(2018, 1, 8), new(2018, 1, 31)),
        new(StageKind.Enforcement, new(2018, 2, 1), new(2018, 3, 31)),
        new(StageKind.WrapUp, new(2018, 4, 1), new(2018, 4, 30)),
    ], new(2018, 1, 20), new(2018, 1, 31)));
}
