using Declarations.Bulletins;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Registers;

/// <summary>The notices of a register: what was published, what is being written, and a new draft as of a day.</summary>
public sealed class NoticesModel(NoticeDesk desk, Viewer viewer, OfficeClock clock) : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public NoticesForm Form { get; set; } = new();

    public Register Register { get; private set; } = null!;
    public IReadOnlyList<Bulletin> Notices { get; private set; } = [];

    public void OnGet() => Form = new NoticesForm { AsOf = Register.Today(clock.Now) };

    public async Task<IActionResult> OnPostAsync()
    {
        var (today, asOf) = (Register.Today(clock.Now), Form.AsOf!.Value);
        if (asOf > today)
            throw new RefusedException(Refusal.RegisterDayToCome);
        var notice = await desk.DraftAsync(Register, asOf);
        await viewer.Db.SaveChangesAsync();
        return Redirect(Routes.To<NoticeModel>(notice.Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.RegistersKept().Include(register => register.Unit).Include(register => register.Campaign)
            .SingleOrDefaultAsync(register => register.Id == Id && register.Code != null) is not { } register)
            return false;
        (Register, ViewData["Campaign"]) = (register, register.Campaign);
        return true;
    }

    public async Task ShowAsync() => Notices = await desk.Kept.AsNoTracking().Where(notice => notice.RegisterId == Id)
        .OrderBy(notice => notice.Status).ThenByDescending(notice => notice.Id).Take(50).ToListAsync();
}

public sealed record NoticesForm
{
    public DateOnly? AsOf { get; set; }
}

public sealed class NoticesFormValidator : AbstractValidator<NoticesForm>
{
    public NoticesFormValidator() => RuleFor(form => form.AsOf).NotNull().Plausible();
}
