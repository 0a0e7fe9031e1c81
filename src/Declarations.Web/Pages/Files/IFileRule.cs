using Declarations.Evidence;

namespace Declarations.Web.Pages.Files;

/// <summary>A file before it is read: whose it is, and what for.</summary>
public sealed record FileHead(Guid Id, Guid OwnerId, FilePurpose Purpose);

/// <summary>
/// Who may open the files of one kind of owner. The owner's feature registers it as a service whose key is the name of the owner's
/// type; files of an owner without a rule open to nobody.
/// </summary>
public interface IFileRule
{
    /// <returns>What keeps in the ledger that the viewer takes a copy; null: for the viewer there is no such file.</returns>
    Task<Func<EvidenceFile, Task>?> OpenAsync(FileHead file);
}
