using Declarations.Data.Guards;
using Declarations.Trust;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Declarations.Data;

/// <summary>
/// What every verb rests on, before it touches a row: a schema of this version, the encryption key that the database was filled
/// with, and a server that keeps what it has acknowledged. Settings: <c>Database:AllowUnsafe</c> (for trials: warns instead),
/// <c>Database:ApplicationRole</c> and <c>Database:BackupRole</c> (PostgreSQL: who gets which rights when the schema is brought up to date).
/// </summary>
public sealed class StartCheck(DeclarationsDb db, IConfiguration settings, TimeProvider time, ILogger<StartCheck> log)
{
    /// <exception cref="InvalidOperationException">One of them does not hold; the message says which.</exception>
    public async Task AssertAsync(CancellationToken cancellation)
    {
        if ((await db.Database.GetPendingMigrationsAsync(cancellation)).Any())
            throw new InvalidOperationException("The database schema is not up to date. Run the verb migrate first.");
        await AssertDurableAsync(cancellation);
        await KeyCheck.AssertAsync(db, first: false, cancellation);
        await KnowSignerAsync(cancellation);
    }

    /// <summary>Creates the schema or brings it up to date, then checks the same.</summary>
    /// <inheritdoc cref="AssertAsync"/>
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        await db.MigrateAsync(settings["Database:ApplicationRole"], settings["Database:BackupRole"], cancellation);
        await AssertDurableAsync(cancellation);
        await KnowSignerAsync(cancellation);
    }

    /// <summary>The public key stands in the database before anything is signed with it.</summary>
    private async Task KnowSignerAsync(CancellationToken cancellation)
    {
        if (db.Signer is not { KeyId: var keyId } signer || await db.TrustKeys.AnyAsync(key => key.Id == keyId, cancellation))
            return;
        db.TrustKeys.Add(TrustKey.Of(signer, time.GetUtcNow()));
        await db.SaveChangesAsync(cancellation);
        log.LogInformation("Signs with the new key {KeyId} from now on.", keyId);
    }

    /// <summary>PostgreSQL: whoever serves pages has no right to alter what was filed, signed or recorded (trust.md, T15).</summary>
    /// <exception cref="InvalidOperationException">It has.</exception>
    public async Task AssertApartAsync(CancellationToken cancellation)
    {
        if (!db.Database.IsSqlite() && await DatabaseRoles.AlterableAsync(db, cancellation) is { Count: > 0 } ledgers)
            Unsafe($"the role that serves pages may alter {ledgers.Count} ledgers ({ledgers[0]} first), so that a fault in a page could. Serve under a role of "
                + "its own, and name it to the verb migrate as Database:ApplicationRole (docs/operations.md)");
    }

    private async Task AssertDurableAsync(CancellationToken cancellation)
    {
        if (db.Database.IsSqlite())
            return;
        foreach (var setting in await PostgresSafety.OffAsync(db, cancellation))
            Unsafe($"{setting} is off, so that a power failure may lose signed reports. Turn it on");
    }

    private void Unsafe(string what)
    {
        if (!settings.GetValue<bool>("Database:AllowUnsafe"))
            throw new InvalidOperationException($"PostgreSQL: {what}; for a trial only, set Database:AllowUnsafe=true.");
        log.LogWarning("PostgreSQL: {UnsafeSetting}. Database:AllowUnsafe lets it.", what);
    }
}
