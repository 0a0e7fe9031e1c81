using Declarations.Auditing;
using Declarations.Data;
using Declarations.Written;
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

/// <summary>What of the ledger is looked at: a day or a span of days, an act, the account that did it, a person by or about whom it is.</summary>
/// <param name="To">Last day of a span; null: the first day alone.</param>
/// <param name="Account">Sign-in name.</param>
/// <param name="Person">Whole name or staff number of an official.</param>
public sealed record LedgerQuery(DateOnly? Day, DateOnly? To, AuditAction? Action, string? Account, string? Person)
{
    public async Task<IQueryable<AuditEntry>> InAsync(DeclarationsDb db)
    {
        var (name, action) = (WrittenKey.Upper(Account), Action);
        var entries = db.AuditEntries.AsNoTracking().Where(entry => action == null || entry.Action == action);
        if (Day is { } day)
        {
            var (begins, ends) = (BeijingTime.StartOf(day), BeijingTime.StartOf((To > day ? To.Value : day).AddDays(1)));
            entries = entries.Where(entry => entry.At >= begins && entry.At < ends);
        }
        if (!string.IsNullOrEmpty(name))
            entries = entries.Where(entry => db.Users.Where(account => account.NormalizedUserName == name).Select(account => (Guid?)account.Id)
                .Contains(entry.AccountId));
        return string.IsNullOrWhiteSpace(Person) ? entries : await OfPersonAsync(db, entries);
    }

    /// <summary>Done by them, or about them, their reports, requests and sign-in.</summary>
    private async Task<IQueryable<AuditEntry>> OfPersonAsync(DeclarationsDb db, IQueryable<AuditEntry> entries)
    {
        var (name, number) = (WrittenName.Normal(Person), WrittenKey.Upper(Person));
        var people = await db.Officials.Where(official => official.Name == name || official.StaffNumber == number).Select(official => official.Id)
            .ToListAsync();
        var accounts = await db.Users.Where(account => people.Contains(account.OfficialId!.Value)).Select(account => (Guid?)account.Id).ToListAsync();
        var reports = await db.Reports.Where(report => people.Contains(report.OfficialId)).Select(report => report.Id).ToListAsync();
        var requests = await db.RosterRequests.Where(request => people.Contains(request.OfficialId)).Select(request => request.Id).ToListAsync();
        Guid[] about = [.. people, .. reports, .. requests, .. accounts.Select(account => account!.Value)];
        return entries.Where(entry => about.Contains(entry.SubjectId) || accounts.Contains(entry.AccountId));
    }

    /// <summary>Newest first, each with the sign-in name of who did it.</summary>
    public static IQueryable<LedgerRow> Rowed(DeclarationsDb db, IQueryable<AuditEntry> entries)
    {
        var shown = db.ShownToAdministrators;
        return entries.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id).Select(entry => new LedgerRow(entry,
            db.Users.Where(account => account.Id == entry.AccountId).Select(account => account.UserName).FirstOrDefault(), shown.Contains(entry.SubjectKind)));
    }

    /// <summary>Names of whom or what these entries are about, by id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(DeclarationsDb db, IEnumerable<LedgerRow> rows)
    {
        var ids = rows.Select(row => row.SubjectId).Distinct().ToList();
        IQueryable<KeyValuePair<Guid, string>>[] named =
        [
            db.Officials.Where(each => ids.Contains(each.Id)).Select(each => new KeyValuePair<Guid, string>(each.Id, each.Name)),
            db.Reports.Where(each => ids.Contains(each.Id)).Select(each => new KeyValuePair<Guid, string>(each.Id, each.Official.Name)),
            db.RosterRequests.Where(each => ids.Contains(each.Id)).Select(each => new KeyValuePair<Guid, string>(each.Id, each.Official.Name)),
            db.Deputations.Where(each => ids.Contains(each.Id)).Select(each => new KeyValuePair<Guid, string>(each.Id, each.Deputy.Name)),
            db.Users.Where(each => ids.Contains(each.Id)).Select(each => new KeyValuePair<Guid, string>(each.Id, each.DisplayName)),
            db.Units.Where(each => ids.Contains(each.Id)).Select(each => new KeyValuePair<Guid, string>(each.Id, each.Name)),
            db.Campaigns.Where(each => ids.Contains(each.Id)).Select(each => new KeyValuePair<Guid, string>(each.Id, each.Name)),
        ];
        var names = new Dictionary<Guid, string>();
        foreach (var kind in named)
            foreach (var (id, name) in await kind.ToListAsync())
                names[id] = name;
        return names;
    }
}
