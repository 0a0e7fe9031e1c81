using System.CommandLine;
using Declarations.Data;
using Declarations.Data.Guards;
using Declarations.Data.Trust;
using Declarations.Trust;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

// Verifies a database, or a copy brought back from a backup, without the web application. Exit codes: 0 all as written, 1 something differs, 2 misused or
// not to be read.
var connection = new Option<string>("--database") { Description = "A SQLite file, or a connection string of PostgreSQL (Host=...).", Required = true };
var key = new Option<FileInfo>("--key")
{ Description = "File with the encryption key: 32 bytes, their base64, or several as the application keeps them.", Required = true };
var witnesses = new Option<FileInfo[]>("--witness")
{ Description = "Checkpoints that were kept elsewhere: files that a witness has signed, or copies of checkpoints." };
var trusted = new Option<string[]>("--trust") { Description = "Keys of the office, as it handed them over once; without one, those in the database count." };
var apart = new Option<string[]>("--signer")
{ Description = "Keys of the signer of checkpoints, the present one and those before: once it has signed, no other key counts for a checkpoint." };
var root = new RootCommand("Recomputes every leaf and the tree of a Declarations database, and names what differs. Changes nothing.");
foreach (var option in new Option[] { connection, key, witnesses, trusted, apart })
    root.Options.Add(option);
root.SetAction(async (parsed, cancellation) =>
{
    var (pinned, signers) = (KeysOf(parsed.GetValue(trusted)), KeysOf(parsed.GetValue(apart)));
    var notes = (parsed.GetValue(witnesses) ?? []).Select(file => ReadNote(file.FullName)).ToList();
    var vault = new Vault(VaultKeys.Read(File.ReadAllBytes(parsed.GetValue(key)!.FullName)));
    var lacking = false;
    vault.Lacking += () => lacking = true;
    await using var db = Open(parsed.GetValue(connection)!, vault);
    var report = await new TreeCheck(db, notes, pinned, signers).RunAsync(cancellation);
    foreach (var finding in report.Findings)
        await Console.Out.WriteLineAsync($"{finding.Where}: {finding.What}");
    await Console.Out.WriteLineAsync($"{report.Rows} rows, {report.Leaves} leaves, tree of {report.Size}, {report.Checkpoints} checkpoints, "
        + $"{report.Witnessed} of witnesses: {report.Findings.Count} differ.");
    if (lacking)
        await Console.Out.WriteLineAsync("Some values name an encryption key that is not in --key, and so differ: give the key file with all its keys, or, if "
            + "there never was such a key, they were altered.");
    if (report.Witnessed == 0)
        await Console.Out.WriteLineAsync("No checkpoint of a witness was given: an older copy, a cut-off end, and what was written anew with the office's own "
            + "key are not found without one.");
    return report.Findings.Count == 0 ? 0 : 1;
});
var arguments = root.Parse(args);
if (arguments.Errors.Count > 0)
{
    foreach (var error in arguments.Errors)
        await Console.Error.WriteLineAsync(error.Message);
    return 2;
}
try
{
    return await arguments.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception exception) when (exception is InvalidOperationException or IOException or UnauthorizedAccessException or ArgumentException
    or System.Data.Common.DbException or System.Net.Sockets.SocketException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}

static DeclarationsDb Open(string connection, Vault vault) => connection.StartsWith("Host=", StringComparison.OrdinalIgnoreCase)
    ? new PostgresDeclarationsDb(new DbContextOptionsBuilder<PostgresDeclarationsDb>().UseNpgsql(connection).Options, vault)
    : new SqliteDeclarationsDb(new DbContextOptionsBuilder<SqliteDeclarationsDb>().UseSqlite(
        new SqliteConnectionStringBuilder { DataSource = connection, Mode = SqliteOpenMode.ReadWrite }.ConnectionString).Options, vault);

static List<VerifierKey> KeysOf(string[]? texts) => [.. (texts ?? []).Select(text => VerifierKey.Read(text)
    ?? throw new InvalidOperationException($"'{text}' is no key of an office."))];

static SignedNote ReadNote(string file)
{
    var text = File.ReadAllText(file);
    return CheckpointFile.Read(text)?.Note ?? SignedNote.Read(text) ?? throw new InvalidOperationException($"{file} is no checkpoint.");
}
