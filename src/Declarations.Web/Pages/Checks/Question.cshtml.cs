using Declarations.Data;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Reports;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Checks;

/// <summary>待政策界定: the office asks whether an interest falls under the plan at all, and writes down the answer (E23).</summary>
public sealed class QuestionModel(CheckDesk desk, FilingDesk filing, DeclarationsDb db, Words words) : PageModel, ILoaded, IActOfOffice
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public string Item { get; set; } = "";
    [BindProperty] public QuestionForm Form { get; set; } = new();
    [BindProperty] public PolicyAnswerForm Reply { get; set; } = new();

    public CheckedCase Case { get; private set; } = null!;
    public CheckedItem Asked { get; private set; } = null!;
    /// <summary>The question that waits for its answer.</summary>
    public PolicyQuestion? Open { get; private set; }
    public IReadOnlyCollection<Guid> About => [Case.Filing.Official.Id];

    public Task OnGetAsync() => desk.ViewedAsync(Case);

    [Takes(nameof(Form))]
    public Task<IActionResult> OnPostAskAsync()
    {
        if (Open is not null)
            throw new RefusedException(Refusal.QuestionOpen);
        db.PolicyQuestions.Add(PolicyQuestion.Ask(filing.ActOn(Case.Filing), Case.Filing.Report, Asked.Id!.Value, Form.Question!, Form.AskedOf!));
        return DoneAsync("checks.asked");
    }

    [Takes(nameof(Reply))]
    public Task<IActionResult> OnPostAnswerAsync()
    {
        if (Open is null)
            throw new RefusedException(Refusal.RequestAnswered);
        Open.Settle(filing.ActOn(Case.Filing), Reply.Answer!);
        return DoneAsync("checks.answered");
    }

    private async Task<IActionResult> DoneAsync(string said)
    {
        await db.SaveChangesAsync();
        TempData["Flash"] = words[said];
        return Redirect($"{Routes.To<CheckedCaseModel>(Id)}#i-{Asked.Key}");
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.OpenAsync(Id) is not { } opened || opened.Find(Item) is not { Id: { } interest } item)
            return false;
        (Case, Asked) = (opened, item);
        ViewData["Campaign"] = opened.Filing.Campaign;
        Open = await db.PolicyQuestions.Where(question => question.ReportId == Id && question.InterestId == interest && question.AnsweredOn == null)
            .FirstOrDefaultAsync();
        return true;
    }
}

public sealed record QuestionForm
{
    public string? Question { get; set; }
    public string? AskedOf { get; set; }
}

public sealed class QuestionFormValidator : AbstractValidator<QuestionForm>
{
    public QuestionFormValidator()
    {
        RuleFor(form => form.Question).NotEmpty().MaximumLength(1000);
        RuleFor(form => form.AskedOf).NotEmpty().MaximumLength(200);
    }
}

public sealed record PolicyAnswerForm
{
    public string? Answer { get; set; }
}

public sealed class PolicyAnswerFormValidator : AbstractValidator<PolicyAnswerForm>
{
    public PolicyAnswerFormValidator() => RuleFor(form => form.Answer).NotEmpty().MaximumLength(1000);
}
