namespace Declarations.Rules;

/// <summary>A kind of finding: its stable code, weight, clauses, the mark it sets and what it asks somebody to do.</summary>
/// <param name="Code">Rule and finding, e.g. "exit.due"; the part before the dot is the code of a <see cref="RuleEntry"/>.</param>
public sealed record FindingCode(string Code, FindingKind Kind, IReadOnlyList<Citation> Citations, Alert? Alert, string? Todo)
{
    public string Rule => Code[..Code.IndexOf('.')];

    internal Finding Because(params string[] facts) => new(Code, Kind, Citations, facts, Todo: Todo) { Alert = Alert };
}

/// <summary>What a finding asks for: of the declarant, or of the office.</summary>
public static class TodoCodes
{
    public const string FileReport = "file-report", FileNil = "file-nil", ReportRelatives = "report-relatives", Exit = "exit",
        RelativeExit = "relative-exit", FileExit = "file-exit", SupplyEvidence = "supply-evidence", SupplyFact = "supply-fact",
        ReportAndExitInTime = "report-and-exit-in-time", KeepAgreedDate = "keep-agreed-date", AskAgain = "ask-again", UndoExit = "undo-exit";

    public const string CompleteRoster = "complete-roster", DecideFiling = "decide-filing", Review = "review",
        CheckNominee = "check-nominee", CheckBribery = "check-bribery", FixExitDate = "fix-exit-date", OpenClue = "open-clue",
        Refer = "refer", Verify = "verify";

    public static IReadOnlyList<string> OfDeclarant { get; } =
        [FileReport, FileNil, ReportRelatives, Exit, RelativeExit, FileExit, SupplyEvidence, SupplyFact, ReportAndExitInTime, KeepAgreedDate, AskAgain,
            UndoExit];

    public static IReadOnlyList<string> OfOffice { get; } =
        [CompleteRoster, DecideFiling, Review, CheckNominee, CheckBribery, FixExitDate, OpenClue, Refer, Verify];

    public static IReadOnlyList<string> All { get; } = [.. OfDeclarant, .. OfOffice];
}
