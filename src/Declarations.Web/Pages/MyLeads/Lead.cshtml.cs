using Declarations.Data;
using Declarations.Verification;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.MyLeads;

/// <summary>One of them, with the viewer's answer in words, which stands beside it from then on.</summary>
[Kept]
public sealed class MyLeadModel(DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public AnswerLeadForm Form { get; set; } = new();

    public Lead Lead { get; private set; } = null!;

    public void OnGet() => Form = new AnswerLeadForm { Version = Lead.Version, Answer = Lead.Answer };

    public async Task<IActionResult> OnPostAsync()
    {
        db.Expect(Lead, Form.Version);
        Lead.Rebut(clock.ActOf(viewer.AccountId, Lead.Report.Campaign), Form.Answer!);
        await db.SaveChangesAsync();
        TempData["Flash"] = words["my-leads.answered"];
        return Redirect(Routes.To<MyLeadsModel>());
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.LeadsAboutMe().Include(lead => lead.Report.Campaign).SingleOrDefaultAsync(lead => lead.Id == Id) is not { Content: not null } lead)
            return false;
        Lead = lead;
        ViewData["Campaign"] = lead.Report.Campaign;
        return true;
    }
}

public sealed record AnswerLeadForm
{
    public string? Answer { get; set; }
    public int Version { get; set; }
}

public sealed class AnswerLeadFormValidator : AbstractValidator<AnswerLeadForm>
{
    public AnswerLeadFormValidator() => RuleFor(form => form.Answer).NotEmpty().MaximumLength(2000);
}
