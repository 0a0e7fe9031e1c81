using Declarations.Auditing;
using Declarations.Participation;

namespace Declarations.Summaries;

/// <summary>退出情况 of a row: out in either stage, not out, or not out with an agreed date.</summary>
public enum ExitFilter { Exited, NotExited, Agreed }

public enum ExportStatus { Running, Done, Stopped, Removed }

/// <summary>Which table somebody wants as a file, in which language.</summary>
/// <param name="ByUnit">Behind it those of the units right below, a sheet each.</param>
public sealed record ExportedTable(Guid CampaignId, Guid UnitId, bool WithSubordinates, Sector? Sector, ExitFilter? Exit, bool ByUnit, string Language);

/// <summary>What a file holds, and its digest (SHA-256, 64 hexadecimal digits).</summary>
/// <param name="Size">Bytes.</param>
public sealed record ExportedFile(DateOnly AsOf, int Officials, int Rows, int Size, string Digest);

/// <summary>
/// A summary table too long to be waited for: made in the background, whole or not at all, for whoever asked for it and nobody else, and removed after a
/// day. The file lies beside it, in <see cref="ExportPart"/>s.
/// </summary>
public sealed class SummaryExport : Aggregate
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    public required Guid AccountId { get; init; }
    public required Guid CampaignId { get; init; }
    public required Guid UnitId { get; init; }
    public required bool WithSubordinates { get; init; }
    public required Sector? Sector { get; init; }
    public required ExitFilter? Exit { get; init; }
    public required bool ByUnit { get; init; }
    public required string Language { get; init; }
    /// <summary>What for, as it was typed. Encrypted at rest.</summary>
    public string Purpose { get; set; } = "";
    public required DateTimeOffset AskedAt { get; init; }
    public ExportStatus Status { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    /// <summary>Why it stopped, as the code of a refusal.</summary>
    public string? StoppedBy { get; private set; }
    public DateOnly? AsOf { get; private set; }
    public int Officials { get; private set; }
    public int Rows { get; private set; }
    public int Size { get; private set; }
    public string? Digest { get; private set; }

    public ExportedTable Table => new(CampaignId, UnitId, WithSubordinates, Sector, Exit, ByUnit, Language);
    /// <summary>Until when the file is kept; null: there is none.</summary>
    public DateTimeOffset? KeptUntil => Status == ExportStatus.Done ? EndedAt + KeptFor : null;

    /// <summary>The ledger has it beside what is downloaded at once.</summary>
    protected override (string Kind, Guid Id) Subject => ("Campaign", CampaignId);

    /// <param name="said">The table in codes, for the ledger.</param>
    public static SummaryExport Ask(Act act, ExportedTable table, string purpose, string said)
    {
        var export = new SummaryExport
        {
            AccountId = act.AccountId ?? throw new InvalidOperationException("Somebody has to ask for it."),
            CampaignId = table.CampaignId,
            UnitId = table.UnitId,
            WithSubordinates = table.WithSubordinates,
            Sector = table.Sector,
            Exit = table.Exit,
            ByUnit = table.ByUnit,
            Language = table.Language,
            Purpose = purpose,
            AskedAt = act.At,
        };
        export.Record(act, AuditAction.SummaryAsked, purpose, said);
        return export;
    }

    public void Finish(Act act, ExportedFile file, string said)
    {
        End(act, ExportStatus.Done);
        (AsOf, Officials, Rows, Size, Digest) = (file.AsOf, file.Officials, file.Rows, file.Size, file.Digest);
        Record(act, AuditAction.SummaryMade, Purpose, Detail(said));
    }

    /// <summary>Nothing came of it.</summary>
    /// <param name="code">Why, a key of the words of refusals.</param>
    public void Stop(Act act, string code)
    {
        End(act, ExportStatus.Stopped);
        StoppedBy = code;
        Record(act, AuditAction.SummaryStopped, code);
    }

    /// <summary>A copy leaves the product.</summary>
    /// <exception cref="RefusedException">There is no file, or not any more.</exception>
    public void Download(Act act, string said)
    {
        if (KeptUntil is not { } end || end <= act.At)
            throw new RefusedException(Refusal.ExportOver);
        Note(act, AuditAction.SummaryDownloaded, Purpose, Detail(said));
    }

    /// <summary>Its day is over: the file goes, what was made when and why stays.</summary>
    public void Remove(Act act)
    {
        if (Status != ExportStatus.Done)
            throw new RefusedException(Refusal.ExportOver);
        Status = ExportStatus.Removed;
        Record(act, AuditAction.SummaryRemoved, detail: $"digest {Digest}");
    }

    private void End(Act act, ExportStatus status)
    {
        if (Status != ExportStatus.Running)
            throw new RefusedException(Refusal.ExportOver);
        (Status, EndedAt) = (status, act.At);
    }

    private string Detail(string said) => $"{said}, {Officials} officials, {Rows} rows, {Size} bytes, digest {Digest}";
}

/// <summary>A piece of the file of an export, encrypted at rest.</summary>
public sealed class ExportPart : ISealed
{
    /// <summary>Bytes of every piece but the last.</summary>
    public const int Largest = 256 * 1024;

    public required Guid Id { get; init; }
    public required Guid ExportId { get; init; }
    /// <summary>From 0.</summary>
    public required int Number { get; init; }
    public byte[] Bytes { get; set; } = [];
    public bool IsUnreadable { get; set; }
}
