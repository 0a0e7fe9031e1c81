using Declarations.Data;
using Declarations.Integrity;
using Declarations.Reporting.Documents;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.SignIn;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Integrity;

/// <summary>One entry: the second signer of another body agrees or objects; who wrote it takes it back.</summary>
public sealed class EntryModel(OwnMatters own, DeclarationsDb db, Viewer viewer, SigningWindow window, OfficeClock clock, Words words)
    : PageModel, ILoaded, IActOfOffice
{
    private static readonly Words Chinese = new(Words.Chinese);

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public CountersignForm Form { get; set; } = new();
    [BindProperty] public EntryBackForm Back { get; set; } = new();

    public IntegrityEntry Entry { get; private set; } = null!;
    public IReadOnlyList<IntegrityEntry> Answers { get; private set; } = [];
    public EntryState State => Entry.State(Answers);
    public bool MaySign { get; private set; }
    public bool MayTakeBack => Entry.ByAccountId == viewer.AccountId && State != EntryState.TakenBack;
    public bool WindowOpen => window.IsOpen(viewer.Account!);
    public IReadOnlyCollection<Guid> About => [Entry.OfficialId];

    private IReadOnlyDictionary<Guid, string> names = new Dictionary<Guid, string>();

    public string? By(IntegrityEntry entry) => entry.ByAccountId is { } by ? names.GetValueOrDefault(by) : words["checks.system"];

    [Takes(nameof(Form))]
    public async Task<IActionResult> OnPostAsync()
    {
        if (!await window.OpenAsync(viewer.Account!, Form.Password))
            return this.NotProven(words, Form.Password);
        var first = await db.Users.Where(user => user.Id == Entry.ByAccountId).Select(user => user.OfficialId).SingleOrDefaultAsync();
        var unit = await db.Officials.Where(official => official.Id == first).Select(official => (Guid?)official.UnitId).SingleOrDefaultAsync();
        db.IntegrityEntries.Add(Entry.Countersign(clock.ActOf(viewer.AccountId), viewer.SignerFor(Entry.Official),
            new(Entry.ByAccountId ?? Guid.Empty, first, unit, Entry.Body ?? SigningBody.Party), Form.Agrees == true ? EntryAnswer.Agreed : EntryAnswer.Objected,
            Form.Text!, Answers, (await window.RestOfAsync(viewer.Account!))?.Proof));
        return await DoneAsync("integrity.countersigned");
    }

    [Takes(nameof(Back))]
    public async Task<IActionResult> OnPostTakeBackAsync()
    {
        db.IntegrityEntries.Add(Entry.TakeBack(clock.ActOf(viewer.AccountId), Back.Reason!, Answers));
        return await DoneAsync("integrity.taken-back");
    }

    /// <summary>聘书: an official paper, in Chinese.</summary>
    public IActionResult OnGetLetter()
    {
        if (Entry.Kind != IntegrityKind.Appointment)
            return NotFound();
        var file = new MemoryStream();
        new OfficialDocument(Chinese["integrity.letter"],
            [Entry.Official.Name + "：", Chinese["integrity.letter-text", Entry.Text, Entry.FromOn, Entry.ToOn], Chinese["integrity.letter-number",
                Entry.Number]],
            [Entry.Document ?? "", Chinese.Day(Entry.DocumentOn)]).Write(file);
        file.Position = 0;
        return File(file, MediaTypes.Docx, $"{Chinese["integrity.letter"]}-{Entry.Official.Name}.docx");
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.EntriesRead().Include(entry => entry.Official.Unit).SingleOrDefaultAsync(entry => entry.Id == Id) is not { } entry
            || (await own.AmongAsync([entry.OfficialId])).Count > 0)
            return false;
        (Entry, Answers) = (entry, [.. (await db.AnswersToAsync([entry]))[Id]]);
        MaySign = await viewer.OpinionsToSign().AnyAsync(each => each.Id == Id);
        List<Guid?> ids = [Entry.ByAccountId, .. Answers.Select(answer => answer.ByAccountId)];
        names = await db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName);
        return true;
    }

    private async Task<IActionResult> DoneAsync(string said)
    {
        await db.SaveChangesAsync();
        TempData["Flash"] = words[said];
        return Redirect(Routes.To<EntryModel>(Id));
    }
}

public sealed record CountersignForm
{
    public bool? Agrees { get; set; }
    public string? Text { get; set; }
    public string? Password { get; set; }
}

public sealed class CountersignFormValidator : AbstractValidator<CountersignForm>
{
    public CountersignFormValidator()
    {
        RuleFor(form => form.Agrees).NotNull();
        RuleFor(form => form.Text).NotEmpty().MaximumLength(2000);
        RuleFor(form => form.Password).MaximumLength(200);
    }
}

public sealed record EntryBackForm
{
    public string? Reason { get; set; }
}

public sealed class EntryBackFormValidator : AbstractValidator<EntryBackForm>
{
    public EntryBackFormValidator() => RuleFor(form => form.Reason).NotEmpty().MaximumLength(300);
}
