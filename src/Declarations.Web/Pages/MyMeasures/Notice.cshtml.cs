using Declarations.Bulletins;
using Declarations.Data;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Registers;
using Declarations.Web.SignIn;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.MyMeasures;

/// <summary>A notice before its first responsible person: read, then approved and signed, with which it is published.</summary>
public sealed class ApproveNoticeModel(NoticeDesk desk, DeclarationsDb db, Viewer viewer, SigningWindow window, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public ApproveForm Form { get; set; } = new();

    public Bulletin Notice { get; private set; } = null!;
    public bool WindowOpen => window.IsOpen(viewer.Account!);

    public void OnGet() => Form = new ApproveForm { Version = Notice.Version };

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await window.OpenAsync(viewer.Account!, Form.Password))
            return this.NotProven(words, Form.Password);
        db.Expect(Notice, Form.Version);
        await desk.ApproveAsync(Notice);
        await db.SaveChangesAsync();
        TempData["Flash"] = words["notices.approved"];
        return Redirect(Routes.To<ApproveNoticeModel>(Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await desk.ToApprove.SingleOrDefaultAsync(notice => notice.Id == Id) is not { } notice)
            return false;
        Notice = notice;
        return true;
    }
}

public sealed record ApproveForm
{
    public string? Password { get; set; }
    public int Version { get; set; }
}

public sealed class ApproveFormValidator : AbstractValidator<ApproveForm>
{
    public ApproveFormValidator() => RuleFor(form => form.Password).MaximumLength(200);
}
