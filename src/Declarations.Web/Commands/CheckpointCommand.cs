using System.CommandLine;
using Declarations.Data;
using Declarations.Data.Guards;
using Declarations.Data.Trust;
using Declarations.Trust;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Commands;

/// <summary>
/// checkpoint: lets the tree grow now and writes the newest checkpoint for the office above, or takes back one that it has signed. witness: what the office
/// above does with it, without a database.
/// </summary>
public static class CheckpointCommand
{
    public static IEnumerable<Command> Create() => [Checkpoint(), Witness()];

    private static Command Checkpoint()
    {
        var written = new Option<string?>("--out") { Description = "File to write the newest checkpoint to, with the proof that it only grew." };
        var since = new Option<long?>("--since") { Description = "Size that the witness saw last; without it, that of the newest one signed by a witness." };
        var added = new Option<string?>("--add") { Description = "File with a checkpoint that a witness has signed." };
        var witness = new Option<string?>("--witness") { Description = "With --add: the witness's key, as it handed it over." };
        var command = new Command("checkpoint", "Write the newest checkpoint of the tree for a witness, or keep a witness's signature.")
        { TreatUnmatchedTokensAsErrors = false };
        foreach (var option in new Option[] { written, since, added, witness })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(written) is null == result.GetValue(added) is null || result.GetValue(added) is null != result.GetValue(witness) is null)
                result.AddError("Say --out FILE, or --add FILE --witness KEY.");
        });
        command.OnDatabase(async (parsed, services, cancellation) =>
        {
            var db = services.GetRequiredService<DeclarationsDb>();
            if (parsed.GetValue(added) is { } file)
                await AddAsync(db, file, parsed.GetValue(witness)!, cancellation);
            else
                await WriteAsync(services, db, parsed.GetValue(written)!, parsed.GetValue(since), cancellation);
            return 0;
        });
        return command;
    }

    /// <exception cref="InvalidOperationException">There is no checkpoint, or it is smaller than what the witness saw.</exception>
    private static async Task WriteAsync(IServiceProvider services, DeclarationsDb db, string file, long? since, CancellationToken cancellation)
    {
        await services.GetRequiredService<Sequencer>().RunAsync(cancellation);
        var newest = await db.Checkpoints.AsNoTracking().OrderByDescending(checkpoint => checkpoint.Size).FirstOrDefaultAsync(cancellation)
            ?? throw new InvalidOperationException("There is no checkpoint yet.");
        var old = since ?? await db.Cosignatures.AsNoTracking().MaxAsync(line => (long?)line.Size, cancellation) ?? 0;
        if (old > newest.Size)
            throw new InvalidOperationException($"The tree has {newest.Size} leaves, the witness saw {old}: it was cut off or set back.");
        var note = SignedNote.Read(newest.Note) ?? throw new InvalidOperationException("The newest checkpoint is damaged.");
        await File.WriteAllTextAsync(file, new CheckpointFile(old, Testimony.ConsistencyIn(db, old, newest.Size), note).ToString(), cancellation);
        await Console.Out.WriteLineAsync(await new Testimony(db).SignerOfAsync(newest, cancellation) is { } key
            ? $"{newest.Size} leaves, of which the witness has seen {old}. Key of this office: {key}"
            : throw new InvalidOperationException("The newest checkpoint is not signed by a key of this office."));
    }

    /// <exception cref="InvalidOperationException">Not a checkpoint of this tree, or not signed with that key.</exception>
    private static async Task AddAsync(DeclarationsDb db, string file, string witness, CancellationToken cancellation)
    {
        var key = VerifierKey.Read(witness) ?? throw new InvalidOperationException("--witness is no key of a witness.");
        if ((await db.TrustKeys.AsNoTracking().ToListAsync(cancellation)).Exists(own => own.PublicKey.AsSpan().SequenceEqual(key.PublicKey)))
            throw new InvalidOperationException("This is the office's own key: nobody is their own witness.");
        var note = SignedNote.Read(await File.ReadAllTextAsync(file, cancellation));
        if (note is null || TreeHead.Read(note.Text) is not { } head
            || await db.Checkpoints.AsNoTracking().SingleOrDefaultAsync(checkpoint => checkpoint.Size == head.Size, cancellation) is not { } known
            || SignedNote.Read(known.Note)?.Text != note.Text)
            throw new InvalidOperationException($"{file} is not a checkpoint of this tree.");
        if (note.Signatures.FirstOrDefault(signature => key.Verifies(note.Text, signature)) is not { } line)
            throw new InvalidOperationException($"{file} is not signed by {key.Name} with that key.");
        db.Cosignatures.Add(new Cosignature { Size = head.Size, Witness = key.ToString(), Line = line.Line.TrimEnd('\n') });
        await db.SaveChangesAsync(cancellation);
        await Console.Out.WriteLineAsync($"{key.Name} has signed {head.Size} leaves.");
    }

    private static Command Witness()
    {
        var read = new Option<string>("--in") { Description = "Checkpoint file of the office that is watched.", Required = true };
        var written = new Option<string>("--out") { Description = "File to write the checkpoint to, signed.", Required = true };
        var seen = new Option<string>("--seen")
        {
            Description = "File with what was seen last of that office; made at first, brought up to date after.",
            Required = true
        };
        var log = new Option<string>("--log") { Description = "Key of the office that is watched, as it handed it over.", Required = true };
        var key = new Option<string>("--key") { Description = "File with the witness's own key; made if it is not there.", Required = true };
        var name = new Option<string>("--name") { Description = "Name of the witness, without spaces.", Required = true };
        var command = new Command("witness", "Sign another office's checkpoint, once it is certain that its tree has only grown. Needs no database.")
        { TreatUnmatchedTokensAsErrors = false };
        foreach (var option in new Option[] { read, written, seen, log, key, name })
            command.Options.Add(option);
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not { Length: > 0 } text || text.Any(char.IsWhiteSpace) || text.Contains('+', StringComparison.Ordinal))
                result.AddError("--name has neither spaces nor a plus sign.");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = CheckpointFile.Read(await File.ReadAllTextAsync(parsed.GetValue(read)!, cancellation))
                ?? throw new InvalidOperationException($"{parsed.GetValue(read)} is no checkpoint file.");
            var watched = VerifierKey.Read(parsed.GetValue(log)!) ?? throw new InvalidOperationException("--log is no key of an office.");
            var last = !File.Exists(parsed.GetValue(seen)) ? null : SignedNote.Read(await File.ReadAllTextAsync(parsed.GetValue(seen)!, cancellation))
                ?? throw new InvalidOperationException($"{parsed.GetValue(seen)} is no checkpoint.");
            using var signer = KeyIn(parsed.GetValue(key)!);
            var signed = file.Cosign(watched, last, parsed.GetValue(name)!, signer);
            await File.WriteAllTextAsync(parsed.GetValue(seen)!, signed.ToString(), cancellation);
            await File.WriteAllTextAsync(parsed.GetValue(written)!, signed.ToString(), cancellation);
            await Console.Out.WriteLineAsync($"Signed. Key of this witness: {new VerifierKey(parsed.GetValue(name)!, signer.PublicKey)}");
            return 0;
        });
        return command;
    }

    private static EcdsaSigner KeyIn(string file)
    {
        if (File.Exists(file))
            return EcdsaSigner.Read(File.ReadAllBytes(file));
        var made = EcdsaSigner.Make();
        PrivateFile.Write(file, made.ExportPrivateKey());
        return made;
    }
}
