using System.Text;
using Declarations.Bulletins;
using Declarations.Data;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Registers;

/// <summary>One notice: its words are edited while it is a draft, its figures never; then it goes to the first responsible person.</summary>
public sealed class NoticeModel(NoticeDesk desk, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public NoticeForm Form { get; set; } = new();

    public Bulletin Notice { get; private set; } = null!;
    public Register Register { get; private set; } = null!;
    public bool IsDraft => Notice.Status == BulletinStatus.Draft;

    public IActionResult OnGet()
    {
        Form = new NoticeForm { Title = Notice.Title, Text = string.Join('\n', Notice.Paragraphs), Version = Notice.Version };
        return Page();
    }

    public IActionResult OnGetDocx()
    {
        var file = new MemoryStream();
        NoticeDesk.Document(Notice.Title, Notice.Paragraphs, Notice.Unit, Notice.IssuedOn).Write(file);
        file.Position = 0;
        return File(file, MediaTypes.Docx, $"{Notice.Title}.docx");
    }

    public IActionResult OnGetText() => File(Encoding.UTF8.GetBytes(Notice.Text), "text/plain; charset=utf-8", $"{Notice.Title}.txt");

    public Task<IActionResult> OnPostAsync() => SaveAsync(ask: false);
    public Task<IActionResult> OnPostAskAsync() => SaveAsync(ask: true);

    private async Task<IActionResult> SaveAsync(bool ask)
    {
        db.Expect(Notice, Form.Version);
        var act = clock.ActOf(viewer.AccountId, Register);
        Notice.Edit(act, Form.Title!, Form.Text!.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        if (ask)
            Notice.Ask(act);
        await db.SaveChangesAsync();
        TempData["Flash"] = words[ask ? "notices.asked" : "bulletins.saved"];
        return Redirect(Routes.To<NoticeModel>(Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await desk.Kept.SingleOrDefaultAsync(notice => notice.Id == Id) is not { } notice)
            return false;
        (Notice, Register) = (notice, await db.Registers.Include(register => register.Campaign).SingleAsync(register => register.Id == notice.RegisterId));
        return true;
    }
}

public sealed record NoticeForm
{
    public string? Title { get; set; }
    /// <summary>A paragraph each line.</summary>
    public string? Text { get; set; }
    public int Version { get; set; }
}

public sealed class NoticeFormValidator : AbstractValidator<NoticeForm>
{
    public NoticeFormValidator()
    {
        RuleFor(form => form.Title).NotEmpty().MaximumLength(120);
        RuleFor(form => form.Text).NotEmpty().MaximumLength(200_000);
    }
}
