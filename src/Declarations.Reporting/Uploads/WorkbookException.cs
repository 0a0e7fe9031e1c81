namespace Declarations.Reporting.Uploads;

/// <summary>Why an uploaded workbook is not read.</summary>
public enum WorkbookFault
{
    /// <summary>Not an .xlsx file at all.</summary>
    NotAWorkbook,
    /// <summary>The format before 2007, or protected with a password.</summary>
    OldOrProtected,
    /// <summary>Larger than allowed, as it is or unpacked; argument: MiB allowed for the file.</summary>
    TooLarge,
    /// <summary>More parts than any workbook has; argument: the most.</summary>
    TooManyParts,
    /// <summary>Cut off, altered, or not what a spreadsheet program writes.</summary>
    Damaged,
    /// <summary>Declarations, entities or instructions, which spreadsheet programs do not write.</summary>
    Markup,
    /// <summary>Argument: the most.</summary>
    TooManyRows,
    /// <summary>Argument: the most.</summary>
    TooManyColumns,
    /// <summary>Argument: the most characters a cell may have, and the cell.</summary>
    LongCell,
}

/// <summary>An uploaded workbook is refused. <see cref="Arguments"/> are numbers or the address of a cell, never content.</summary>
public sealed class WorkbookException(WorkbookFault fault, params object[] arguments) : Exception($"The workbook is refused: {fault}.")
{
    public WorkbookFault Fault { get; } = fault;
    public IReadOnlyList<object> Arguments { get; } = arguments;
}

/// <summary>What an uploaded workbook may take. Characters are those actually unpacked; what the file declares is not believed.</summary>
public sealed record WorkbookLimits
{
    public int FileBytes { get; init; } = 16 << 20;
    public int Parts { get; init; } = 1_000;
    public int SheetCharacters { get; init; } = 80 << 20;
    public int OtherCharacters { get; init; } = 64 << 20;
    /// <summary>Bytes that the shared texts may take in memory.</summary>
    public int SharedTextBytes { get; init; } = 40 << 20;
    /// <summary>Rows of a sheet with something in them.</summary>
    public int Rows { get; init; } = 120_000;
    public int Columns { get; init; } = 100;
    public int CellCharacters { get; init; } = 4_000;
}
