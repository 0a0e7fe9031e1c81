using Declarations.Auditing;
using Declarations.Data.Tips;
using Declarations.References;
using Declarations.Tips;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Tips;

/// <summary>登记来电、来信、来访: whoever brought it gets a slip with the code, shown this once.</summary>
public sealed class NewTipModel(TipRoom room, TipDesk desk, TipsDb tips, Viewer viewer, Words words) : PageModel, ILoaded
{
    [BindProperty] public NewTipForm Form { get; set; } = new();

    public IReadOnlyList<Topic> Topics { get; private set; } = [];
    /// <summary>After it is registered.</summary>
    public SlipCode? Code { get; private set; }
    public Tip? Registered { get; private set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Topics.FirstOrDefault(topic => topic.Id == Form.Topic) is not { } topic)
            return this.BadForm("Form.Topic", words["error.tips-topic"]);
        if (!await tips.DeskKeys.AnyAsync(key => key.Kind == topic.Kind && key.RetiredOn == null))
            return this.BadForm("", words["tips.no-desk-key"]);
        var said = new TipWords { TopicId = topic.Id, About = Form.About ?? "", Facts = Form.Facts!, HowKnown = Form.HowKnown ?? "", NotBy = Form.NotBy ?? "" };
        var (open, code) = await desk.RegisterAsync(viewer.AccountId, Form.Channel!.Value, said,
            Form.Name is { } name ? new TipIdentity(name, Form.Reach ?? "") : null, room.Desks[0], room.Day);
        (Code, Registered) = (code, open.Tip);
        await room.NoteAsync(AuditAction.TipRegistered, open.Tip.Id, $"{Form.Channel}");
        return Page();
    }

    public async Task<bool> LoadAsync()
    {
        if (!await room.LoadAsync() || room.Desks.Count == 0)
            return false;
        Topics = await tips.Topics.AsNoTracking().Where(topic => topic.IsOffered).OrderBy(topic => topic.Category).ThenBy(topic => topic.Name).ToListAsync();
        return true;
    }
}

public sealed record NewTipForm
{
    public TipChannel? Channel { get; set; }
    public Guid? Topic { get; set; }
    public string? About { get; set; }
    public string? Facts { get; set; }
    public string? HowKnown { get; set; }
    public string? NotBy { get; set; }
    public string? Name { get; set; }
    public string? Reach { get; set; }
}

public sealed class NewTipFormValidator : AbstractValidator<NewTipForm>
{
    public NewTipFormValidator()
    {
        RuleFor(form => form.Channel).NotNull().IsInEnum();
        RuleFor(form => form.Channel).NotEqual(TipChannel.Web).WithErrorCode("tips-channel");
        RuleFor(form => form.Topic).NotNull();
        RuleFor(form => form.About).MaximumLength(TipWords.Longest);
        RuleFor(form => form.Facts).NotEmpty().MaximumLength(TipWords.LongestFacts);
        RuleFor(form => form.HowKnown).MaximumLength(TipWords.Longest);
        RuleFor(form => form.NotBy).MaximumLength(TipWords.Longest);
        RuleFor(form => form.Name).MaximumLength(100);
        RuleFor(form => form.Reach).NotEmpty().When(form => form.Name is not null);
        RuleFor(form => form.Reach).MaximumLength(200);
    }
}
