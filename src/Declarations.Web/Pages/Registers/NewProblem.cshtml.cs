using Declarations.Data;
using Declarations.Integrity;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.KeyPosts;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // this comparison runs in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Registers;

/// <summary>Takes a problem into a register that an office has set up. Its measures are added on its own page.</summary>
public sealed class NewProblemModel(DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public ProblemForm Form { get; set; } = new();

    public Register Register { get; private set; } = null!;
    public IReadOnlyList<SelectListItem> Posts { get; private set; } = [];

    public async Task OnGetAsync(Guid? keyPost)
    {
        // The next one mostly belongs to the aspect of the last.
        var last = await db.Problems.AsNoTracking().Where(problem => problem.RegisterId == Id).OrderByDescending(problem => problem.Number)
            .FirstOrDefaultAsync();
        Form = new ProblemForm
        {
            AspectNumber = last?.AspectNumber ?? 1,
            AspectTitle = last?.AspectTitle,
            Origin = last?.Origin ?? (Form.IsRisk ? Origin.RiskReview : Origin.Inspection),
            KeyPost = keyPost,
            IsRisk = Form.IsRisk,
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var act = clock.ActOf(viewer.AccountId, Register);
        var post = Form.KeyPost is null ? null : await PostsHere.SingleOrDefaultAsync(each => each.Id == Form.KeyPost);
        if (Form.KeyPost is not null && post is null)
            return NotFound();
        var problem = Register.Add(act, new(Form.Origin!.Value, Form.Text!, null, Aspect: new(Form.AspectNumber!.Value, Form.AspectTitle!),
            KeyPostId: post?.Id, Level: Form.IsRisk ? Form.Level : null));
        if (!Form.IsRisk)
            post?.Found(act, $"{Register.Code} {problem.Number}");
        db.Problems.Add(problem);
        await db.SaveChangesAsync();
        TempData["Flash"] = words["registers.problem-added", problem.Number];
        return Redirect(Routes.To<RegisterProblemModel>(problem.Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.RegistersKept().SingleOrDefaultAsync(register => register.Id == Id && register.Code != null) is not { } register)
            return false;
        Register = register;
        Form.IsRisk = register.Kind == RegisterKind.Risk;
        Posts = [.. (await PostsHere.AsNoTracking().Include(post => post.Unit).OrderBy(post => post.Unit.Path).ThenBy(post => post.Id).ToListAsync())
            .Select(post => new SelectListItem($"{post.Unit.Name} {post.Title}", post.Id.ToString()))];
        return true;
    }

    /// <summary>Of the units whose register it is.</summary>
    private IQueryable<KeyPost> PostsHere => viewer.KeyPostsKept().Where(post => post.EndedOn == null
        && db.Units.Any(unit => unit.Id == Register.UnitId && post.Unit.Path.StartsWith(unit.Path)));
}

public sealed record ProblemForm
{
    public int? AspectNumber { get; set; }
    public string? AspectTitle { get; set; }
    public Origin? Origin { get; set; }
    public string? Text { get; set; }
    public Guid? KeyPost { get; set; }
    public RiskLevel? Level { get; set; }

    internal bool IsRisk { get; set; }
}

public sealed class ProblemFormValidator : AbstractValidator<ProblemForm>
{
    public ProblemFormValidator()
    {
        RuleFor(form => form.AspectNumber).NotNull().InclusiveBetween(1, 99);
        RuleFor(form => form.AspectTitle).NotEmpty().MaximumLength(120);
        RuleFor(form => form.Origin).NotNull().IsInEnum();
        RuleFor(form => form.Text).NotEmpty().MaximumLength(4000);
        RuleFor(form => form.KeyPost).NotNull().When(form => form.IsRisk);
        RuleFor(form => form.Level).NotNull().When(form => form.IsRisk);
        RuleFor(form => form.Level).IsInEnum();
    }
}
