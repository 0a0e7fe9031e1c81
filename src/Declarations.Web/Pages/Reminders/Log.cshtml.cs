using Declarations.Data;
using Declarations.Reminders;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Pages.Clues;
using Declarations.Web.Pages.Registers;
using Declarations.Written;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Reminders;

public enum ToldList { All, Reminders, Letters }

/// <summary>Somebody was told something: by a reminder of a campaign, or by a letter about a measure.</summary>
/// <param name="To">And to whom a copy went.</param>
/// <param name="By">Null: the rhythm of the campaign, or the clock.</param>
/// <param name="Of">The campaign or the register.</param>
public sealed record Told(DateTimeOffset At, DateOnly On, IReadOnlyList<string> To, string? By, string Of, Reminder? Reminder, RegisterEntry? Letter)
{
    /// <summary>Of the problem and the measure that a letter is about.</summary>
    public string? Number { get; init; }
}

/// <summary>催办记录: who was told what and when, reminders of campaigns and letters of registers in one list, the newest first (0132).</summary>
public sealed class ReminderLogModel(DeclarationsDb db, Viewer viewer) : PageModel, IShown
{
    [BindProperty(SupportsGet = true)] public ToldList List { get; set; }
    /// <summary>Staff number or whole name of whom it went to.</summary>
    [BindProperty(SupportsGet = true)] public string? Name { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public IReadOnlyDictionary<ToldList, int> Counts { get; private set; } = new Dictionary<ToldList, int>();
    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<Told> Rows { get; private set; } = [];

    public async Task ShowAsync()
    {
        await viewer.LoadAsync();
        var (paths, kept) = (viewer.PathsOfOffice(), viewer.RegistersKept().Select(register => register.Id));
        var reminders = db.Reminders.Where(reminder => db.Campaigns.Any(campaign => campaign.Id == reminder.CampaignId && campaign.ErasedOn == null)
            && db.Officials.Any(official => official.Id == reminder.OfficialId && paths.Any(path => official.Unit.Path.StartsWith(path))));
        var letters = db.RegisterEntries.Where(entry => entry.Kind == EntryKind.Letter && entry.ToId != null && kept.Contains(entry.RegisterId));
        if (!string.IsNullOrWhiteSpace(Name))
        {
            var (name, number) = (WrittenName.Normal(Name), WrittenKey.Upper(Name));
            var people = db.Officials.Where(official => official.Name == name || official.StaffNumber == number).Select(official => official.Id);
            reminders = reminders.Where(reminder => people.Contains(reminder.OfficialId));
            letters = letters.Where(entry => people.Contains(entry.ToId!.Value) || people.Contains(entry.CopyToId!.Value));
        }
        var (reminded, written) = (await reminders.CountAsync(), await letters.CountAsync());
        Counts = new Dictionary<ToldList, int>
        {
            [ToldList.All] = reminded + written,
            [ToldList.Reminders] = reminded,
            [ToldList.Letters] = written,
        };
        Paging = new Paging(Asked, Counts[List]);
        var ours = reminders.Select(reminder => new { reminder.At, reminder.On, Of = reminder.CampaignId, To = reminder.OfficialId });
        var theirs = letters.Select(entry => new { entry.At, entry.On, Of = entry.Id, To = entry.ToId!.Value });
        var page = await (List switch { ToldList.Reminders => ours, ToldList.Letters => theirs, _ => ours.Concat(theirs) })
            .OrderByDescending(each => each.At).ThenBy(each => each.To).ThenBy(each => each.Of).Skip(Paging.Skip).Take(Paging.Size).ToListAsync();
        var (days, of, to) = (page.ConvertAll(each => each.On), page.ConvertAll(each => each.Of), page.ConvertAll(each => each.To));
        var sent = await reminders.AsNoTracking().Where(reminder => of.Contains(reminder.CampaignId) && to.Contains(reminder.OfficialId)
            && days.Contains(reminder.On)).ToDictionaryAsync(reminder => (reminder.CampaignId, reminder.OfficialId, reminder.On));
        var posted = await letters.AsNoTracking().Where(entry => of.Contains(entry.Id)).ToDictionaryAsync(entry => entry.Id);
        await NameAsync(page.ConvertAll(each => (each.At, sent.GetValueOrDefault((each.Of, each.To, each.On)), posted.GetValueOrDefault(each.Of))));
    }

    /// <summary>Puts names to a page of what was sent.</summary>
    private async Task NameAsync(IReadOnlyList<(DateTimeOffset At, Reminder? Reminder, RegisterEntry? Letter)> page)
    {
        var people = page.SelectMany(each => new[] { each.Reminder?.OfficialId, each.Letter?.ToId, each.Letter?.CopyToId }).ToList();
        var (accounts, owners) = (page.Select(each => each.Reminder?.ByAccountId ?? each.Letter?.ByAccountId).ToList(),
            page.Select(each => each.Reminder?.CampaignId ?? each.Letter!.RegisterId).ToList());
        var measures = page.Select(each => each.Letter?.MeasureId).ToList();
        var names = await db.Officials.Where(official => people.Contains(official.Id))
            .ToDictionaryAsync(official => official.Id, official => $"{official.Name} {official.StaffNumber}");
        var by = await db.Users.Where(user => accounts.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName);
        var campaigns = await db.Campaigns.Where(campaign => owners.Contains(campaign.Id))
            .ToDictionaryAsync(campaign => campaign.Id, campaign => campaign.Name);
        var registers = await db.Registers.AsNoTracking().Include(register => register.Campaign).Where(register => owners.Contains(register.Id))
            .ToDictionaryAsync(register => register.Id, register => register.Name);
        var numbers = await db.Measures.Where(measure => measures.Contains(measure.Id))
            .Select(measure => new { measure.Id, Problem = measure.Problem.Number, measure.Number })
            .ToDictionaryAsync(each => each.Id, each => $"{each.Problem}.{each.Number}");
        Rows = [.. page.Select(each => new Told(each.At, each.Reminder?.On ?? each.Letter!.On,
            [.. new[] { each.Reminder?.OfficialId, each.Letter?.ToId, each.Letter?.CopyToId }.OfType<Guid>().Select(id => names[id])],
            (each.Reminder?.ByAccountId ?? each.Letter?.ByAccountId) is { } account ? by.GetValueOrDefault(account) : null,
            each.Reminder is { } reminder ? campaigns[reminder.CampaignId] : registers[each.Letter!.RegisterId], each.Reminder, each.Letter)
        { Number = each.Letter?.MeasureId is { } measure ? numbers[measure] : null })];
    }
}
