using Declarations.Participation;
using Declarations.Reports;
using Declarations.Rules;

namespace Declarations.Web.Pages.Reports;

/// <summary>What the panel shows: the determination of one interest, or of the person where there is none.</summary>
public sealed record DeterminationView(CaseFacts Facts, Policy Policy, Determination Determination, bool ForReader)
{
    private DeterminationView(CaseFacts facts, OpenCase filing, Interest? interest, int? number, bool forReader)
        : this(facts, filing.Policy, Assessor.Assess(facts, filing.Policy), forReader) =>
        (Interest, Number, HasFiled, DueOn) = (interest, number, filing.Report.FirstSubmittedOn is not null, filing.DueOn);

    /// <summary>Of the draft, for who fills it in.</summary>
    /// <param name="interest">Null: the person.</param>
    /// <param name="number">Place of the interest in the report, from 1.</param>
    public static DeterminationView OfDraft(OpenCase filing, Interest? interest = null, int? number = null) =>
        new(interest is null ? filing.File.Facts(filing.Today) : filing.File.Facts(interest, filing.Today), filing, interest, number, forReader: false);

    /// <summary>Of a filed version, for who reads it; looked at today.</summary>
    public static DeterminationView OfFiled(OpenCase filing, Submission version, Interest? interest = null, int? number = null) =>
        new(CaseFile.Facts(version, interest?.Id, filing.Today, filing.Checks), filing, interest, number, forReader: true);

    /// <summary>After all checks, for who checks.</summary>
    /// <param name="interest">Null: the person, or an interest that no version states.</param>
    public static DeterminationView OfChecked(CaseFacts facts, OpenCase filing, Interest? interest, int number) =>
        new(facts, filing, interest, number, forReader: true) { IsFound = interest is null && facts.Interest is not null };

    /// <summary>No version states it.</summary>
    public bool IsFound { get; private init; }
    /// <summary>The interest as the report states it; null: the person, or a question without a report.</summary>
    public Interest? Interest { get; }
    public int? Number { get; }
    /// <summary>The report, with this interest or without, has been handed in.</summary>
    public bool HasFiled { get; } = Facts.Timeline.SubmittedOn is not null;

    /// <summary>Hand-in day after all changes; null: the plan's own.</summary>
    public DateOnly? DueOn { get; init; }
    /// <summary>Of a question about what is only thought of: the day it would begin; null: it has begun.</summary>
    public DateOnly? PlannedFor { get; init; }
    /// <summary>Asked without a report: nothing is kept, and nobody looks at it.</summary>
    public bool IsQuestion => Interest is null && !IsFound && Facts.Interest is not null;

    public DateOnly Today => Facts.AsOf;
    public bool HasExited => Determination is { Verdict: Verdict.Prohibited, ExitEffective: true };

    /// <summary>Key of the heading: the verdict, or the ban it rests on.</summary>
    public string Heading => Determination switch
    {
        { Verdict: Verdict.Prohibited, Basis: { } basis } => $"verdict.{basis}",
        { Verdict: Verdict.NoInterest } when Says(FindingCodes.RelativesSilent) => "verdict.NoInterest-silent",
        var d => $"verdict.{d.Verdict}",
    };

    /// <summary>Key of the tag: what the verdict asks for, in a word.</summary>
    public string Tag => Determination switch
    {
        { Verdict: Verdict.Prohibited } when PlannedFor is not null => "not-to-begin",
        { Verdict: Verdict.Prohibited, ExitEffective: true } => "exited",
        { Verdict: Verdict.Prohibited, Action: RequiredAction.ReportOnly } => "report-only",
        var d => d.Verdict.ToString(),
    };

    /// <summary>
    /// Findings that carry the verdict, the weightiest first. Duties are listed as things to do, leniency and verification
    /// have places of their own; notes about the person belong to the person's panel.
    /// </summary>
    public IReadOnlyList<Finding> Reasons => [.. Findings
        .Where(f => PlannedFor is null || Rule(f) is not ("timing" or "exit"))
        .Where(f => f.Kind != FindingKind.Duty && Rule(f) is not ("leniency" or "verification"))
        .Where(f => f.Kind != FindingKind.Note || Facts.Interest is null || Rule(f) is not ("scope" or "filing"))
        .OrderBy(f => f.Kind switch { FindingKind.Ban => 0, FindingKind.Note => 2, _ => 1 })];

    /// <summary>Clauses of the reasons, the deciding one first, each with the rule that cites it.</summary>
    public IReadOnlyList<(Citation Citation, string Rule)> Clauses => [.. Reasons.DefaultIfEmpty(Findings.First())
        .SelectMany(finding => finding.Citations.Select(citation => (citation, Rule(finding)))).DistinctBy(pair => pair.citation)];

    public IReadOnlyList<string> StatedFacts => [.. ReasonFacts.Where(path => !IsOfRoster(path))];
    public IReadOnlyList<string> RosterFacts => [.. ReasonFacts.Where(IsOfRoster)];

    /// <summary>What is to be done, by when; the declarant's first. The declarant sees only their own.</summary>
    public IReadOnlyList<Todo> Todos => PlannedFor is not null ? [] : [.. Findings
        .Where(finding => finding.Todo is not null)
        .Select(finding => (Code: Addressed(finding.Todo!), finding.On))
        .GroupBy(todo => todo.Code)
        .Select(group => new Todo(group.Key, group.Min(todo => todo.On), TodoCodes.OfOffice.Contains(group.Key)))
        .Where(IsOpen)
        .Where(todo => ForReader || !todo.ForOffice)
        .OrderBy(todo => todo.ForOffice).ThenBy(todo => todo.On ?? DateOnly.MaxValue)];

