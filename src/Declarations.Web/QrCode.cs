using QRCoder;

namespace Declarations.Web;

/// <summary>A QR code as one path of an SVG, in modules.</summary>
public sealed record QrCode(int Size, string Path)
{
    public static QrCode Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var size = code.ModuleMatrix.Count;
        return new QrCode(size, string.Concat(code.ModuleMatrix.Index().SelectMany(row =>
            Enumerable.Range(0, size).Where(x => row.Item[x]).Select(x => $"M{x} {row.Index}h1v1h-1z"))));
    }
}
