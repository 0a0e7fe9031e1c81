using Declarations.Access;
using Declarations.Sheets;
using Declarations.Web.Access;
using Declarations.Web.Door;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Sheets;

/// <summary>装入密封文件: the confirmed sheet of a unit that runs an installation of its own. The file says of which unit and campaign it is.</summary>
[Uploads(SheetFile.Largest + Application.LargestForm)]
public sealed class ReceiveModel(ReceiveDesk desk, Viewer viewer, Words words) : PageModel, ILoaded
{
    [BindProperty] public ReceiveForm Form { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var file = new MemoryStream();
        await Form.File!.CopyToAsync(file, cancellation);
        try
        {
            var received = await desk.ReceiveAsync(SheetFile.Read(file.ToArray()), Form.Fingerprint, cancellation);
            TempData["Flash"] = words["sheets.received", received.Number];
            return Redirect(Links.Sheet(received.Campaign, received.Unit, received.Number));
        }
        catch (RefusedException refused) when (refused.Code.StartsWith("sheet-file.", StringComparison.Ordinal))
        {
            var field = refused.Code == Refusal.SheetFileKey.Code || refused.Code == Refusal.SheetFileFingerprint.Code ? "Form.Fingerprint" : "Form.File";
            return this.BadForm(field, words["refused." + refused.Code, [.. refused.Arguments]]);
        }
    }

    public async Task<bool> LoadAsync() => (await viewer.LoadAsync()).Holds(Role.CampaignOfficer);
}

public sealed record ReceiveForm
{
    public IFormFile? File { get; set; }
    /// <summary>As the other side has read it out; only for a key that is not known yet.</summary>
    public string? Fingerprint { get; set; }
}

public sealed class ReceiveFormValidator : AbstractValidator<ReceiveForm>
{
    public ReceiveFormValidator()
    {
        RuleFor(form => form.File).NotNull();
        RuleFor(form => form.Fingerprint).MaximumLength(60);
    }
}
