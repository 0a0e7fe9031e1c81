namespace Declarations.Reports;

/// <summary>Supplementing: signed, and the filer is writing a supplement. Withdrawn: taken back before it was signed, as if not filed.</summary>
public enum ReportStatus { Draft, Submitted, Returned, Signed, HandedUp, Kept, Excused, Supplementing, Withdrawn }

public enum ReportVerb { SaveDraft, Submit, Return, Sign, HandUp, Keep, Excuse, Readmit, Supplement, Discard, Withdraw }

/// <summary>The one transition table of a report: what may be done in which status, and where it leads.</summary>
public static class ReportTransitions
{
    private static readonly Dictionary<(ReportStatus, ReportVerb), ReportStatus> Table = new()
    {
        [(ReportStatus.Draft, ReportVerb.SaveDraft)] = ReportStatus.Draft,
        [(ReportStatus.Draft, ReportVerb.Submit)] = ReportStatus.Submitted,
        [(ReportStatus.Draft, ReportVerb.Excuse)] = ReportStatus.Excused,
        [(ReportStatus.Excused, ReportVerb.Readmit)] = ReportStatus.Draft,
        [(ReportStatus.Submitted, ReportVerb.SaveDraft)] = ReportStatus.Submitted,
        [(ReportStatus.Submitted, ReportVerb.Submit)] = ReportStatus.Submitted,
        [(ReportStatus.Submitted, ReportVerb.Return)] = ReportStatus.Returned,
        [(ReportStatus.Submitted, ReportVerb.Sign)] = ReportStatus.Signed,
        [(ReportStatus.Returned, ReportVerb.SaveDraft)] = ReportStatus.Returned,
        [(ReportStatus.Returned, ReportVerb.Submit)] = ReportStatus.Submitted,
        [(ReportStatus.Signed, ReportVerb.HandUp)] = ReportStatus.HandedUp,
        [(ReportStatus.Signed, ReportVerb.Keep)] = ReportStatus.Kept,
        [(ReportStatus.Signed, ReportVerb.Supplement)] = ReportStatus.Supplementing,
        [(ReportStatus.HandedUp, ReportVerb.Supplement)] = ReportStatus.Supplementing,
        [(ReportStatus.Kept, ReportVerb.Supplement)] = ReportStatus.Supplementing,
        [(ReportStatus.Supplementing, ReportVerb.SaveDraft)] = ReportStatus.Supplementing,
        [(ReportStatus.Supplementing, ReportVerb.Submit)] = ReportStatus.Submitted,
        [(ReportStatus.Supplementing, ReportVerb.Discard)] = ReportStatus.Signed,
        [(ReportStatus.Submitted, ReportVerb.Withdraw)] = ReportStatus.Withdrawn,
        [(ReportStatus.Returned, ReportVerb.Withdraw)] = ReportStatus.Withdrawn,
        [(ReportStatus.Withdrawn, ReportVerb.SaveDraft)] = ReportStatus.Withdrawn,
        [(ReportStatus.Withdrawn, ReportVerb.Submit)] = ReportStatus.Submitted,
        [(ReportStatus.Withdrawn, ReportVerb.Excuse)] = ReportStatus.Excused,
    };

    /// <param name="standing">Where the signed report stood when a supplement was begun: giving the supplement up leads back there.</param>
    public static ReportStatus? After(ReportStatus status, ReportVerb verb, ReportStatus? standing = null) =>
        !Table.TryGetValue((status, verb), out var next) ? null
        : verb is ReportVerb.Discard or ReportVerb.Withdraw ? standing ?? next : next;
}
