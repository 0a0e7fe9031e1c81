using System.Security.Cryptography;

namespace Declarations.Trust;

/// <summary>Signs for the server: with a key in this process, or with a device of the deploying body that answers the same.</summary>
public interface ISigner
{
    /// <summary>Written into every envelope, e.g. ES256.</summary>
    string Algorithm { get; }
    string KeyId { get; }
    /// <summary>SubjectPublicKeyInfo.</summary>
    byte[] PublicKey { get; }
    /// <returns>DER, as signed notes have it.</returns>
    byte[] Sign(byte[] data);
}

/// <summary>ECDSA P-256 with SHA-256.</summary>
public sealed class EcdsaSigner : ISigner, IDisposable
{
    public const string Es256 = "ES256";

    private readonly Lock turn = new();
    private readonly ECDsa key;

    /// <param name="key">On the curve P-256; goes with this.</param>
    public EcdsaSigner(ECDsa key)
    {
        (this.key, PublicKey) = (key, key.ExportSubjectPublicKeyInfo());
        KeyId = IdOf(PublicKey);
    }

    public string Algorithm => Es256;
    public string KeyId { get; }
    public byte[] PublicKey { get; }

    public static EcdsaSigner Make() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static EcdsaSigner Read(byte[] privateKey)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(privateKey, out _);
        return new EcdsaSigner(key);
    }

    public byte[] ExportPrivateKey() => key.ExportPkcs8PrivateKey();

    public byte[] Sign(byte[] data)
    {
        lock (turn)
            return key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    public void Dispose() => key.Dispose();

    /// <summary>Follows from the key: nobody gives a key the name of another one.</summary>
    public static string IdOf(byte[] publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey)[..8]);

    /// <returns>False also for a key or a signature that is none.</returns>
    public static bool Verify(string algorithm, byte[] publicKey, byte[] data, byte[] signature)
    {
        if (algorithm != Es256)
            return false;
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(publicKey, out var read);
            return read == publicKey.Length && key.KeySize == 256 && key.VerifyData(data, signature, HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

/// <summary>A public key of the server, kept for as long as something signed with it is. Append-only.</summary>
public sealed class TrustKey
{
    /// <summary>First eight bytes of the SHA-256 of the key, in hexadecimal digits.</summary>
    public required string Id { get; init; }
    public required string Algorithm { get; init; }
    public required byte[] PublicKey { get; init; }
    public required DateTimeOffset MadeAt { get; init; }

    public bool IsWhatItSays => Id == EcdsaSigner.IdOf(PublicKey);

    public static TrustKey Of(ISigner signer, DateTimeOffset madeAt) =>
        new() { Id = signer.KeyId, Algorithm = signer.Algorithm, PublicKey = signer.PublicKey, MadeAt = madeAt };
}
