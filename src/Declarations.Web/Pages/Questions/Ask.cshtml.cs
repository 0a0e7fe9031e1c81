using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Questions;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.InHand;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Questions;

/// <summary>Somebody, or a unit through one of its people, asks the office about the plan.</summary>
[Kept]
public sealed class AskModel(DeclarationsDb db, Viewer viewer, CampaignChoice choice, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public string? Clause { get; set; }
    [BindProperty] public AskForm Form { get; set; } = new();

    public IReadOnlyList<Campaign> Campaigns { get; private set; } = [];

    public void OnGet() => Form = new AskForm { Campaign = choice.Of(Campaigns)?.Code, Clause = QuestionScope.IsClause(Clause) ? Clause : null };

    public async Task<IActionResult> OnPostAsync()
    {
        if (Campaigns.FirstOrDefault(each => each.Code == Form.Campaign) is not { } campaign)
            return this.BadForm("Form.Campaign", words["error.questions-campaign"]);
        if (!QuestionScope.IsClause(Form.Clause))
            return this.BadForm("Form.Clause", words["error.questions-clause"]);
        db.Questions.Add(Question.Ask(clock.ActOf(viewer.AccountId, campaign), campaign, viewer.Official?.UnitId ?? viewer.Grants[0].UnitId, Form.Clause,
            Form.Text!));
        await db.SaveChangesAsync();
        TempData["Flash"] = words["questions.sent"];
        return Redirect(Routes.To<QuestionsModel>() + "?list=Mine");
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        Campaigns = await viewer.CampaignsToAskIn().AsNoTracking().ToListAsync();
        return Campaigns.Count > 0;
    }
}

public sealed record AskForm
{
    public string? Campaign { get; set; }
    public string? Clause { get; set; }
    public string? Text { get; set; }
}

public sealed class AskFormValidator : AbstractValidator<AskForm>
{
    public AskFormValidator()
    {
        RuleFor(form => form.Campaign).NotEmpty().MaximumLength(40);
        RuleFor(form => form.Clause).MaximumLength(80);
        RuleFor(form => form.Text).NotEmpty().MaximumLength(2000);
    }
}
