using Declarations.Data;
using Declarations.Integrity;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Registers;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.KeyPosts;

/// <summary>What the office does with a key post: all but the review and the end make its review due.</summary>
public enum KeyPostAct { Review, Take, Empower, Regulate, End }

/// <summary>The form of one act on a key post.</summary>
public sealed class KeyPostActModel(PersonField people, OwnMatters own, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public KeyPostAct? Do { get; set; }
    [BindProperty] public KeyPostForm Form { get; set; } = new();

    public KeyPost Post { get; private set; } = null!;
    public KeyPostAct Act { get; private set; }

    public void OnGet() => Form = Form with { Version = Post.Version, Powers = Post.Powers };

    public async Task<IActionResult> OnPostAsync()
    {
        db.Expect(Post, Form.Version);
        var by = clock.ActOf(viewer.AccountId);
        // Nobody reviews the post that they hold.
        if (Post.HolderId is { } holder)
            await own.EnsureNoneAsync(holder);
        switch (Act)
        {
            case KeyPostAct.Review:
                var risks = await viewer.Risks().Where(risk => risk.KeyPostId == Id)
                    .Select(risk => risk.Measures.Any(measure => measure.Status != MeasureStatus.Withdrawn)).ToListAsync();
                Post.Review(by, Form.Text!, risks.Count, risks.Count(prevented => !prevented));
                break;
            case KeyPostAct.Take:
                if (await people.FindAsync(ModelState, "Form.Person", Form.Person, withSignIn: false) is not { } person)
                    return this.BadForm();
                Post.Take(by, person.Id, Form.Reason!);
                break;
            case KeyPostAct.Empower: Post.Empower(by, Form.Powers!, Form.Reason!); break;
            case KeyPostAct.Regulate: Post.Regulate(by, new(Form.Document!, Form.Number!, Form.DocumentOn!.Value)); break;
            case KeyPostAct.End: Post.End(by, Form.Reason!); break;
        }
        await db.SaveChangesAsync();
        TempData["Flash"] = words["act.done", Act];
        return Redirect(Routes.To<KeyPostModel>(Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.KeyPostsKept().Include(post => post.Unit).SingleOrDefaultAsync(post => post.Id == Id) is not { } post)
            return false;
        if (Do is null && HttpMethods.IsPost(Request.Method))
            ModelState.AddModelError("Do", words["error.act"]);
        (Post, Act) = (post, Do ?? KeyPostAct.Review);
        if (post.EndedOn is not null)
            throw new RefusedException(Refusal.KeyPostEnded);
        Form.Act = Act;
        return true;
    }
}

/// <summary>Of its fields, those that the act asks for.</summary>
public sealed record KeyPostForm
{
    public string? Text { get; set; }
    /// <summary>Staff number or whole name.</summary>
    public string? Person { get; set; }
    public string? Powers { get; set; }
    public string? Reason { get; set; }
    public string? Document { get; set; }
    public string? Number { get; set; }
    public DateOnly? DocumentOn { get; set; }
    public int Version { get; set; }

    internal KeyPostAct Act { get; set; }
}

public sealed class KeyPostFormValidator : AbstractValidator<KeyPostForm>
{
    public KeyPostFormValidator()
    {
        RuleFor(form => form.Text).NotEmpty().When(For(KeyPostAct.Review));
        RuleFor(form => form.Text).MaximumLength(4000);
        RuleFor(form => form.Person).NotEmpty().When(For(KeyPostAct.Take));
        RuleFor(form => form.Person).MaximumLength(60);
        RuleFor(form => form.Powers).NotEmpty().When(For(KeyPostAct.Empower));
        RuleFor(form => form.Powers).MaximumLength(2000);
        RuleFor(form => form.Reason).NotEmpty().When(For(KeyPostAct.Take, KeyPostAct.Empower, KeyPostAct.End));
        RuleFor(form => form.Reason).MaximumLength(300);
        RuleFor(form => form.Document).NotEmpty().When(For(KeyPostAct.Regulate));
        RuleFor(form => form.Document).MaximumLength(120);
        RuleFor(form => form.Number).NotEmpty().When(For(KeyPostAct.Regulate));
        RuleFor(form => form.Number).MaximumLength(60);
        RuleFor(form => form.DocumentOn).NotNull().When(For(KeyPostAct.Regulate));
        RuleFor(form => form.DocumentOn).Plausible();

        static Func<KeyPostForm, bool> For(params KeyPostAct[] acts) => form => acts.Contains(form.Act);
    }
}
