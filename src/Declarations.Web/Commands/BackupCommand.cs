using System.CommandLine;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Backups;
using Declarations.Web.Door;
using Microsoft.Data.Sqlite;

namespace Declarations.Web.Commands;

/// <summary>backup: database and sealed keys into a new folder, while the application runs. restore: the way back, into a place where nothing is.</summary>
public static class BackupCommand
{
    public static IEnumerable<Command> Create() => [Write(), Restore()];

    private static Command Write()
    {
        var to = new Option<DirectoryInfo>("--to") { Description = "Folder to make; it must be empty or not there.", Required = true };
        var escrow = new Option<FileInfo>("--escrow") { Description = "Public RSA key (PEM) of the person who opens the keys of a restore.", Required = true };
        var command = new Command("backup", "Back up the database and, sealed to an escrow key, the keys.") { TreatUnmatchedTokensAsErrors = false };
        command.Options.Add(to);
        command.Options.Add(escrow);
        command.OnDatabase(async (parsed, services, cancellation) =>
        {
            var (db, settings) = (services.GetRequiredService<DeclarationsDb>(), services.GetRequiredService<IConfiguration>());
            var sum = await Backup.WriteAsync(db, KeyRing.FolderIn(settings), await File.ReadAllTextAsync(parsed.GetValue(escrow)!.FullName, cancellation),
                parsed.GetValue(to)!, cancellation);
            db.AuditEntries.Add(AuditEntry.Of(services.GetRequiredService<OfficeClock>().ActOf(null), AuditAction.BackupMade, nameof(Backup), Guid.Empty,
                detail: $"digest {sum}"));
            await db.SaveChangesAsync(cancellation);
            await Console.Out.WriteLineAsync($"{parsed.GetValue(to)}: SHA256SUMS {sum}");
            return 0;
        });
        return command;
    }

    private static Command Restore()
    {
        var from = new Option<DirectoryInfo>("--from") { Description = "Folder of the backup.", Required = true };
        var escrow = new Option<FileInfo>("--escrow-key") { Description = "Private RSA key (PEM) that the keys are sealed to.", Required = true };
        var passphrase = new Option<FileInfo?>("--passphrase") { Description = "File with the passphrase of that key, if it has one." };
        var keyFile = new Option<FileInfo?>("--key-out")
        { Description = "Where to write the encryption key; on SQLite, if not said, NAME.db.key beside the database." };
        var command = new Command("restore", "Put a backup in place of nothing: checks every file first, and replaces nothing.")
        { TreatUnmatchedTokensAsErrors = false };
        foreach (var option in new Option[] { from, escrow, passphrase, keyFile })
            command.Options.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            // Without the application: there is neither database nor key yet.
            var settings = WebApplication.CreateBuilder([.. parsed.UnmatchedTokens]).Configuration;
            settings["Encryption:Key:File"] = null;
            SecretFiles.Read(settings);
            var connection = DataRegistration.ConnectionOf(settings);
            var key = parsed.GetValue(keyFile)?.FullName ?? (connection is SqliteConnectionStringBuilder sqlite
                ? Path.GetFullPath(sqlite.DataSource) + ".key"
                : throw new InvalidOperationException("Say with --key-out where the encryption key is to be written."));
            await Backup.RestoreAsync(parsed.GetValue(from)!, await File.ReadAllTextAsync(parsed.GetValue(escrow)!.FullName, cancellation),
                parsed.GetValue(passphrase) is { } file ? (await File.ReadAllTextAsync(file.FullName, cancellation)).Trim() : null,
                connection, KeyRing.FolderIn(settings), key, cancellation);
            await Console.Out.WriteLineAsync($"Restored. Encryption key: {key}");
            return 0;
        });
        return command;
    }
}
