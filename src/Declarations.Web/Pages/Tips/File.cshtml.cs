using Declarations.Auditing;
using Declarations.Data.Tips;
using Declarations.Tips;
using Declarations.Web.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Tips;

/// <summary>A file of a tip: the copy without what names its author, and the original for a reason.</summary>
public sealed class TipFileModel(TipRoom room, TipDesk desk, TipFiles files) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public Guid Attached { get; set; }
    [BindProperty] public OriginalForm Form { get; set; } = new();

    public OpenTip Open { get; private set; } = null!;
    public TipFileHead Head { get; private set; } = null!;
    /// <summary>There is a copy; else only the original.</summary>
    public bool IsCleaned { get; private set; }

    private byte[] bytes = [];

    [WithoutForm]
    public IActionResult OnPostCopy() =>
        CleanCopy.Of(Head.Kind, bytes) is { } copy ? Download(copy) : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        await desk.NoteOriginalAsync(room.Open!, Open, Form.Reason!, room.Day);
        await room.NoteAsync(AuditAction.TipFileOpened, Id);
        return Download(bytes);
    }

    public async Task<bool> LoadAsync()
    {
        if (await room.FindAsync(Id, view: HttpMethods.IsGet(Request.Method)) is not { } found || await files.ReadAsync(found, Attached) is not { } file)
            return false;
        (Open, Head, bytes) = (found, file.Head, file.Bytes);
        IsCleaned = CleanCopy.Of(Head.Kind, bytes) is not null;
        return true;
    }

    private FileContentResult Download(byte[] content) => File(content, "application/octet-stream", Head.Name);
}

public sealed record OriginalForm
{
    public string? Reason { get; set; }
}

public sealed class OriginalFormValidator : AbstractValidator<OriginalForm>
{
    public OriginalFormValidator() => RuleFor(form => form.Reason).NotEmpty().MaximumLength(500);
}
