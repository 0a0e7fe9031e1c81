using System.Text.Json;
using Declarations.Auditing;
using Declarations.Reports;

namespace Declarations.Verification;

public enum RegistryImportStatus { Running, Done, Stopped }

/// <summary>A cell that could not be read, or can be doubted: where, and why as a code. Never its content.</summary>
/// <param name="Where">Address of the cell, e.g. E17.</param>
/// <param name="Kept">The row was taken over without this cell.</param>
public sealed record RegistryProblem(string Where, string Column, RegistryFault Fault, bool Kept);

/// <summary>Why a cell was not read.</summary>
public enum RegistryFault { NoFirm, NoPerson, Formula, Day, Share, YesNo, ResidentNumber, Capital, CreditCode }

/// <param name="Read">Rows below the header.</param>
/// <param name="Unmatched">Rows that say 未匹配到相关企业.</param>
public sealed record RegistryCounts(int Read, int Kept, int Unreadable, int Unmatched, int Doubtful);

/// <summary>
/// An import of company data: what it is, from whom, as of which day, of what region or population (D3). Rows that can be read are kept for good; a
/// newer one of the same source and kind goes before it, and overwrites nothing.
/// </summary>
public sealed class RegistryImport : Aggregate
{
    /// <summary>Problems of which the place is kept; all are counted.</summary>
    public const int MostProblems = 500;

    public required RegistryKind Kind { get; init; }
    /// <summary>Whose data it is, in one spelling: 市市场监管局, 企查查.</summary>
    public required string Source { get; init; }
    /// <summary>The day of the export.</summary>
    public required DateOnly AsOf { get; init; }
    public required string Coverage { get; init; }
    public required string FileName { get; init; }
    /// <summary>SHA-256 of the file, 64 hexadecimal digits.</summary>
    public required string Digest { get; init; }
    /// <summary>Encrypted at rest, until it is read.</summary>
    public byte[]? File { get; private set; }
    public Guid? ByAccountId { get; init; }
    public required DateTimeOffset At { get; init; }
    public RegistryImportStatus Status { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    /// <summary>Why it stopped, as the code of a refusal.</summary>
    public string? StoppedBy { get; private set; }
    public int RowsRead { get; private set; }
    public int Kept { get; private set; }
    public int Unreadable { get; private set; }
    public int Unmatched { get; private set; }
    public int Doubtful { get; private set; }
    /// <summary>JSON.</summary>
    public string? ProblemsText { get; private set; }

    public IReadOnlyList<RegistryProblem> Problems =>
        ProblemsText is null ? [] : JsonSerializer.Deserialize<List<RegistryProblem>>(ProblemsText, CanonicalReport.Json)!;

    public static RegistryImport Upload(Act act, RegistryLabel label, string fileName, string digest, byte[]? file)
    {
        var import = new RegistryImport
        {
            Kind = label.Kind,
            Source = label.Source,
            AsOf = label.AsOf,
            Coverage = label.Coverage,
            FileName = fileName,
            Digest = digest,
            File = file,
            ByAccountId = act.AccountId,
            At = act.At,
        };
        import.Record(act, AuditAction.RegistryUploaded, detail: $"{label.Kind} as of {label.AsOf:yyyy-MM-dd}, digest {digest}");
        return import;
    }

    public void Finish(Act act, RegistryCounts counts, IReadOnlyList<RegistryProblem> problems)
    {
        End(act, RegistryImportStatus.Done);
        (RowsRead, Kept, Unreadable, Unmatched, Doubtful) = (counts.Read, counts.Kept, counts.Unreadable, counts.Unmatched, counts.Doubtful);
        ProblemsText = problems.Count == 0 ? null : JsonSerializer.Serialize(problems.Take(MostProblems), CanonicalReport.Json);
        Record(act, AuditAction.RegistryImported, detail: $"{RowsRead} read, {Kept} kept, {Unreadable} unreadable, {Unmatched} unmatched");
    }

    /// <param name="code">Why, a key of the words of refusals.</param>
    public void Stop(Act act, string code)
    {
        End(act, RegistryImportStatus.Stopped);
        StoppedBy = code;
        Record(act, AuditAction.RegistryImportStopped, reason: code);
    }

    private void End(Act act, RegistryImportStatus status)
    {
        if (Status != RegistryImportStatus.Running)
            throw new RefusedException(Refusal.ImportNotWaiting);
        (Status, EndedAt, File) = (status, act.At, null);
    }
}

/// <summary>What is said of a file when it is handed in.</summary>
public sealed record RegistryLabel(RegistryKind Kind, string Source, DateOnly AsOf, string Coverage);
