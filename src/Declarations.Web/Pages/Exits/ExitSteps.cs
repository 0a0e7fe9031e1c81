using System.Linq.Expressions;
using Declarations.Reports;
using Declarations.Rules;

namespace Declarations.Web.Pages.Exits;

/// <summary>What is to be done next about an interest that requires an exit (四5, 说明3), and in which list it stands.</summary>
public enum ExitStep { Examine, FixDay, Overdue, Agreed, Exit, Undo, File, Recheck }

/// <summary>Not out; out and not filed with the competent office (四5); to be looked at again.</summary>
public enum ExitList { Open, ToFile, Recheck }

public static class ExitSteps
{
    /// <summary>Rows that ask for an exit, or for a person to say whether they do.</summary>
    public static IQueryable<InterestRow> AskingForExit(this IQueryable<InterestRow> rows) => rows.Where(row => row.Verdict == Verdict.Review
        || row.Action == RequiredAction.ReportAndExit || row.Action == RequiredAction.ReportAndRelativeExit);

    public static IQueryable<InterestRow> In(this IQueryable<InterestRow> rows, ExitList list, DateOnly today) => list switch
    {
        ExitList.ToFile => rows.AskingForExit().Where(row => row.ExitedOn <= today && row.ExitFiledOn == null),
        ExitList.Recheck => rows.AskingForExit().Where(row => row.ExitedOn <= today && row.ExitFiledOn != null && row.RecheckOn <= today),
        _ => rows.AskingForExit().Where(row => row.ExitedOn == null || row.ExitedOn > today),
    };

    /// <param name="last">Day by which the plan asks for report and exit.</param>
    public static ExitStep Of(InterestRow row, DateOnly today, DateOnly last) => row switch
    {
        _ when row.ExitedOn <= today => row.ExitFiledOn is null ? ExitStep.File : ExitStep.Recheck,
        { AgreedExitOn: { } agreed } when agreed > last => agreed < today ? ExitStep.Overdue : ExitStep.Agreed,
        { Verdict: Verdict.Review } or { ExitInQuestion: true } => ExitStep.Examine,
        { ExitState: Participation.ExitState.Exited } => ExitStep.Undo,
        _ => today > last ? ExitStep.FixDay : ExitStep.Exit,
    };

    /// <summary>By when; the sooner the higher in the list.</summary>
    public static Expression<Func<InterestRow, DateOnly?>> DueOn(DateOnly today) =>
        row => row.ExitedOn <= today ? row.ExitFiledOn == null ? row.ExitedOn : row.RecheckOn : row.AgreedExitOn ?? row.ExitBy ?? row.ReportedOn;

    public static bool IsOfOffice(ExitStep step) => step is not (ExitStep.Agreed or ExitStep.Exit or ExitStep.Undo);
}
