using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Tips;
using Declarations.Tips;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Clues;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Tips;

/// <summary>One tip: what it says, its files and history, and two boxes that cannot be mistaken.</summary>
public sealed class TipModel(TipRoom room, TipDesk desk, TipFiles files, TipsDb tips, DeclarationsDb db, Viewer viewer, Words words)
    : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public TellForm Tell { get; set; } = new();
    [BindProperty] public NoteForm Note { get; set; } = new();

    public OpenTip Open { get; private set; } = null!;
    public TipClock Clock => TipClock.Of(Open.Tip, room.Day.Calendar);
    public DateOnly Today => room.Day.On;
    public Topic? Topic { get; private set; }
    public TipIdentity? Identity { get; private set; }
    public IReadOnlyList<ReadFile> Files { get; private set; } = [];
    public IReadOnlyList<TipAct> Acts { get; private set; } = [];
    /// <summary>The viewer works in the office, too, where clues are followed up.</summary>
    public bool MayOpenClue { get; private set; }
    public IReadOnlyDictionary<Guid, string> Officers { get; private set; } = new Dictionary<Guid, string>();
    /// <summary>Somebody holds the code: what is written reaches them.</summary>
    public bool IsReachable => Open.Tip.CodeHash is not null;

    [Takes(nameof(Tell))]
    public Task<IActionResult> OnPostTellAsync() => SayAsync(TipVerb.Tell, TipAct.Tell, Tell.Text!, Tell.Version);

    [Takes(nameof(Note))]
    public Task<IActionResult> OnPostNoteAsync() => SayAsync(TipVerb.Note, TipAct.Note, Note.Text!, Note.Version);

    private async Task<IActionResult> SayAsync(TipVerb verb, TipAct act, string text, int version)
    {
        desk.Expect(Open, version);
        await desk.ActAsync(room.Open!, Open, verb, text, room.Day);
        await room.NoteAsync(AuditAction.TipHandled, Id, $"{act}");
        TempData["Flash"] = words["tips.done", act];
        return Redirect(Routes.To<TipModel>(Id));
    }

    public async Task<bool> LoadAsync()
    {
        if (await room.FindAsync(Id, view: HttpMethods.IsGet(Request.Method)) is not { } found)
            return false;
        Open = found;
        if (HttpMethods.IsGet(Request.Method))
            (Tell.Version, Note.Version) = (found.Tip.Version, found.Tip.Version);
        return true;
    }

    public async Task ShowAsync()
    {
        Topic = await tips.Topics.AsNoTracking().SingleOrDefaultAsync(topic => topic.Id == Open.Words.TopicId);
        Identity = TipDesk.IdentityFor(room.Open!, Open);
        Files = await files.ListAsync(Open);
        Acts = TipActs.Of(room.Open!, Open, room.IsOwnerOf(Open.Tip));
        MayOpenClue = viewer.IsOffice();
        var ids = Open.Entries.Select(entry => entry.ByAccountId).OfType<Guid>().Distinct().ToList();
        Officers = await db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName ?? user.UserName!);
    }
}

/// <summary>Goes to the tipster.</summary>
public sealed record TellForm
{
    public string? Text { get; set; }
    public int Version { get; set; }
}

public sealed class TellFormValidator : AbstractValidator<TellForm>
{
    public TellFormValidator() => RuleFor(form => form.Text).NotEmpty().MaximumLength(4000);
}

/// <summary>Stays at the desk.</summary>
public sealed record NoteForm
{
    public string? Text { get; set; }
    public int Version { get; set; }
}

public sealed class NoteFormValidator : AbstractValidator<NoteForm>
{
    public NoteFormValidator() => RuleFor(form => form.Text).NotEmpty().MaximumLength(4000);
}
