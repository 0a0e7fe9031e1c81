using System.IO.Compression;
using System.Text;
using Declarations.Evidence;
using Xunit;

namespace Declarations.Domain.Tests.Evidence;

public sealed class FileContentTests
{
    private static readonly byte[] Png =
        Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xDA, 0, 2, 7, 7, 0xFF, 0xD9];

    public static TheoryData<byte[], FileKind?> Files => new()
    {
        { "%PDF-1.4\n1 0 obj\n%%EOF\n"u8.ToArray(), FileKind.Pdf },
        { Jpeg, FileKind.Jpeg },
        { Png, FileKind.Png },
        { Package("[Content_Types].xml", "word/document.xml"), FileKind.Docx },
        { Package("[Content_Types].xml", "xl/workbook.xml"), FileKind.Xlsx },
        { [], null },
        { "<html><script>alert(1)</script></html>"u8.ToArray(), null },
        { "MZ\u0090\0 %PDF-1.4 %%EOF"u8.ToArray(), null },
        { "%PDF-1.4 without an end"u8.ToArray(), null },
        { Jpeg[..8], null },
        { [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF, 0xFF, 0xDA], null },
        { Png[..30], null },
        { Png[..^4], null },
        { Package("[Content_Types].xml"), null },
        { Package("word/document.xml"), null },
        { Package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), null },
        { Package("[Content_Types].xml", "word/document.xml", "../../etc/passwd"), null },
        { Package("[Content_Types].xml", "word/document.xml", "word/document.xml"), null },
        { Package([.. Enumerable.Range(0, 2100).Select(n => $"n{n}"), "[Content_Types].xml", "word/document.xml"]), null },
        { Package("[Content_Types].xml", "word/document.xml")[..^30], null },
    };

    [Theory, MemberData(nameof(Files))]
    public void A_file_is_what_is_in_it(byte[] bytes, FileKind? kind) => Assert.Equal(kind, FileContent.KindOf(bytes));

    [Theory]
    [InlineData("转让协议.pdf", "转让协议.pdf")]
    [InlineData("/etc/passwd", "passwd.pdf")]
    [InlineData(@"C:\\Users\\a\\付款.PDF", "付款.pdf")]
    [InlineData("..", "_.pdf")]
    [InlineData("...exe", "_.pdf")]
    [InlineData("a\u202Efdp.exe", "afdp.pdf")]
    [InlineData("\u200B\uFEFF.pdf", "_.pdf")]
    [InlineData("con.pdf", "_con.pdf")]
    [InlineData("COM1.tar.pdf", "_COM1.tar.pdf")]
    [InlineData("a:b*c?.pdf", "a_b_c_.pdf")]
    [InlineData("x. .pdf", "x.pdf")]
    [InlineData("", "_.pdf")]
    [InlineData("e\u0301.pdf", "\u00E9.pdf")]
    public void A_name_keeps_nothing_that_could_mislead(string name, string clean) => Assert.Equal(clean, FileName.Clean(name, FileKind.Pdf));

    [Fact]
    public void A_long_name_is_cut_between_characters()
    {
        var clean = FileName.Clean(string.Concat(Enumerable.Repeat("𠂆", 100)) + ".png", FileKind.Png);
        Assert.InRange(clean.Length, 60, 90);
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(clean)));
    }

    private static byte[] Package(params string[] names)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in names)
                using (var entry = new StreamWriter(zip.CreateEntry(name).Open()))
                    entry.Write("<x/>");
        return stream.ToArray();
    }
}
