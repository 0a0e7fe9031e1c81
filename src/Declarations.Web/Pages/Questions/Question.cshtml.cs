using Declarations.Data;
using Declarations.Questions;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Questions;

/// <summary>One question with its answer: the office answers, and explains to everybody what is of use to others.</summary>
public sealed class QuestionModel(DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public ReplyForm Form { get; set; } = new();
    [BindProperty] public ExplainForm Explain { get; set; } = new();
    [BindProperty] public TakeBackForm Back { get; set; } = new();

    public Question Question { get; private set; } = null!;
    public bool MayAnswer { get; private set; }
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public void OnGet()
    {
        Form = new ReplyForm { Version = Question.Version, Answer = Question.Answer };
        Explain = new ExplainForm
        {
            Version = Question.Version,
            Clause = (Question.Standing?.Clause) ?? Question.Clause,
            Text = Question.Standing?.Text ?? Question.Text,
            Answer = Question.Standing?.Answer ?? Question.Answer,
        };
        Back = new TakeBackForm { Version = Question.Version };
    }

    [Takes(nameof(Form))]
    public Task<IActionResult> OnPostAsync() => DoneAsync(Form.Version, "questions.answered", act => Question.Reply(act, Form.Answer!));

    [Takes(nameof(Explain))]
    public Task<IActionResult> OnPostExplainAsync() => QuestionScope.IsClause(Explain.Clause)
        ? DoneAsync(Explain.Version, "questions.explained", act => Question.Explain(act, Explain.Clause, Explain.Text!, Explain.Answer!, Explain.Reason!))
        : Task.FromResult<IActionResult>(this.BadForm("Explain.Clause", words["error.questions-clause"]));

    [Takes(nameof(Back))]
    public Task<IActionResult> OnPostTakeBackAsync() => DoneAsync(Back.Version, "questions.taken-back", act => Question.Withdraw(act, Back.Reason!));

    private async Task<IActionResult> DoneAsync(int version, string said, Action<Auditing.Act> act)
    {
        if (!MayAnswer)
            return NotFound();
        db.Expect(Question, version);
        act(clock.ActOf(viewer.AccountId, Question.Campaign));
        await db.SaveChangesAsync();
        TempData["Flash"] = words[said];
        return Redirect(Routes.To<QuestionModel>(Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        var (theirs, mine) = (viewer.QuestionsToAnswer(), viewer.MyQuestions());
        if (await db.Questions.Include(question => question.Campaign).Include(question => question.Unit).Include(question => question.Explanations)
            .SingleOrDefaultAsync(question => question.Id == Id && (mine.Any(each => each.Id == Id) || theirs.Any(each => each.Id == Id))) is not { } found)
            return false;
        Question = found;
        MayAnswer = await theirs.AnyAsync(each => each.Id == Id);
        ViewData["Campaign"] = found.Campaign;
        return true;
    }

    public async Task ShowAsync()
    {
        Guid?[] ids = [Question.AskedById, Question.AnsweredById, .. Question.Explanations.Select(each => each.ByAccountId)];
        Names = await db.Users.Where(account => ids.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.DisplayName);
    }
}

public sealed record ReplyForm
{
    public string? Answer { get; set; }
    public int Version { get; set; }
}

public sealed class ReplyFormValidator : AbstractValidator<ReplyForm>
{
    public ReplyFormValidator() => RuleFor(form => form.Answer).NotEmpty().MaximumLength(4000);
}

/// <summary>In general words: without a name, a unit or anything that tells who asked.</summary>
public sealed record ExplainForm
{
    public string? Text { get; set; }
    public string? Answer { get; set; }
    public string? Clause { get; set; }
    public string? Reason { get; set; }
    public int Version { get; set; }
}

public sealed class ExplainFormValidator : AbstractValidator<ExplainForm>
{
    public ExplainFormValidator()
    {
        RuleFor(form => form.Text).NotEmpty().MaximumLength(1000);
        RuleFor(form => form.Answer).NotEmpty().MaximumLength(4000);
        RuleFor(form => form.Clause).MaximumLength(80);
        RuleFor(form => form.Reason).NotEmpty().MaximumLength(300);
    }
}

public sealed record TakeBackForm
{
    public string? Reason { get; set; }
    public int Version { get; set; }
}

public sealed class TakeBackFormValidator : AbstractValidator<TakeBackForm>
{
    public TakeBackFormValidator() => RuleFor(form => form.Reason).NotEmpty().MaximumLength(300);
}
