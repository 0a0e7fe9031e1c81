using System.Security.Cryptography;
using Declarations.Data.Guards;
using Declarations.Trust;

namespace Declarations.Data.Trust;

/// <summary>
/// The key with which this installation signs: in a file of its node, sealed like the columns, made at first use. One that does not open under this
/// encryption key is left aside for a new one; what it signed is verified by its public key, which the database keeps.
/// </summary>
public sealed class SigningKeys(string folder, Vault vault) : ISigner, IDisposable
{
    private const string Context = "signing-key";

    private readonly Lock turn = new();
    private EcdsaSigner? opened;

    private EcdsaSigner Signer
    {
        get
        {
            lock (turn)
                return opened ??= Open();
        }
    }

    public string Algorithm => Signer.Algorithm;
    public string KeyId => Signer.KeyId;
    public byte[] PublicKey => Signer.PublicKey;

    public byte[] Sign(byte[] data) => Signer.Sign(data);

    public void Dispose() => opened?.Dispose();

    /// <summary>Seals the files of this node with the encryption key that counts, where they are of another.</summary>
    public void Reseal()
    {
        lock (turn)
            foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "signing-*.key") : [])
                if (File.ReadAllBytes(file) is var box && SealedColumn.TryOpen(vault, box, Context) is { } key)
                    Reseal(file, box, key);
    }

    private void Reseal(string file, byte[] box, byte[] key)
    {
        if (vault.Missing is not null || Vault.NameOf(box) == vault.Current)
            return;
        File.Delete(file + ".part");
        PrivateFile.Write(file + ".part", vault.Seal(key, Context));
        File.Move(file + ".part", file, overwrite: true);
    }

    /// <exception cref="InvalidOperationException">No key can be kept there.</exception>
    private EcdsaSigner Open()
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var file in Directory.EnumerateFiles(folder, "signing-*.key").OrderDescending(StringComparer.Ordinal))
                if (File.ReadAllBytes(file) is var box && SealedColumn.TryOpen(vault, box, Context) is { } key)
                {
                    Reseal(file, box, key);
                    return EcdsaSigner.Read(key);
                }
            var made = EcdsaSigner.Make();
            PrivateFile.Write(Path.Combine(folder, $"signing-{made.KeyId}.key"), vault.Seal(made.ExportPrivateKey(), Context));
            return made;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException($"The signing key cannot be kept in {folder} (Keys:Path): {exception.Message}", exception);
        }
    }
}
