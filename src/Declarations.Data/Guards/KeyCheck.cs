using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Guards;

/// <summary>One row, sealed when the schema was first made: whether the encryption key is the one that this database was filled with.</summary>
internal sealed class KeyCheck
{
    private static readonly byte[] Known = "Declarations"u8.ToArray();

    public int Id { get; init; } = 1;
    public required byte[] Sealed { get; init; }

    private bool OpensWith(Vault vault)
    {
        try
        {
            return vault.Open(Sealed, nameof(KeyCheck)).AsSpan().SequenceEqual(Known);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <exception cref="InvalidOperationException">Sealed with another key.</exception>
    public static async Task AssertAsync(DeclarationsDb db, bool first, CancellationToken cancellation)
    {
        var check = await db.Set<KeyCheck>().AsNoTracking().SingleOrDefaultAsync(cancellation);
        if (check is null && first)
            await db.Database.ExecuteSqlAsync(
                $"""INSERT INTO "KeyChecks" ("Id", "Sealed") VALUES (1, {db.Vault.Seal(Known, nameof(KeyCheck))})""", cancellation);
        else if (check?.OpensWith(db.Vault) != true)
            throw new InvalidOperationException("The encryption key (Encryption:Key, or the key file beside the SQLite file) is not the one that this database "
                + "was filled with. Nothing was changed; start again with the right key.");
    }

    internal sealed class Mapping : IEntityTypeConfiguration<KeyCheck>
    {
        public void Configure(EntityTypeBuilder<KeyCheck> check) => check.Holds(c => c.Sealed).ToTable("KeyChecks").Property(c => c.Id).ValueGeneratedNever();
    }
}
