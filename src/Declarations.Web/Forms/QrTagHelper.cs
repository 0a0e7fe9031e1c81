using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using QRCoder;

namespace Declarations.Web.Forms;

/// <summary>A text as a QR code: one path, a stroke for each run of dark modules.</summary>
[HtmlTargetElement("qr", Attributes = "text")]
public sealed class QrTagHelper : TagHelper
{
    public string Text { get; set; } = "";
    /// <summary>What it is, for those who cannot see it.</summary>
    public string Label { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        using var code = QRCodeGenerator.GenerateQrCode(Text, QRCodeGenerator.ECCLevel.M);
        var (rows, path) = (code.ModuleMatrix, new StringBuilder());
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows.Count; x++)
            {
                var from = x;
                while (x < rows.Count && rows[y][x])
                    x++;
                if (x > from)
                    path.Append(CultureInfo.InvariantCulture, $"M{from} {y}.5h{x - from}");
            }
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("viewBox", $"0 0 {rows.Count} {rows.Count}");
        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("aria-label", Label);
        output.Attributes.SetAttribute("shape-rendering", "crispEdges");
        output.Content.AppendHtml(Shape("fill", "#fff", $"M0 0h{rows.Count}v{rows.Count}H0z")).AppendHtml(Shape("stroke", "#1a242a", path.ToString()));
    }

    private static TagBuilder Shape(string paint, string colour, string path)
    {
        var shape = new TagBuilder("path");
        (shape.Attributes[paint], shape.Attributes["d"]) = (colour, path);
        return shape;
    }
}
