using System.Globalization;
using Declarations.Data;
using Declarations.Reminders;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Campaigns;
using Declarations.Web.Pages.Progress;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Reminders;

/// <summary>催报: first who would be reminded and why, then sending it; and what has been sent.</summary>
[KeepsStatements]
public sealed class RemindersModel(
    ProgressDesk progress, ReminderDesk desk, DeclarationsDb db, Viewer viewer, OfficeClock clock, WebhookSettings webhook, Words words)
    : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public string? Campaign { get; set; }
    [BindProperty(SupportsGet = true)] public string? Unit { get; set; }
    /// <summary>For which reason names are listed; null: the first that concerns anybody.</summary>
    [BindProperty(SupportsGet = true)] public ReminderKind? Kind { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;
    [BindProperty] public ReminderForm Form { get; set; } = new();
    [BindProperty] public RhythmForm Rhythm { get; set; } = new();

    public OpenProgress Progress { get; private set; } = null!;
    public IReadOnlyDictionary<ReminderKind, int> Counts { get; private set; } = new Dictionary<ReminderKind, int>();
    /// <summary>Those whom the chosen reason concerns, on one page.</summary>
    public IReadOnlyList<Concerned> Concerned { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<(DateOnly On, DateTimeOffset At, string? By, int People)> Sent { get; private set; } = [];
    /// <summary>Messages that have not arrived yet; null: messages go nowhere.</summary>
    public int? Undelivered { get; private set; }
    /// <summary>Only who runs all of the campaign sets its rhythm.</summary>
    public bool MaySetRhythm { get; private set; }

    [Takes(nameof(Form))]
    public async Task<IActionResult> OnPostAsync()
    {
        var campaign = await db.Campaigns.Include(c => c.Unit).SingleAsync(c => c.Id == Progress.Campaign.Id);
        var sent = await desk.SendAsync(Progress.Request with { Campaign = campaign }, clock.ActOf(viewer.AccountId, campaign),
            Form.Kinds.Aggregate(default(ReminderKind), (all, kind) => all | kind));
        TempData["Flash"] = words[sent == 0 ? "reminders.nobody-new" : "reminders.sent", sent];
        return Redirect(Routes.To<RemindersModel>() + Progress.Choice.Query());
    }

    [Takes(nameof(Rhythm))]
    public async Task<IActionResult> OnPostRhythmAsync()
    {
        if (!MaySetRhythm)
            return NotFound();
        var campaign = await db.Campaigns.SingleAsync(c => c.Id == Progress.Campaign.Id);
        db.Expect(campaign, Rhythm.Version);
        campaign.SetRhythm(clock.ActOf(viewer.AccountId, campaign), RhythmForm.Read(Rhythm.Days!)!);
        await db.SaveChangesAsync();
        TempData["Flash"] = words["reminders.rhythm-set"];
        return Redirect(Routes.To<RemindersModel>() + Progress.Choice.Query());
    }

    /// <summary>Address of the names behind a reason.</summary>
    public string Names(ReminderKind kind) => Routes.To<RemindersModel>() + Progress.Choice.Query() + $"&kind={kind}";

    public async Task<bool> LoadAsync()
    {
        if (await progress.OpenAsync(new ProgressChoice(Campaign, Unit, Own: false, AsOf: null)) is not { SeesInterests: true } open)
            return false;
        Progress = open;
        ViewData["Campaign"] = open.Campaign;
        MaySetRhythm = await viewer.CampaignsRun().AnyAsync(campaign => campaign.Id == open.Campaign.Id);
        return true;
    }

    public async Task ShowAsync()
    {
        Rhythm.Days ??= string.Join(", ", Progress.Campaign.Rhythm);
        Counts = await desk.CountsAsync(Progress.Request);
        if (Counts.Count > 0)
        {
            if (Kind is not { } kind || !Counts.ContainsKey(kind))
                Kind = kind = Counts.Keys.First();
            Paging = new Paging(Asked, Counts[kind]);
            Concerned = await desk.PageAsync(Progress.Request, kind, Paging);
        }
        Sent = [.. (await db.Reminders.Where(r => r.CampaignId == Progress.Campaign.Id).GroupBy(r => new { r.On, r.At, r.ByAccountId })
            .Select(group => new { group.Key.On, group.Key.At, By = db.Users.Where(a => a.Id == group.Key.ByAccountId).Select(a => a.DisplayName)
                .FirstOrDefault(),
                People = group.Count() }).OrderByDescending(each => each.At).Take(20).ToListAsync())
            .Select(each => (each.On, each.At, each.By, each.People))];
        Undelivered = webhook.Url is null ? null : await db.Messages.CountAsync(m => m.CampaignId == Progress.Campaign.Id && m.DeliveredAt == null);
    }
}

public sealed record ReminderForm
{
    public List<ReminderKind> Kinds { get; set; } = [];
}

public sealed class ReminderFormValidator : AbstractValidator<ReminderForm>
{
    public ReminderFormValidator()
    {
        RuleFor(form => form.Kinds).NotEmpty().WithErrorCode("reminders-none");
        RuleForEach(form => form.Kinds).Must(kind => ReminderKinds.Each.Contains(kind)).WithErrorCode("reminders-none");
    }
}

public sealed record RhythmForm
{
    private const int Most = 6, Longest = 60;

    public string? Days { get; set; }
    public int Version { get; set; }

    /// <summary>Numbers of days before the last one, between commas of either width or blanks. Null: something else.</summary>
    public static IReadOnlyList<int>? Read(string written)
    {
        var parts = written.Normalize(System.Text.NormalizationForm.FormKC).Split([',', '、', ' '], StringSplitOptions.RemoveEmptyEntries);
        List<int> days = [.. parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var day) ? day : -1)];
        return days.Count <= Most && days.TrueForAll(day => day is >= 0 and <= Longest) ? days : null;
    }
}

public sealed class RhythmFormValidator : AbstractValidator<RhythmForm>
{
    public RhythmFormValidator() => RuleFor(form => form.Days).NotEmpty().MaximumLength(60).Must(days => days is null || RhythmForm.Read(days) is not null)
        .WithErrorCode("rhythm-days");
}
