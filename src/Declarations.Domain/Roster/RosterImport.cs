using Declarations.Auditing;

namespace Declarations.Roster;

/// <summary>Of whom the file is a complete list, so that somebody who is not in it is missing.</summary>
public enum FileCovers { SomePeople, UnitsInFile, AllUnits }

public enum ImportStatus { Uploaded, Running, Done, Stopped }

/// <summary>How many of what an import brings.</summary>
public sealed record ImportCounts(int Joins, int Changes, int Leavers, int Missing, int Units, int Unchanged);

/// <summary>
/// An uploaded roster on its way: looked at, then taken over whole or not at all. The file is kept sealed until then, or
/// until it expires, and never longer.
/// </summary>
public sealed class RosterImport : Aggregate
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    /// <summary>Who uploaded it; null: from the command line.</summary>
    public Guid? AccountId { get; init; }
    /// <summary>In which reports are opened for those in the file; null: in none.</summary>
    public Guid? CampaignId { get; init; }
    public required FileCovers Covers { get; init; }
    public required string FileName { get; init; }
    /// <summary>Encrypted at rest.</summary>
    public byte[]? File { get; private set; }
    public required DateTimeOffset UploadedAt { get; init; }
    public ImportStatus Status { get; private set; }
    /// <summary>What the officer saw and agreed to: digest of the preview.</summary>
    public string? Agreed { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    /// <summary>Why it stopped, as a code.</summary>
    public string? StoppedBy { get; private set; }
    public int Joins { get; private set; }
    public int Changes { get; private set; }
    public int Leavers { get; private set; }
    public int Missing { get; private set; }
    public int Units { get; private set; }
    public int Unchanged { get; private set; }

    public bool HasExpired(DateTimeOffset now) => UploadedAt + KeptFor <= now;

    public static RosterImport Upload(Act act, Guid? campaignId, FileCovers covers, string fileName, byte[] file)
    {
        var import = new RosterImport { AccountId = act.AccountId, CampaignId = campaignId, Covers = covers, FileName = fileName, File = file,
            UploadedAt = act.At };
        import.Record(act, AuditAction.RosterUploaded, detail: $"{file.Length} bytes, {covers}");
        return import;
    }

    /// <summary>The officer agrees to what the preview with this digest showed.</summary>
    /// <exception cref="RefusedException">Not waiting, or expired.</exception>
    public void Start(Act act, string preview)
    {
        if (Status != ImportStatus.Uploaded)
            throw new RefusedException(Refusal.ImportNotWaiting);
        if (HasExpired(act.At))
            throw new RefusedException(Refusal.ImportExpired);
        (Status, Agreed) = (ImportStatus.Running, preview);
        Record(act, AuditAction.RosterImportStarted, detail: preview);
    }

    public void Finish(Act act, ImportCounts counts)
    {
        End(act, ImportStatus.Done);
        (Joins, Changes, Leavers, Missing, Units, Unchanged) = (counts.Joins, counts.Changes, counts.Leavers, counts.Missing, counts.Units, counts.Unchanged);
        Record(act, AuditAction.RosterImported,
            detail: $"{Joins} joined, {Changes} changed, {Leavers} left, {Missing} missing, {Units} units, {Unchanged} unchanged");
    }

    /// <summary>Ends it without a change of the roster; the file is not kept.</summary>
    /// <param name="code">Why, a key of the words of refusals.</param>
    public void Stop(Act act, string code)
    {
        End(act, ImportStatus.Stopped);
        StoppedBy = code;
        Record(act, AuditAction.RosterImportStopped, reason: code);
    }

    private void End(Act act, ImportStatus status)
    {
        if (Status is ImportStatus.Done or ImportStatus.Stopped)
            throw new RefusedException(Refusal.ImportNotWaiting);
        (Status, EndedAt, File) = (status, act.At, null);
    }
}
