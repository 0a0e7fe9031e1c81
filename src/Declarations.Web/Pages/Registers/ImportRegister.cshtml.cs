using Declarations.Data;
using Declarations.Evidence;
using Declarations.Registers;
using Declarations.Reporting.Uploads;
using Declarations.Web.Access;
using Declarations.Web.Door;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Registers;

/// <summary>Takes a draft over from Excel: uploaded, looked at cell by cell, then agreed to; all rows or none. The file stays as what it came from.</summary>
[Uploads(Upload.OneFile)]
public sealed class ImportRegisterModel(DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    /// <summary>The file that is looked at.</summary>
    [BindProperty(SupportsGet = true)] public Guid? Uploaded { get; set; }
    [BindProperty] public ImportRegisterForm Form { get; set; } = new();

    public Register Register { get; private set; } = null!;
    public RegisterFile? Preview { get; private set; }

    public IActionResult OnGetTemplate()
    {
        var file = new MemoryStream();
        RegisterFile.WriteTemplate(words, file);
        file.Position = 0;
        return File(file, MediaTypes.Xlsx, words["register-file.sheet"] + ".xlsx");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Upload.FaultOf(Form.File!, out var bytes) is { } fault)
            return this.BadForm("Form.File", words[fault]);
        try
        {
            await ReadAsync(bytes, cancellation);
        }
        catch (WorkbookException refused)
        {
            return this.BadForm("Form.File", words[Words.KeyOf(refused.Fault), [.. refused.Arguments]]);
        }
        var act = clock.ActOf(viewer.AccountId, Register);
        var file = EvidenceFile.Of(Register, act, FilePurpose.Register, Form.File!.FileName, bytes);
        Register.Note(act, Auditing.AuditAction.FileAttached, detail: $"digest {file.Digest}");
        db.EvidenceFiles.Add(file);
        await db.SaveChangesAsync(cancellation);
        return Redirect($"{Routes.To<ImportRegisterModel>(Id)}?uploaded={file.Id}");
    }

    [WithoutForm]
    public async Task<IActionResult> OnPostAgreeAsync(CancellationToken cancellation)
    {
        if (await FileAsync(cancellation) is not { } file)
            return NotFound();
        var read = await ReadAsync(file.Bytes, cancellation);
        if (read.Errors.Count > 0)
            throw new RefusedException(Refusal.ImportErrors);
        read.Apply(clock.ActOf(viewer.AccountId, Register));
        await db.SaveChangesAsync(cancellation);
        TempData["Flash"] = words["register-import.done", read.Problems, read.Rows.Count];
        return Redirect(Routes.To<RegisterModel>(Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.RegistersKept().Include(register => register.Unit).Include(register => register.Campaign).SingleOrDefaultAsync(register =>
            register.Id == Id && register.Code != null) is not { } register)
            return false;
        Register = register;
        register.Status.After(RegisterVerb.Edit);
        return true;
    }

    public async Task ShowAsync()
    {
        if (await FileAsync(HttpContext.RequestAborted) is { } file)
            Preview = await ReadAsync(file.Bytes, HttpContext.RequestAborted);
    }

    private async Task<EvidenceFile?> FileAsync(CancellationToken cancellation) => Uploaded is null ? null : await db.EvidenceFiles.AsNoTracking()
        .SingleOrDefaultAsync(file => file.Id == Uploaded && file.OwnerKind == nameof(Register) && file.OwnerId == Id, cancellation);

    private Task<RegisterFile> ReadAsync(byte[] bytes, CancellationToken cancellation) =>
        new RegisterFile(db, Register, Register.Today(clock.Now)).ReadAsync(bytes, cancellation);
}

public sealed record ImportRegisterForm
{
    public IFormFile? File { get; set; }
}

public sealed class ImportRegisterFormValidator : AbstractValidator<ImportRegisterForm>
{
    public ImportRegisterFormValidator() => RuleFor(form => form.File).NotNull();
}
