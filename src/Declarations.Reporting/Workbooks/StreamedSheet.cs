using System.IO.Compression;
using System.IO.Pipelines;
using System.Xml.Linq;
using ClosedXML.Excel;
using LoadOptions = System.Xml.Linq.LoadOptions;
using SaveOptions = System.Xml.Linq.SaveOptions;

namespace Declarations.Reporting.Workbooks;

/// <summary>
/// One write path for every size: ClosedXML makes a shell - styles, heads, print set-up - and the rows below are written as UTF-8 into the
/// deflate stream of each of its first sheets, on one thread while another one deflates. Memory does not grow
/// with the rows but for their merged blocks.
/// </summary>
internal static class StreamedSheet
{
    private const string RowsGoHere = "<!--rows-->", MergesGoHere = "<!--merges-->";
    private const string Texts = "xl/sharedStrings.xml";
    private const int Ahead = 1 << 20;
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="sampleRow">From this row on the shell holds cells that lend their style, and then give way to the rows.</param>
    /// <param name="rows">Of the first sheet, the second and so on; sheets beyond stay as the shell has them.</param>
    /// <param name="output">Any writable stream; it stays open.</param>
    public static async Task WriteAsync(
        XLWorkbook shell, int sampleRow, IReadOnlyList<Func<SheetRows, Task>> rows, Stream output, CancellationToken cancellation)
    {
        var parts = rows.Index().ToDictionary(each => $"xl/worksheets/sheet{each.Index + 1}.xml", each => each.Item);
        using var made = new MemoryStream();
        shell.SaveAs(made);
        await using var from = new ZipArchive(made, ZipArchiveMode.Read);
        await using var to = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation);
        var shared = await TextsAsync(from.GetEntry(Texts)!, cancellation);
        foreach (var entry in from.Entries.Where(entry => entry.FullName != Texts).OrderBy(entry => parts.ContainsKey(entry.FullName)))
        {
            await using var source = await entry.OpenAsync(cancellation);
            await using var target = await NewAsync(entry.FullName);
            if (parts.TryGetValue(entry.FullName, out var written))
                await WriteAsync(XElement.Load(source), sampleRow, shared, written, target, cancellation);
            else
                await source.CopyToAsync(target, cancellation);
        }
        // Which words the rows repeat is known behind them.
        await using var texts = await NewAsync(Texts);
        await shared.Written().SaveAsync(texts, SaveOptions.DisableFormatting, cancellation);

        Task<Stream> NewAsync(string name)
        {
            var entry = to.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = Epoch;
            return entry.OpenAsync(cancellation);
        }
    }

    private static async Task<SharedTexts> TextsAsync(ZipArchiveEntry entry, CancellationToken cancellation)
    {
        await using var source = await entry.OpenAsync(cancellation);
        return new SharedTexts(await XElement.LoadAsync(source, LoadOptions.PreserveWhitespace, cancellation));
    }

    private static async Task WriteAsync(
        XElement sheet, int sampleRow, SharedTexts shared, Func<SheetRows, Task> rows, Stream target, CancellationToken cancellation)
    {
        var samples = sheet.Descendants(Main + "row").Where(row => (int)row.Attribute("r")! >= sampleRow).ToList();
        var styles = samples.Elements().ToDictionary(cell => (string)cell.Attribute("r")!, cell => (int)cell.Attribute("s")!);
        samples.Remove();
        var (head, middle, tail) = Split(sheet);

        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: Ahead, resumeWriterThreshold: Ahead / 2, minimumSegmentSize: SheetRows.Batch,
            useSynchronizationContext: false));
        var deflating = Task.Run(() => DeflateAsync(pipe.Reader, target, cancellation), CancellationToken.None);
        try
        {
            var writer = new SheetRows(pipe.Writer, styles, shared, sampleRow, cancellation);
            writer.Raw(head);
            await rows(writer);
            writer.Raw(middle);
            await writer.WriteMergesAsync();
            writer.Raw(tail);
            await pipe.Writer.CompleteAsync();
        }
        catch (Exception exception)
        {
            await pipe.Writer.CompleteAsync(exception);
            throw;
        }
        finally
        {
            await deflating;
        }
    }

    /// <summary>Each end hands its failure to the other, so that neither waits for it.</summary>
    private static async Task DeflateAsync(PipeReader reader, Stream target, CancellationToken cancellation)
    {
        try
        {
            await reader.CopyToAsync(target, cancellation);
            await reader.CompleteAsync();
        }
        catch (Exception exception)
        {
            await reader.CompleteAsync(exception);
            throw;
        }
    }

    /// <summary>The sheet before its rows, between them and their merges, and after those; names without prefix.</summary>
    private static (string Head, string Middle, string Tail) Split(XElement sheet)
    {
        sheet.Attributes().Where(attribute => attribute.IsNamespaceDeclaration && attribute.Value == Main.NamespaceName).Remove();
        sheet.Add(new XAttribute("xmlns", Main.NamespaceName));
        // would be wrong, and nobody has to say it
        sheet.Element(Main + "dimension")?.Remove();
        sheet.Element(Main + "sheetData")!.Add(new XComment("rows"));
        var merges = sheet.Element(Main + "mergeCells")!;
        merges.Attribute("count")?.Remove();
        merges.Add(new XComment("merges"));
        var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + sheet.ToString(SaveOptions.DisableFormatting);
        var (rowsAt, mergesAt) = (text.IndexOf(RowsGoHere, StringComparison.Ordinal), text.IndexOf(MergesGoHere, StringComparison.Ordinal));
        return (text[..rowsAt], text[(rowsAt + RowsGoHere.Length)..mergesAt], text[(mergesAt + MergesGoHere.Length)..]);
    }
}
