using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Declarations.Reporting.Documents;

/// <summary>
/// An official paper as .docx on A4: title, paragraphs, and at the end who issues it and when. A paragraph that begins with "# " is a heading. Any
/// notice is written by it.
/// </summary>
/// <param name="Issuer">Lines at the end, set to the right.</param>
/// <param name="Mark">At the foot of every page.</param>
public sealed record OfficialDocument(string Title, IReadOnlyList<string> Paragraphs, IReadOnlyList<string> Issuer, string? Mark = null)
{
    public void Write(Stream output)
    {
        using var buffer = new MemoryStream();
        using (var file = WordprocessingDocument.Create(buffer, WordprocessingDocumentType.Document))
        {
            var main = file.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = Styles();
            var body = new Body(Line("Title", Title));
            body.Append(Paragraphs.Select(text => text.StartsWith("# ", StringComparison.Ordinal) ? Line("Heading1", text[2..]) : Line("BodyText", text)));
            body.Append(Issuer.Select(text => Line("Signature", text)));
            // A4 with the margins of official papers, in twentieths of a point.
            body.Append(new SectionProperties([.. Foot(main), new PageSize { Width = 11906, Height = 16838 },
                new PageMargin { Top = 2098, Bottom = 1984, Left = 1588, Right = 1474, Header = 851, Footer = 992 }]));
            main.Document = new Document(body);
            file.PackageProperties.Title = Title;
        }
        buffer.Position = 0;
        buffer.CopyTo(output);
    }

    private IEnumerable<OpenXmlElement> Foot(MainDocumentPart main)
    {
        if (Mark is null)
            yield break;
        var foot = main.AddNewPart<FooterPart>();
        foot.Footer = new Footer(Line("Normal", Mark));
        yield return new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(foot) };
    }

    private static Paragraph Line(string style, string text) =>
        new(new ParagraphProperties(new ParagraphStyleId { Val = style }),
            new Run(new Text(PrintedText.Storable(text)) { Space = SpaceProcessingModeValues.Preserve }));

    private static Styles Styles() => new(
        new DocDefaults(new RunPropertiesDefault(new RunPropertiesBaseStyle(Font("仿宋"), new FontSize { Val = "32" }, new Languages { EastAsia = "zh-CN" }))),
        Style("Normal", "Normal", null, new StyleParagraphProperties(new SpacingBetweenLines { Line = "560", LineRule = LineSpacingRuleValues.Exact }), null),
        Style("Title", "Title", "Normal",
            new StyleParagraphProperties(new KeepNext(), new SpacingBetweenLines { After = "480" }, new Justification { Val = JustificationValues.Center }),
            new StyleRunProperties(Font("宋体"), new Bold(), new FontSize { Val = "44" })),
        Style("Heading1", "heading 1", "Normal", new StyleParagraphProperties(new KeepNext(), new Indentation { FirstLineChars = 200 },
            new OutlineLevel { Val = 0 }),
            new StyleRunProperties(Font("黑体"))),
        Style("BodyText", "Body Text", "Normal", new StyleParagraphProperties(new Indentation { FirstLineChars = 200 },
            new Justification { Val = JustificationValues.Both }), null),
        Style("Signature", "Signature", "Normal", new StyleParagraphProperties(new Justification { Val = JustificationValues.Right }), null));

    private static RunFonts Font(string name) => new() { Ascii = "Times New Roman", HighAnsi = "Times New Roman", EastAsia = name };

    private static Style Style(string id, string name, string? basedOn, StyleParagraphProperties paragraph, StyleRunProperties? run)
    {
        var style = new Style { Type = StyleValues.Paragraph, StyleId = id, Default = basedOn is null };
        style.Append(new StyleName { Val = name });
        if (basedOn is not null)
            style.Append(new BasedOn { Val = basedOn });
        style.Append(new PrimaryStyle());
        style.Append(paragraph);
        if (run is not null)
            style.Append(run);
        return style;
    }
}
