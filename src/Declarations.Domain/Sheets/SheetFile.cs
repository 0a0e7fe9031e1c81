using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Declarations.Reports;
using Declarations.Trust;

namespace Declarations.Sheets;

/// <summary>What a sheet says of itself. Texts and numbers as another installation has written them: nothing of it is known to be true.</summary>
public sealed record SaidSheet(
    string Campaign, string Unit, int Number, SheetKind Kind, DateOnly AsOf, DateTimeOffset At, string ByName, string ByPost, JsonNode Stated);

/// <summary>
/// A confirmed sheet on its way from one installation to the one above (五(二)4): the frozen text with salt and digest, signed with the key of
/// the installation. Whoever receives it knows the key by its fingerprint, which comes another way than the file.
/// </summary>
public sealed record SheetFile
{
    public const string Format = "declarations.sheet-file/1";
    /// <summary>Bytes of a file that is read.</summary>
    public const int Largest = 64 << 20;
    private const int LongestText = 120, DigitsOfFingerprint = 32;

    private SheetFile(byte[] content, byte[] salt, string digest, string algorithm, byte[] publicKey, byte[] signature, SaidSheet said) =>
        (Content, Salt, Digest, Algorithm, PublicKey, Signature, Said) = (content, salt, digest, algorithm, publicKey, signature, said);

    public byte[] Content { get; }
    public byte[] Salt { get; }
    public string Digest { get; }
    public string Algorithm { get; }
    public byte[] PublicKey { get; }
    public byte[] Signature { get; }
    public SaidSheet Said { get; }
    public string Fingerprint => FingerprintOf(PublicKey);

    /// <summary>First 16 bytes of the SHA-256 of a key, in hexadecimal digits, four by four: short enough to be read out.</summary>
    public static string FingerprintOf(byte[] publicKey) =>
        string.Join('-', Convert.ToHexString(SHA256.HashData(publicKey))[..DigitsOfFingerprint].Chunk(4).Select(four => new string(four)));

    /// <summary>Whether somebody has typed this fingerprint: blanks, strokes and case do not matter.</summary>
    public bool Is(string typed) =>
        string.Concat(typed.Where(char.IsAsciiLetterOrDigit))
            .Equals(Fingerprint.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    /// <param name="sheet">Confirmed, with its contents.</param>
    /// <returns>JSON in UTF-8.</returns>
    public static byte[] Write(UnitSheet sheet, ISigner signer) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["format"] = Format,
        ["content"] = Convert.ToBase64String(sheet.Content),
        ["salt"] = Convert.ToHexStringLower(sheet.Salt),
        ["digest"] = sheet.Digest,
        ["algorithm"] = signer.Algorithm,
        ["key"] = Convert.ToBase64String(signer.PublicKey),
        ["signature"] = Convert.ToBase64String(signer.Sign(Signed(sheet.Digest))),
    }.ToJsonString());

    /// <exception cref="RefusedException">It is no such file, not whole, or not of a confirmed sheet.</exception>
    public static SheetFile Read(byte[] file)
    {
        try
        {
            var parts = JsonNode.Parse(file, documentOptions: new() { MaxDepth = 4 }) as JsonObject;
            if ((string?)parts?["format"] != Format)
                throw new RefusedException(Refusal.SheetFileNone);
            var (content, salt) = (Convert.FromBase64String(Text("content")), Convert.FromHexString(Text("salt")));
            var (digest, algorithm) = (Text("digest"), Text("algorithm"));
            var (key, signature) = (Convert.FromBase64String(Text("key")), Convert.FromBase64String(Text("signature")));
            if (salt.Length != 32 || Submission.DigestOf(salt, content) != digest || !EcdsaSigner.Verify(algorithm, key, Signed(digest), signature))
                throw new RefusedException(Refusal.SheetFileBroken);
            return new(content, salt, digest, algorithm, key, signature, SaidIn(content));

            string Text(string name) => (string?)parts[name] ?? throw new FormatException(name);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException or OverflowException or ArgumentException)
        {
            throw new RefusedException(Refusal.SheetFileNone);
        }
    }

    private static SaidSheet SaidIn(byte[] content)
    {
        if (JsonNode.Parse(content) is not JsonObject text || (string?)text["format"] != UnitSheet.Format || text["by"] is not JsonObject by)
            throw new FormatException();
        var said = new SaidSheet(Text(text, "campaign"), Text(text, "unit"), int.Parse(Text(text, "number"), NumberStyles.None, CultureInfo.InvariantCulture),
            Enum.Parse<SheetKind>(Text(text, "kind")), DateOnly.ParseExact(Text(text, "asOf"), "O", CultureInfo.InvariantCulture),
            DateTimeOffset.ParseExact(Text(text, "at"), "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), Text(by, "name"),
            (string?)by["post"] ?? "", text["stated"] ?? throw new FormatException());
        if (said.Kind != SheetKind.Confirmed)
            throw new RefusedException(Refusal.SheetFileObjected(said.Number));
        return said.Number > 0 && said.ByPost.Length <= LongestText ? said : throw new FormatException();

        static string Text(JsonNode from, string name) =>
            (string?)from[name] is { Length: > 0 and <= LongestText } value ? value : throw new FormatException(name);
    }

    private static byte[] Signed(string digest) => Encoding.UTF8.GetBytes($"{Format}\n{digest}\n");
}
