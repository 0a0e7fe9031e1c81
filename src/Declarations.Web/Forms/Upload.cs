using Declarations.Evidence;

namespace Declarations.Web.Forms;

/// <summary>A file out of a form, read and looked at.</summary>
public static class Upload
{
    /// <summary>Bytes of a request with one file in it.</summary>
    public const int OneFile = EvidenceFile.Largest + Application.LargestForm;

    /// <summary>Endings that the browser offers; what counts is the content.</summary>
    public const string Accept = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx";

    /// <returns>Key of the message; null: the file can be taken.</returns>
    public static string? FaultOf(IFormFile file, out byte[] bytes)
    {
        bytes = [];
        if (file.Length > EvidenceFile.Largest)
            return "error.file-size";
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        bytes = copy.ToArray();
        return FileContent.KindOf(bytes) is null ? "error.file-kind" : null;
    }
}
