using System.CommandLine;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Guards;
using Declarations.Jobs;
using Declarations.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Commands;

/// <summary>
/// keys: which encryption keys there are and what is sealed with them; keys new, use, reseal and drop take the installation from one to another while it
/// serves.
/// </summary>
public static class KeysCommand
{
    public static Command Create()
    {
        var command = new Command("keys", "Say which encryption keys there are and what is sealed with each; new, use, reseal and drop rotate them.")
        { TreatUnmatchedTokensAsErrors = false };
        command.OnDatabase(async (_, services, cancellation) =>
        {
            await CountAsync(services, cancellation);
            return 0;
        });
        foreach (var verb in new[] { New(), Use(), Reseal(), Drop() })
        {
            verb.TreatUnmatchedTokensAsErrors = false;
            command.Subcommands.Add(verb);
        }
        return command;
    }

    private static Command New()
    {
        var to = KeyOut();
        var command = new Command("new", "Add a new key to the key file. Nothing is sealed with it until keys use.") { Options = { to } };
        command.OnDatabase(async (parsed, services, cancellation) =>
        {
            var vault = services.GetRequiredService<Vault>();
            var file = vault.Replace(vault.Keys.Extended(), parsed.GetValue(to)?.FullName);
            var id = vault.Keys.Ids[^1];
            await RecordAsync(services, AuditAction.KeyMade, id, cancellation);
            await Console.Out.WriteLineAsync($"{id} is in {file}. Give that file to every node, keep a copy of it elsewhere, then: keys use {id}");
            return 0;
        });
        return command;
    }

    private static Command Use()
    {
        var id = Id();
        var command = new Command("use", "Let a key of the key file seal from now on, on every node.") { Arguments = { id } };
        command.OnDatabase(async (parsed, services, cancellation) =>
        {
            await services.GetRequiredService<KeyRotation>().UseAsync(parsed.GetValue(id)!, cancellation);
            await RecordAsync(services, AuditAction.KeyUsed, parsed.GetValue(id)!, cancellation);
            await Console.Out.WriteLineAsync($"{parsed.GetValue(id)} seals from now on. Next: keys reseal");
            return 0;
        });
        return command;
    }

    private static Command Reseal()
    {
        var cancel = new Option<bool>("--cancel") { Description = "Let the one that is at work stop; what it has done stays." };
        var command = new Command("reseal", "Seal everything anew that is sealed with another key, while the application serves; goes on where it was left.")
        { Options = { cancel } };
        command.OnDatabase(async (parsed, services, cancellation) =>
        {
            var (db, jobs, time) = (services.GetRequiredService<DeclarationsDb>(), services.GetRequiredService<JobRunner>(),
                services.GetRequiredService<TimeProvider>());
            var job = await db.Jobs.Where(j => j.EndedAt == null && j.SubjectKind == nameof(KeyRotation)).OrderBy(j => j.Id).FirstOrDefaultAsync(cancellation);
            if (parsed.GetValue(cancel))
            {
                if (job is not null)
                    await jobs.CancelAsync(db, job);
                await Console.Out.WriteLineAsync(job is null ? "Nothing is at work." : "It stops.");
                return 0;
            }
            if (!await services.GetRequiredService<KeyRotation>().MayAsync(cancellation))
                throw new InvalidOperationException("Ledgers are sealed anew by the role that owns the tables: run the verb as the owner, as migrate is.");
            if (job is null)
            {
                job = Job.About(nameof(KeyRotation), time.GetUtcNow());
                db.Jobs.Add(job);
                await db.SaveChangesAsync(cancellation);
            }
            await SayingAsync(jobs, job, services.WorkOffAsync(job, cancellation));
            await CountAsync(services, cancellation);
            return 0;
        });
        return command;
    }

    private static Command Drop()
    {
        var (id, to) = (Id(), KeyOut());
        var command = new Command("drop", "Take a key out of the key file that nothing is sealed with any more.") { Arguments = { id }, Options = { to } };
        command.OnDatabase(async (parsed, services, cancellation) =>
        {
            var (vault, name) = (services.GetRequiredService<Vault>(), parsed.GetValue(id)!);
            await services.GetRequiredService<KeyRotation>().DropAsync(name, cancellation);
            await RecordAsync(services, AuditAction.KeyDropped, name, cancellation);
            var file = vault.Replace(vault.Keys.Without(name), parsed.GetValue(to)?.FullName);
            await Console.Out.WriteLineAsync($"{name} is not in {file} any more. Backups made before need it: they carry it, sealed to their escrow key.");
            return 0;
        });
        return command;
    }

    private static Argument<string> Id() => new("KEY") { Description = "Name of the key, 8 hexadecimal digits, as keys says it." };

    private static Option<FileInfo?> KeyOut() =>
        new("--key-out") { Description = "File to write the keys to, where the one in use cannot be written; it must not be there yet." };

    private static async Task CountAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var keys = services.GetRequiredService<KeyRotation>();
        var (current, values) = await keys.CountAsync(cancellation);
        foreach (var key in keys.Ids.Union(values.Select(each => each.Key)))
        {
            var own = values.Where(each => each.Key == key).ToList();
            await Console.Out.WriteLineAsync($"{key}{(key == current ? " seals" : "")}{(keys.Ids.Contains(key) ? "" : " is not in the key file")}: "
                + (own.Count == 0 ? "nothing is sealed with it" : $"{own.Sum(each => each.Values)} values ("
                + $"{string.Join(", ", own.Select(each => $"{each.Table} {each.Values}"))})"));
        }
    }

    /// <summary>Says on standard error how far it is.</summary>
    private static async Task SayingAsync(JobRunner jobs, Job job, Task work)
    {
        while (await Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(2))) != work)
            if (jobs.ProgressOf(job) is var (done, total))
                await Console.Error.WriteLineAsync($"{done} of {total}");
        await work;
    }

    private static async Task RecordAsync(IServiceProvider services, AuditAction action, string key, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<DeclarationsDb>();
        var act = services.GetRequiredService<OfficeClock>().ActOf(null);
        db.AuditEntries.Add(AuditEntry.Of(act, action, nameof(KeyRotation), Guid.Empty, detail: $"key {key}"));
        await db.SaveChangesAsync(cancellation);
    }
}