    public bool SignsNow => !ForReader && Interest is { ReportedOn: null };

    public DateOnly? ReportedOn => Interest is null ? Facts.Timeline.ReportedOn : Interest.ReportedOn;
    public DateOnly? ExitedOn => Facts.Timeline.ExitCompletedOn ?? Facts.Interest?.EndedOn;

    /// <summary>A day to be out by that comes after the time for leniency; null: none such.</summary>
    public DateOnly? PlannedLate => Interest?.Exit is { State: ExitState.Planned, PlannedOn: { } planned } && planned > Policy.ReportAndExitBy ? planned : null;

    /// <summary>What the leniency rule says beyond its two conditions.</summary>
    public IEnumerable<Finding> LeniencyNotes => Determination.Findings.Where(f => Rule(f) == "leniency"
        && f.Code is not ("leniency.still-open" or "leniency.report-condition-missed" or "leniency.exit-condition-missed"));

    /// <summary>Key of the line of the report that states a fact; null: no line does.</summary>
    public string? LineOf(string path)
    {
        var known = FactText.Value(Facts, path) is not null;
        var line = path switch
        {
            "Interest.Mode" => "mode",
            "Interest.EntityType" => "enterprise",
            "Interest.SubActivity" => "activity",
            "Interest.CapacityKw" => "capacity",
            "Interest.StartedOn" or "Interest.EndedOn" => "period",
            "Interest.DeclaredAmount" => "amount",
            "Interest.DeclaredProfit" => "profit",
            "Interest.DirectlyRelatedToFormerWork" => "duties",
            "Timeline.ExitCompletedOn" => "exit",
            _ when IsOfClaim(path) => "innovation",
            "Exit.Transferee" => "transferee",
            "Exit.PriceRatio" => "price",
            "Exit.RegistryUpdated" or "Exit.PaymentProven" or "Exit.RetainsBenefit" => "proof",
            _ => null,
        };
        return (path, line) switch
        {
            _ when Interest is null => null,
            ("Interest.Holder" or "Interest.Sector", _) => $"s-interest.{Interest.Id}",
            ("Timeline.ExitCompletedOn", _) => Interest.Exit is null ? null : $"interest.{Interest.Id}.exit",
            ("Subject.Category", _) => "details.category",
            ("Subject.Rank" or "Subject.CityManaged", _) => "details.rank",
            ("Subject.Status" or "Subject.LeftOn", _) => "details.status",
            (_, null) => null,
            // The lines about how an exit was made are there only when one is stated.
            (_, "transferee" or "price" or "proof") => known && Interest.Exit?.State == ExitState.Exited ? $"interest.{Interest.Id}.{line}" : null,
            _ => known ? $"interest.{Interest.Id}.{line}" : null,
        };
    }

    /// <summary>The findings, with the hand-in day as it was moved: a document moves when the report is due, never what leniency depends on.</summary>
    private IEnumerable<Finding> Findings => DueOn is not { } due ? Determination.Findings : Determination.Findings
        .Where(finding => !(finding.Code == FindingCodes.Overdue.Code && Today <= due))
        .Where(finding => !(finding.Code == FindingCodes.LateReport.Code && Facts.Interest is null && Facts.Timeline.SubmittedOn <= due))
        .Select(finding => HandInDuties.Contains(finding.Code) ? finding with { On = due } : finding);

    private static readonly string[] HandInDuties =
        [FindingCodes.FileReport.Code, FindingCodes.FileNil.Code, FindingCodes.ReportRelatives.Code, FindingCodes.Overdue.Code, FindingCodes.LateReport.Code];

    private bool Says(FindingCode code) => Determination.Findings.Any(finding => finding.Code == code.Code);

    private IEnumerable<string> ReasonFacts => Reasons.SelectMany(finding => finding.Facts).Distinct();

    private static bool IsOfRoster(string path) => path.StartsWith("Subject.", StringComparison.Ordinal) && !IsOfClaim(path);
    private static bool IsOfClaim(string path) => path.StartsWith("Subject.Innovation.", StringComparison.Ordinal);

    private static string Rule(Finding finding) => finding.Code[..finding.Code.IndexOf('.')];

    /// <summary>Where the business is a relative's, it is the relative who leaves it.</summary>
    private string Addressed(string todo) =>
        todo == TodoCodes.Exit && Determination.Action == RequiredAction.ReportAndRelativeExit ? TodoCodes.RelativeExit : todo;

    /// <summary>Nobody is asked again for a report or exit that was made, or told the general rule beside the particular one.</summary>
    private bool IsOpen(Todo todo) => todo.Code switch
    {
        TodoCodes.Exit or TodoCodes.RelativeExit => Determination is { ExitEffective: false, Row.AgreedExit: null },
        TodoCodes.FileReport or TodoCodes.FileNil or TodoCodes.ReportRelatives => !HasFiled,
        TodoCodes.ReportAndExitInTime => Determination.ExitEffective != false,
        _ => true,
    };
}

/// <param name="On">Null: as soon as possible.</param>
public sealed record Todo(string Code, DateOnly? On, bool ForOffice);
