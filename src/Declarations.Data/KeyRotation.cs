using System.Data.Common;
using Declarations.Data.Guards;
using Declarations.Data.Trust;
using Declarations.Trust;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Declarations.Data;

/// <summary>
/// Takes an installation from one encryption key to another, while it serves: a new key goes into the key file, is used, everything sealed is sealed anew
/// with it, and the old one is taken out when nothing needs it. The role that owns the tables does it.
/// </summary>
public sealed class KeyRotation(DeclarationsDb db, ISigner signer, TimeProvider time)
{
    /// <summary>Every node has looked by then which key seals, and what it had begun has ended.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromMinutes(5);

    /// <summary>More than half an hour: the database itself may be at work on a large table.</summary>
    private const int MostTries = 3000;

    /// <summary>Names of the keys of this node, the oldest first, and of the one that seals.</summary>
    public IReadOnlyList<string> Ids => db.Vault.Keys.Ids;
    public string Current => db.Vault.Current;

    /// <summary>Whether this role may: on PostgreSQL, the owner of the tables alone.</summary>
    public Task<bool> MayAsync(CancellationToken cancellation) => DatabaseRoles.IsOwnerAsync(db, cancellation);

    /// <summary>Which key seals, and how many values name which, by table.</summary>
    public async Task<(string Current, IReadOnlyList<(string Table, string Key, long Values)> Values)> CountAsync(CancellationToken cancellation)
    {
        await KeyCheck.AdoptAsync(db, cancellation);
        var found = new List<(string, string, long)>();
        foreach (var table in SealedValues.Of(db))
            found.AddRange((await table.CountAsync(db, cancellation)).GroupBy(pair => pair.Key.Length == 0 ? db.Vault.Keys.Ids[0] : pair.Key)
                .Select(group => (table.Table, group.Key, group.Sum(pair => pair.Value))));
        return (db.Vault.Current, found);
    }

    /// <summary>Lets a key that is in the key file seal from now on.</summary>
    /// <exception cref="InvalidOperationException">It is not in the key file, or was taken out once.</exception>
    public async Task UseAsync(string id, CancellationToken cancellation)
    {
        await KeyCheck.AdoptAsync(db, cancellation);
        if (!db.Vault.Keys.Ids.Contains(id))
            throw new InvalidOperationException(new UnknownKeyException(id).Message);
        if ((await KeyCheck.LookAsync(db, cancellation))!.Dropped.Contains(id))
            throw new InvalidOperationException($"The key {id} was taken out; make a new one.");
        if (db.Vault.Current == id)
            return;
        await KeyCheck.UseAsync(db, id, time.GetUtcNow(), cancellation);
        Follow();
    }

    /// <summary>Looks which key seals; files of this node that lie under another are sealed anew.</summary>
    public async Task FollowAsync(CancellationToken cancellation)
    {
        await KeyCheck.AdoptAsync(db, cancellation);
        Follow();
    }

    /// <summary>Seals everything anew that is sealed with another key than the one that counts. What is done stays done, whenever it ends.</summary>
    /// <param name="progress">Told how many values of how many are done.</param>
    /// <returns>How many were sealed anew, and which do not open.</returns>
    public async Task<(int Done, IReadOnlyList<string> Closed)> ResealAsync(Func<int, int, Task> progress, CancellationToken cancellation)
    {
        var (current, values) = await CountAsync(cancellation);
        var (total, done, closed) = ((int)values.Where(each => each.Key != current).Sum(each => each.Values), 0, new HashSet<string>());
        Follow();
        await progress(done, total);
        // A node that has not looked yet may seal with the old key meanwhile, and a row that somebody changes is left for the next time round.
        for (var before = -1; before < done;)
        {
            before = done;
            foreach (var table in SealedValues.Of(db))
                for (object? last = null; ;)
                {
                    var (next, sealedAnew, shut) = await PatientlyAsync(() => table.ResealAsync(db, last, cancellation), cancellation);
                    done += sealedAnew;
                    closed.UnionWith(shut);
                    if (next is null)
                        break;
                    last = next;
                    await progress(done, Math.Max(total, done));
                }
        }
        return (done, [.. closed]);
    }

    /// <summary>Takes a key out that nothing is sealed with any more.</summary>
    /// <exception cref="InvalidOperationException">It seals, was in use a moment ago, or something is sealed with it.</exception>
    public async Task DropAsync(string id, CancellationToken cancellation)
    {
        await KeyCheck.AdoptAsync(db, cancellation);
        var state = (await KeyCheck.LookAsync(db, cancellation))!;
        if (!db.Vault.Keys.Ids.Contains(id) && !state.Dropped.Contains(id))
            throw new InvalidOperationException($"There is no key {id}; the key file holds {string.Join(", ", db.Vault.Keys.Ids)}.");
        if (id == state.Current)
            throw new InvalidOperationException($"The key {id} is the one that seals. Make and use another one first.");
        if (state.Since is { } since && time.GetUtcNow() - since < Settled)
            throw new InvalidOperationException($"The key {state.Current} has been in use since {since:u} only: until every node has taken it up, one may "
                + $"still seal with {id}. Try again in {Settled.TotalMinutes:0} minutes.");
        foreach (var table in SealedValues.Of(db))
            if (await table.UsesAsync(db, id, cancellation) is { } where)
                throw new InvalidOperationException($"{where} is sealed with the key {id}. Run keys reseal.");
        Follow();
        if (!state.Dropped.Contains(id))
            await KeyCheck.DropAsync(db, id, cancellation);
    }

    private void Follow() => (signer as SigningKeys)?.Reseal();

    /// <summary>Who serves people comes first: where rows or tables are held, it waits and tries again.</summary>
    private static async Task<T> PatientlyAsync<T>(Func<Task<T>> act, CancellationToken cancellation)
    {
        for (var n = 0; ; n++)
            try
            {
                return await act();
            }
            catch (DbException held) when (n < MostTries
                && held is PostgresException { SqlState: "55P03" or "40P01" or "40001" } or SqliteException { SqliteErrorCode: 5 or 6 })
            {
                await Task.Delay(200, cancellation);
            }
    }
}
