using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Tips;
using Declarations.Organisation;
using Declarations.Tips;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Tips;

/// <summary>联系卡: how the public host names the desk, how else it can be reached, and who receives what is about the desk itself.</summary>
public sealed class DeskCardModel(TipRoom room, TipsDb tips, DeclarationsDb db, Words words) : PageModel, ILoaded
{
    [BindProperty] public DeskCardForm Form { get; set; } = new();

    /// <summary>Null: the public host does not offer it yet.</summary>
    public Desk? Desk { get; private set; }

    public async Task OnGetAsync() => Form = Desk is not { } desk ? Form : new DeskCardForm
    {
        Name = desk.Name,
        NameInEnglish = desk.NameInEnglish,
        Above = await db.Units.Where(unit => unit.Id == desk.AboveId).Select(unit => unit.Code).SingleOrDefaultAsync(),
        Contact = desk.Contact,
        Version = desk.Version,
    };

    public async Task<IActionResult> OnPostAsync()
    {
        Guid? above = null;
        if (Form.Above is { } code)
        {
            above = await db.Units.Where(unit => unit.Code == code).Select(unit => (Guid?)unit.Id).SingleOrDefaultAsync();
            if (above is null || above == room.Desks[0] || !await tips.Desks.AnyAsync(each => each.Id == above))
                return this.BadForm("Form.Above", words["error.tips-above"]);
        }
        var desk = Desk ?? tips.Desks.Add(new Desk { Id = room.Desks[0], Name = "", NameInEnglish = "" }).Entity;
        if (Desk is not null)
            tips.Entry(desk).Property(each => each.Version).OriginalValue = Form.Version;
        (desk.Name, desk.NameInEnglish, desk.AboveId, desk.Contact) = (Form.Name!, Form.NameInEnglish!, above, Form.Contact!);
        await tips.SaveChangesAsync();
        await room.NoteAsync(AuditAction.TipDeskChanged, desk.Id, kind: nameof(Unit));
        TempData["Flash"] = words["tips.card-saved"];
        return Redirect(Routes.To<DeskCardModel>());
    }

    public async Task<bool> LoadAsync()
    {
        if (!await room.LoadAsync() || room.Desks.Count == 0)
            return false;
        Desk = await tips.Desks.SingleOrDefaultAsync(desk => desk.Id == room.Desks[0]);
        return true;
    }
}

public sealed record DeskCardForm
{
    public string? Name { get; set; }
    public string? NameInEnglish { get; set; }
    /// <summary>Code of the unit whose desk is above.</summary>
    public string? Above { get; set; }
    public string? Contact { get; set; }
    public int Version { get; set; }
}

public sealed class DeskCardFormValidator : AbstractValidator<DeskCardForm>
{
    public DeskCardFormValidator()
    {
        RuleFor(form => form.Name).NotEmpty().MaximumLength(60);
        RuleFor(form => form.NameInEnglish).NotEmpty().MaximumLength(100);
        RuleFor(form => form.Above).MaximumLength(40);
        RuleFor(form => form.Contact).NotEmpty().MaximumLength(1000);
    }
}
