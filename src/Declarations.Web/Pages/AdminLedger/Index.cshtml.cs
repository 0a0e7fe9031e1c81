using Declarations.Auditing;
using Declarations.Data;
using Declarations.Web.Forms;
using Declarations.Web.Access;
using Declarations.Web.Pages.Reports;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.AdminLedger;

/// <summary>The audit ledger, newest first: by days, action, account and person; exported only for a purpose that it keeps itself.</summary>
public sealed class LedgerModel(DeclarationsDb db, ReadingLog log, Viewer viewer, OfficeClock clock) : PageModel, IShown
{
    private const int MostExported = 100_000;
    private const int MostAlerts = 10;

    [BindProperty(SupportsGet = true)] public DateOnly? Day { get; set; }
    /// <summary>Last day of a span that begins on <see cref="Day"/>; null: that day alone.</summary>
    [BindProperty(SupportsGet = true)] public DateOnly? To { get; set; }
    [BindProperty(SupportsGet = true)] public AuditAction? Action { get; set; }
    [BindProperty(SupportsGet = true)] public string? Name { get; set; }
    /// <summary>Whole name or staff number of whom it is by or about.</summary>
    [BindProperty(SupportsGet = true)] public string? Person { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;
    [BindProperty] public LedgerForm Form { get; set; } = new();

    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<LedgerRow> Rows { get; private set; } = [];
    /// <summary>That somebody read unusually many reports, or reset unusually many sign-ins, newest first, of the last 30 days.</summary>
    public IReadOnlyList<LedgerRow> Alerts { get; private set; } = [];
    public int AlertCount { get; private set; }
    /// <summary>Of whom or what the rows are, by id.</summary>
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();
    public int Many => log.Many;
    private LedgerQuery Query => new(Day, To, Action, Name, Person);

    public IActionResult OnGet() => Day is { Year: < 2000 or > 2100 } || To is { Year: < 2000 or > 2100 } ? BadRequest() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        var rows = await LedgerQuery.Rowed(db, await Query.InAsync(db)).Take(MostExported).ToListAsync();
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
        Alerts = await LedgerQuery.Rowed(db, alerts).Take(MostAlerts).ToListAsync();
        var entries = await Query.InAsync(db);
        Paging = await Paging.OfAsync(Asked, entries);
        Rows = await LedgerQuery.Rowed(db, entries).Skip(Paging.Skip).Take(Paging.Size).ToListAsync();
        Names = await LedgerQuery.NamesAsync(db, Rows);
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
