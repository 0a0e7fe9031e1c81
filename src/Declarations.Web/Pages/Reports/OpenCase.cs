using Declarations.Campaigns;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;

namespace Declarations.Web.Pages.Reports;

/// <summary>A case file as the viewer has it open, on the campaign's day.</summary>
public sealed record OpenCase(CaseFile File, DateOnly Today)
{
    public PersonalSituationReport Report => File.Report;
    public Campaign Campaign => File.Campaign;
    public Official Official => File.Person.Official;
    public Policy Policy => File.Person.Policy;
    public DateOnly DueOn => File.DueOn;
    public DeadlineChange? MovedBy => File.MovedBy;
    /// <summary>The office and the discipline side know all that was checked; others what the person is told.</summary>
    public bool KnowsAll { get; init; }
    public IReadOnlyList<Check> Checks => field ??= KnowsAll ? File.Checks : File.Checks.Told();
    /// <summary>What the rules say of the person today.</summary>
    public Determination Person { get; } = File.Assess(Today);

    /// <summary>Whose report it is, seen from the viewer.</summary>
    public bool IsMine { get; init; }
    /// <summary>How the addresses of the filing steps name this report: one's own by its campaign, another's by its id.</summary>
    public string Key => IsMine ? Campaign.Code : Report.Id.ToString();
    public bool MayEdit => ReportTransitions.After(Report.Status, ReportVerb.SaveDraft) is not null;

    /// <summary>The family step exists unless the rules say that this person does not report relatives.</summary>
    public bool HasFamilyStep => Person.MustReportRelatives != false;
    public bool AsksForExit(Interest interest) => File.AsksForExit(interest, Today);
    /// <summary>What a draft still lacks before it can be signed.</summary>
    public IEnumerable<Gap> Gaps(ReportContent draft) => File.Gaps(draft, Today);
}
