using Declarations.Data;
using Declarations.Data.Trust;
using Declarations.Trust;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Discipline;

/// <summary>
/// 检查点留存单: the newest checkpoint on one sheet of paper, which the discipline team prints and keeps where nobody of the operator reaches it. The QR
/// code holds the note itself, the file that Declarations.Verify takes as --witness.
/// </summary>
public sealed class CheckpointModel(DeclarationsDb db, Testimony testimony, OfficeClock clock) : PageModel
{
    public SignedNote? Note { get; private set; }
    public TreeHead? Head { get; private set; }
    /// <summary>The key that signed it; null: it is signed with none of this office.</summary>
    public string? KeyId { get; private set; }
    public IReadOnlyList<string> Witnesses { get; private set; } = [];
    public DateTimeOffset PrintedAt => clock.Now;

    public async Task OnGetAsync()
    {
        if (await db.Checkpoints.AsNoTracking().OrderByDescending(checkpoint => checkpoint.Size).FirstOrDefaultAsync() is not { } newest)
            return;
        (Note, Head) = (SignedNote.Read(newest.Note), newest.Head);
        KeyId = await testimony.SignerOfAsync(newest) is { } key ? EcdsaSigner.IdOf(key.PublicKey) : null;
        Witnesses = [.. (await db.Cosignatures.AsNoTracking().Where(line => line.Size == newest.Size).Select(line => line.Witness).ToListAsync()).Order(
            StringComparer.Ordinal)];
    }
}
