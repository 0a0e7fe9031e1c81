using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Guards;

/// <summary>
/// What is said of the encryption keys, each sentence sealed with the key that counted then, so that nobody without it can say one: this key seals from now on,
/// or these were taken out. The first, sealed when the schema was made, says whether the key is the one that this database was filled with.
/// </summary>
internal sealed class KeyCheck
{
    private const string Seals = "Declarations", Dropped = "Dropped";

    public int Id { get; init; } = 1;
    public required byte[] Sealed { get; init; }

    /// <exception cref="InvalidOperationException">Sealed with another key, or one that is needed is not there.</exception>
    public static async Task AssertAsync(DeclarationsDb db, bool first, CancellationToken cancellation)
    {
        if (await LookAsync(db, cancellation) is not { } state)
        {
            if (!first)
                throw new InvalidOperationException(Wrong);
            db.Vault.Use(db.Vault.Keys.Ids[^1]);
            await SayAsync(db, 1, Seals, cancellation);
        }
        else if (state.Missing is { } missing)
            throw new InvalidOperationException($"{Wrong} It needs the key {missing}, which is not among {string.Join(", ", db.Vault.Keys.Ids)}.");
        else
            db.Vault.Use(state.Current);
    }

    /// <summary>Seals from now on with the key that counts, or with none while that is not here.</summary>
    public static async Task AdoptAsync(DeclarationsDb db, CancellationToken cancellation)
    {
        db.Vault.Reload();
        if (await LookAsync(db, cancellation) is { } state)
            db.Vault.Use(state.Missing ?? state.Current);
    }

    /// <summary>Says that a key seals from now on.</summary>
    public static async Task UseAsync(DeclarationsDb db, string id, DateTimeOffset at, CancellationToken cancellation)
    {
        var state = (await LookAsync(db, cancellation))!;
        // What was said without a name before there were several is said again with it.
        if (!state.IsNamed)
            await SayAsync(db, ++state.Newest, Seals, cancellation);
        db.Vault.Use(id);
        await SayAsync(db, state.Newest + 1, $"{Seals} {at:O}", cancellation);
    }

    /// <summary>Says that a key was taken out.</summary>
    public static async Task DropAsync(DeclarationsDb db, string id, CancellationToken cancellation)
    {
        var state = (await LookAsync(db, cancellation))!;
        await SayAsync(db, state.Newest + 1, string.Join(' ', [Dropped, .. state.Dropped.Append(id).Distinct()]), cancellation);
    }

    /// <returns>Null: nothing was said yet.</returns>
    /// <exception cref="InvalidOperationException">What was said does not open under the key that it names.</exception>
    public static async Task<State?> LookAsync(DeclarationsDb db, CancellationToken cancellation)
    {
        var (state, said) = (new State(), await db.Set<KeyCheck>().AsNoTracking().OrderByDescending(check => check.Id).ToListAsync(cancellation));
        foreach (var check in said)
        {
            var name = Vault.NameOf(check.Sealed);
            state.Newest = Math.Max(state.Newest, check.Id);
            if (name is null ? state.IsNamed : state.Dropped.Contains(name))
                continue;
            if (name is not null && db.Vault.Keys.Find(name) is null)
                db.Vault.Reload();
            if (name is not null && db.Vault.Keys.Find(name) is null)
            {
                state.Missing ??= name;
                // What it says stays unknown, and whatever was said before it may not count any more.
                break;
            }
            var text = Open(db.Vault, check.Sealed).Split(' ');
            state.IsNamed |= name is not null;
            if (text[0] == Dropped)
                state.Dropped.UnionWith(text[1..]);
            else if (state.Current.Length == 0)
                (state.Current, state.Since) = (name ?? db.Vault.Keys.Ids[0], text.Length < 2 ? null
                    : DateTimeOffset.ParseExact(text[1], "O", CultureInfo.InvariantCulture));
        }
        return said.Count == 0 ? null : state;
    }

    private const string Wrong = "The encryption key (Encryption:Key, or the key file beside the SQLite file) is not the one that this database "
        + "was filled with. Nothing was changed; start again with the right key.";

    private static string Open(Vault vault, byte[] box)
    {
        try
        {
            var text = Encoding.UTF8.GetString(vault.Open(box, nameof(KeyCheck)));
            return text.StartsWith(Seals, StringComparison.Ordinal) || text.StartsWith(Dropped, StringComparison.Ordinal) ? text
                : throw new InvalidOperationException(Wrong);
        }
        catch (CryptographicException)
        {
            throw new InvalidOperationException(Wrong);
        }
    }

    private static Task<int> SayAsync(DeclarationsDb db, int id, string text, CancellationToken cancellation) => db.Database.ExecuteSqlAsync(
        $"""INSERT INTO "KeyChecks" ("Id", "Sealed") VALUES ({id}, {db.Vault.Seal(Encoding.UTF8.GetBytes(text), nameof(KeyCheck))})""", cancellation);

    /// <summary>What counts now.</summary>
    public sealed class State
    {
        public string Current { get; set; } = "";
        /// <summary>Null: from the beginning.</summary>
        public DateTimeOffset? Since { get; set; }
        public HashSet<string> Dropped { get; } = [];
        /// <summary>A key that is needed and not here.</summary>
        public string? Missing { get; set; }
        public int Newest { get; set; }
        public bool IsNamed { get; set; }
    }

    internal sealed class Mapping : IEntityTypeConfiguration<KeyCheck>
    {
        public void Configure(EntityTypeBuilder<KeyCheck> check) =>
            check.Holds(c => c.Sealed, Rows.Grow).ToTable("KeyChecks").Property(c => c.Id).ValueGeneratedNever();
    }
}
