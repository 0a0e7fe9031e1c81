using System.Linq.Expressions;
using Declarations.Reports;
using Declarations.Rules;

namespace Declarations.Web.Pages.Reports;

/// <summary>One report in a list: who, where, how it stands. No text of it is opened.</summary>
public sealed record ReportLine(
    Guid Id, string Name, string StaffNumber, string? Post, string UnitName, string CampaignName, ReportStanding Standing, int InterestCount,
    DateOnly? FirstSubmittedOn, NotSubmittedReason? Excuse)
{
    public ReportStatus Status => Standing.Status;

    public static Expression<Func<PersonalSituationReport, ReportLine>> Of { get; } = report => new ReportLine(
        report.Id, report.Official.Name, report.Official.StaffNumber, report.Official.Post, report.Unit.Name, report.Campaign.Name,
        new ReportStanding(report.Status, report.DraftNumber), report.InterestCount, report.FirstSubmittedOn, report.Excuse);
}

/// <summary>How a report stands; a draft of number 0 is not begun.</summary>
public sealed record ReportStanding(ReportStatus Status, int DraftNumber)
{
    public static ReportStanding Of(PersonalSituationReport report) => new(report.Status, report.DraftNumber);
}
