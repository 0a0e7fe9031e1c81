namespace Declarations.Reports;

public enum ReportStatus { Draft, Submitted, Returned, Signed, HandedUp, Kept, Excused }

public enum ReportVerb { SaveDraft, Submit, Return, Sign, HandUp, Keep, Excuse, Readmit }

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
    };

    public static ReportStatus? After(ReportStatus status, ReportVerb verb) =>
        Table.TryGetValue((status, verb), out var next) ? next : null;
}
