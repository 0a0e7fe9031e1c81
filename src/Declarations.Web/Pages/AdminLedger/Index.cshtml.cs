using Declarations.Auditing;
using Declarations.Data;
using Declarations.Web.Forms;
using Declarations.Web.Pages.Filing;
using Declarations.Written;
using Declarations.Web.Access;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.AdminLedger;

/// <param name="IsShown">Administrators may see what was said about this kind of thing.</param>
public sealed record LedgerRow(AuditEntry Entry, string? By, bool IsShown)
{
    public DateTimeOffset At => Entry.At;
    public AuditAction Action => Entry.Action;
    public bool IsOfResets => Entry.Action == AuditAction.ManyResets;
    public string SubjectKind => Entry.SubjectKind;
    public Guid SubjectId => Entry.SubjectId;
    public string? Reason => IsShown ? Entry.Reason : null;
    public string? Detail => Entry.Detail;
}

/// <summary>The audit ledger, newest first: by day, action and account; exported only for a purpose that it keeps itself.</summary>
public sealed class LedgerModel(DeclarationsDb db, ReadingLog log, Viewer viewer, OfficeClock clock) : PageModel, IShown
{
    private const int MostExported = 100_000;
    private const int MostAlerts = 10;

    [BindProperty(SupportsGet = true)] public DateOnly? Day { get; set; }
    /// <summary>Last day of a span that begins on <see cref="Day"/>; null: that day alone.</summary>
    [BindProperty(SupportsGet = true)] public DateOnly? To { get; set; }
    [BindProperty(SupportsGet = true)] public AuditAction? Action { get; set; }
    [BindProperty(SupportsGet = true)] public string? Name { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;
    [BindProperty] public LedgerForm Form { get; set; } = new();

    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<LedgerRow> Rows { get; private set; } = [];
    /// <summary>That somebody read unusually many reports, or reset unusually many sign-ins, newest first, of the last 30 days.</summary>
    public IReadOnlyList<LedgerRow> Alerts { get; private set; } = [];
    public int AlertCount { get; private set; }
    public int Many => log.Many;

    public IActionResult OnGet() => Day is { Year: < 2000 or > 2100 } || To is { Year: < 2000 or > 2100 } ? BadRequest() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        var rows = await Rowed(Entries().OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id).Take(MostExported)).ToListAsync();
        db.AuditEntries.Add(AuditEntry.Of(
            clock.ActOf(viewer.AccountId), AuditAction.LedgerExported, nameof(AuditEntry), viewer.AccountId, Form.Purpose, $"{rows.Count} rows"));
        await db.SaveChangesAsync();
        return File(LedgerFile.Write(rows), "text/csv; charset=utf-8", $"ledger-{clock.Today:yyyyMMdd}.csv");
    }

    public async Task ShowAsync()
    {
        var since = clock.Now - TimeSpan.FromDays(30);
        var alerts = db.AuditEntries.AsNoTracking()
            .Where(entry => (entry.Action == AuditAction.ManyReportsRead || entry.Action == AuditAction.ManyResets) && entry.At >= since);
        AlertCount = await alerts.CountAsync();
        Alerts = await Rowed(alerts).Take(MostAlerts).ToListAsync();
        Paging = new Paging(Asked, await Entries().CountAsync());
        Rows = await Rowed(Entries()).Skip(Paging.Skip).Take(Paging.Size).ToListAsync();
    }

    private IQueryable<AuditEntry> Entries()
    {
        var (name, action) = (WrittenKey.Upper(Name), Action);
        var entries = db.AuditEntries.AsNoTracking().Where(entry => action == null || entry.Action == action);
        if (Day is { } day)
        {
            var (begins, ends) = (BeijingTime.StartOf(day), BeijingTime.StartOf((To > day ? To.Value : day).AddDays(1)));
            entries = entries.Where(entry => entry.At >= begins && entry.At < ends);
        }
        return string.IsNullOrEmpty(name) ? entries
            : entries.Where(entry => db.Users.Where(account => account.NormalizedUserName == name).Select(account => (Guid?)account.Id)
            .Contains(entry.AccountId));
    }

    /// <summary>Newest first, each with the sign-in name of who did it.</summary>
    private IQueryable<LedgerRow> Rowed(IQueryable<AuditEntry> entries)
    {
        var shown = db.ShownToAdministrators;
        return entries.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id).Select(entry => new LedgerRow(entry,
            db.Users.Where(account => account.Id == entry.AccountId).Select(account => account.UserName).FirstOrDefault(), shown.Contains(entry.SubjectKind)));
    }
}

public sealed record LedgerForm
{
    public string? Purpose { get; set; }
}

public sealed class LedgerFormValidator : AbstractValidator<LedgerForm>
{
    public LedgerFormValidator() => RuleFor(form => form.Purpose).NotEmpty().MaximumLength(200);
}
