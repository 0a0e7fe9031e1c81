using Declarations.Data;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Roster;

/// <summary>One request: the office answers it, once it has corrected the roster or found nothing to correct.</summary>
[Kept]
public sealed class RequestModel(DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public AnswerForm Form { get; set; } = new();

    public RosterRequest Asked { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        Form = new AnswerForm { Version = Asked.Version };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        db.Expect(Asked, Form.Version);
        Asked.Settle(clock.ActOf(viewer.AccountId), Form.Done!.Value, Form.Answer!);
        await db.SaveChangesAsync();
        TempData["Flash"] = words["requests.answered", Asked.Official.Name];
        return Redirect(Links.RosterRequests);
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.RequestsInCharge().Include(request => request.Official.Unit).SingleOrDefaultAsync(request => request.Id == Id) is not { } asked)
            return false;
        Asked = asked;
        return true;
    }
}

public sealed record AnswerForm
{
    public bool? Done { get; set; }
    public string? Answer { get; set; }
    public int Version { get; set; }
}

public sealed class AnswerFormValidator : AbstractValidator<AnswerForm>
{
    public AnswerFormValidator()
    {
        RuleFor(form => form.Done).NotNull();
        RuleFor(form => form.Answer).NotEmpty();
        RuleFor(form => form.Answer).MaximumLength(500);
    }
}
