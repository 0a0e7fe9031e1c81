using System.IO.Compression;
using System.Text;
using System.Xml;
using Declarations.Evidence;

namespace Declarations.Tips;

/// <summary>
/// What an officer sees of a file: the same without author, company, place, device, names of commentators and of those who revised it. The original
/// stays sealed. A PDF cannot be cleaned, which is said before it is sent.
/// </summary>
public static class CleanCopy
{
    /// <summary>Bytes of a package when unpacked, all together.</summary>
    private const long MostUnpacked = 200L * 1024 * 1024;

    /// <summary>Parts that go, with whatever refers to them.</summary>
    private static readonly string[] Dropped = ["docProps/", "customXml/", "word/people.xml", "word/embeddings/", "xl/embeddings/", "xl/persons/",
        "xl/revisions/",
        "xl/threadedComments/", "word/commentsExtended.xml", "word/commentsIds.xml", "word/commentsExtensible.xml", "xl/printerSettings/", "docMetadata/"];

    /// <summary>Attributes that name somebody or say when.</summary>
    private static readonly HashSet<string> Names = ["author", "initials", "date", "dateUtc", "userId", "userName", "providerId", "lastUser",
        "lastModifiedBy", "user", "dT", "rsid", "rsidR", "rsidRDefault", "rsidRPr", "rsidP", "rsidTr", "rsidDel", "rsidSect", "rsidRoot"];

    /// <summary>Elements that go with all that is in them.</summary>
    private static readonly HashSet<string> Elements = ["rsids", "absPath", "attachedTemplate", "fileSharing", "docVars", "mailMerge",
        "OLEObject", "oleObjects"];

    /// <returns>Null: the kind cannot be cleaned, or the file is broken; then only the original is there, to be opened for a reason.</returns>
    public static byte[]? Of(FileKind kind, byte[] bytes) => kind switch
    {
        FileKind.Jpeg => CleanPicture.Jpeg(bytes),
        FileKind.Png => CleanPicture.Png(bytes),
        FileKind.Docx or FileKind.Xlsx => Package(bytes),
        _ => null,
    };

    private static byte[]? Package(byte[] bytes)
    {
        try
        {
            using var source = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read, leaveOpen: false, Encoding.UTF8);
            using var copy = new MemoryStream();
            var room = MostUnpacked;
            using (var target = new ZipArchive(copy, ZipArchiveMode.Create, leaveOpen: true))
                foreach (var entry in source.Entries.Where(entry => !IsDropped(entry.FullName)))
                {
                    if ((room -= entry.Length) < 0)
                        return null;
                    Copy(entry, target);
                }
            return copy.ToArray();
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or XmlException or ArgumentException)
        {
            return null;
        }
    }

    private static bool IsDropped(string name) => Dropped.Any(part => name.TrimStart('/').StartsWith(part, StringComparison.OrdinalIgnoreCase));

    private static void Copy(ZipArchiveEntry entry, ZipArchive target)
    {
        var made = target.CreateEntry(entry.FullName);
        made.LastWriteTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var from = entry.Open();
        using var to = made.Open();
        switch (Path.GetExtension(entry.FullName).ToLowerInvariant())
        {
            case ".xml" or ".rels" or ".vml":
                Xml(from, to);
                break;
            case ".jpg" or ".jpeg":
                to.Write(CleanPicture.Jpeg(All(from)) ?? []);
                break;
            case ".png":
                to.Write(CleanPicture.Png(All(from)) ?? []);
                break;
            default:
                from.CopyTo(to);
                break;
        }
    }

    private static byte[] All(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>Copies a part node by node: without the elements, attributes and references that name somebody.</summary>
    private static void Xml(Stream from, Stream to)
    {
        using var reader = XmlReader.Create(from, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, IgnoreComments = true });
        using var writer = XmlWriter.Create(to, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
        var inAuthor = false;
        reader.Read();
        while (!reader.EOF)
        {
            if (reader.NodeType == XmlNodeType.Element && IsGone(reader))
            {
                reader.Skip();
                continue;
            }
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    inAuthor = reader.LocalName == "author";
                    Element(reader, writer);
                    break;
                case XmlNodeType.EndElement:
                    inAuthor = false;
                    writer.WriteFullEndElement();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when !inAuthor:
                    writer.WriteString(reader.Value);
                    break;
                case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    writer.WriteWhitespace(reader.Value);
                    break;
            }
            reader.Read();
        }
    }

    private static bool IsGone(XmlReader reader) => Elements.Contains(reader.LocalName)
        || reader.LocalName == "Override" && IsDropped(reader.GetAttribute("PartName") ?? "")
        || reader.LocalName == "Relationship" && IsGoneTarget(reader.GetAttribute("Target") ?? "", reader.GetAttribute("TargetMode"));

    /// <summary>Targets are relative to the part that names them: by their last folder they are known.</summary>
    private static bool IsGoneTarget(string target, string? mode) => mode == "External" && !target.StartsWith("http", StringComparison.OrdinalIgnoreCase)
        || Dropped.Any(part => part.Split('/') is var folders && (folders[^1].Length > 0 ? target.EndsWith(folders[^1], StringComparison.OrdinalIgnoreCase)
            : target.Contains(folders[^2] + "/", StringComparison.OrdinalIgnoreCase)));

    private static void Element(XmlReader reader, XmlWriter writer)
    {
        // The settings of a printer, to which it would refer, are gone.
        var (empty, isPageSetup) = (reader.IsEmptyElement, reader.LocalName == "pageSetup");
        writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
        while (reader.MoveToNextAttribute())
            if (reader is { LocalName: "id", Prefix: "r" } && isPageSetup)
                continue;
            else if (!Names.Contains(reader.LocalName))
                writer.WriteAttributeString(reader.Prefix, reader.LocalName, reader.NamespaceURI, reader.Value);
            else if (reader.LocalName is "author")
                writer.WriteAttributeString(reader.Prefix, reader.LocalName, reader.NamespaceURI, "");
        reader.MoveToElement();
        if (empty)
            writer.WriteEndElement();
    }
}
