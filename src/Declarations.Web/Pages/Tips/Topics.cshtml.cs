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

/// <summary>事项清单: what can be reported. A topic of services names the unit that answers, and in how many working days.</summary>
public sealed class TopicsModel(TipRoom room, TipsDb tips, DeclarationsDb db, Words words) : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public Guid? Topic { get; set; }
    [BindProperty] public TopicForm Form { get; set; } = new();

    public Topic? Edited { get; private set; }
    public IReadOnlyList<Topic> Topics { get; private set; } = [];

    public void OnGet() => Form = Edited is not { } topic ? Form : new TopicForm
    {
        Category = topic.Category,
        Name = topic.Name,
        NameInEnglish = topic.NameInEnglish,
        Owner = topic.OwnerUnitId is { } owner ? db.Units.Where(unit => unit.Id == owner).Select(unit => unit.Code).SingleOrDefault() : null,
        Days = topic.Days,
        Offered = topic.IsOffered,
        Version = topic.Version,
    };

    public async Task<IActionResult> OnPostAsync()
    {
        Unit? owner = null;
        var isService = Form.Category!.Value.Kind() == TipKind.Service;
        if (isService && (owner = await db.Units.SingleOrDefaultAsync(unit => unit.Code == Form.Owner)) is null)
            return this.BadForm("Form.Owner", words["error.no-unit"]);
        var topic = Edited ?? tips.Topics.Add(new Topic { Category = Form.Category.Value, Name = "", NameInEnglish = "" }).Entity;
        if (Edited is not null)
            tips.Entry(topic).Property(each => each.Version).OriginalValue = Form.Version;
        (topic.Category, topic.Name, topic.NameInEnglish, topic.IsOffered) = (Form.Category.Value, Form.Name!, Form.NameInEnglish!, Form.Offered);
        (topic.OwnerUnitId, topic.OwnerName, topic.Days) = (owner?.Id, owner?.Name, isService ? Form.Days : null);
        await tips.SaveChangesAsync();
        await room.NoteAsync(AuditAction.TopicChanged, topic.Id, kind: nameof(Topic));
        TempData["Flash"] = words["tips.topic-saved"];
        return Redirect(Routes.To<TopicsModel>());
    }

    public async Task<bool> LoadAsync()
    {
        if (!await room.LoadAsync() || room.Desks.Count == 0)
            return false;
        Edited = Topic is { } id ? await tips.Topics.SingleOrDefaultAsync(topic => topic.Id == id) : null;
        return Topic is null || Edited is not null;
    }

    public async Task ShowAsync() =>
        Topics = await tips.Topics.AsNoTracking().OrderBy(topic => topic.Category).ThenBy(topic => topic.Name).ToListAsync();
}

public sealed record TopicForm
{
    public TopicCategory? Category { get; set; }
    public string? Name { get; set; }
    public string? NameInEnglish { get; set; }
    /// <summary>Code of the unit.</summary>
    public string? Owner { get; set; }
    public int? Days { get; set; }
    public bool Offered { get; set; } = true;
    public int Version { get; set; }
}

public sealed class TopicFormValidator : AbstractValidator<TopicForm>
{
    public TopicFormValidator()
    {
        RuleFor(form => form.Category).NotNull().IsInEnum();
        RuleFor(form => form.Name).NotEmpty().MaximumLength(Topic.LongestName);
        RuleFor(form => form.NameInEnglish).NotEmpty().MaximumLength(80);
        RuleFor(form => form.Owner).MaximumLength(40);
        RuleFor(form => form.Owner).NotEmpty().When(form => form.Category is { } category && Enum.IsDefined(category) && category.Kind() == TipKind.Service);
        RuleFor(form => form.Days).InclusiveBetween(1, Topic.MostDays);
    }
}
