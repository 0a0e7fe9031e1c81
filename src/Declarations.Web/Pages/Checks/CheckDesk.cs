using Declarations.Data;
using Declarations.Data.Trust;
using Declarations.Reports;
using Declarations.Rules;
using Declarations.Verification;
using Declarations.Web.Pages.Reports;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Checks;

/// <summary>One interest as it was reported or found, or the person, with what the rules say after all checks.</summary>
/// <param name="Id">Null: the person.</param>
/// <param name="Interest">As reported; null: not reported.</param>
public sealed record CheckedItem(Guid? Id, int Number, Interest? Interest, FoundInterest? Found, string? HolderName, CaseFacts Facts, Determination Said)
{
    public string Key => Id?.ToString() ?? CheckDesk.Person;
    public string? Enterprise => Interest?.Enterprise ?? Found?.Enterprise;
    public bool MayCheckExit => Said is { Verdict: Verdict.Review } or { Action: RequiredAction.ReportAndExit or RequiredAction.ReportAndRelativeExit };
}

/// <summary>A report that the office checks: what it states, what was found, and every check so far.</summary>
public sealed record CheckedCase(OpenCase Filing, Submission? Version, IReadOnlyList<CheckedItem> Items)
{
    public CheckedItem? Find(string key) => Items.FirstOrDefault(item => item.Key == key);
}

/// <summary>Opens what the office checks and keeps what it establishes.</summary>
public sealed class CheckDesk(FilingDesk desk, CaseFiles files, Testimony testimony, DeclarationsDb db, ReadingLog log)
{
    /// <summary>How an address names the person, as against one of the interests.</summary>
    public const string Person = "person";

    /// <returns>Null: not the viewer's business.</returns>
    public async Task<CheckedCase?> OpenAsync(Guid id)
    {
        if (await desk.OpenToHandleAsync(id) is not { Report.ErasedOn: null } filing)
            return null;
        var version = (await files.VersionsOf(id).Include(v => v.Determinations).ToListAsync()).StandingOn(filing.Today);
        await testimony.EnsureAsync(filing.Report, version is null ? [] : [version], []);
        return new CheckedCase(filing, version, [.. Items(filing, version)]);
    }

    /// <summary>What a lead about this report hands over, once two persons have confirmed it; null: there is none such.</summary>
    public async Task<LeadFinding?> FindingAsync(CheckedCase opened, Guid? lead) => lead is null ? null
        : (await db.Leads.AsNoTracking().SingleOrDefaultAsync(each => each.Id == lead && each.ReportId == opened.Filing.Report.Id))?.Finding;

    /// <summary>Leaves the entry of a view in the ledger.</summary>
    public Task ViewedAsync(CheckedCase opened) =>
        opened.Version is { } version ? log.AddReadingAsync(opened.Filing, version) : log.AddDraftReadingAsync(opened.Filing);

    /// <param name="interestId">Null: the person, or what the text says was found.</param>
    public async Task AddAsync(CheckedCase opened, Guid? interestId, CheckSource source, DateOnly sourceAsOf, CheckText text)
    {
        var file = await desk.WithVersionsAsync(opened.Filing);
        var (check, rows) = file.Check(desk.ActOn(opened.Filing), interestId, source, sourceAsOf, text);
        db.Checks.Add(check);
        await files.ReplaceRowsAsync(opened.Filing.Report.Id, rows);
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            // Somebody else checked the same report at the same moment.
            db.ChangeTracker.Clear();
            throw new RefusedException(Refusal.ChangedMeanwhile);
        }
    }

    private static IEnumerable<CheckedItem> Items(OpenCase filing, Submission? version)
    {
        var (checks, number) = (filing.File.Checks, 0);
        var person = version is null ? filing.File.Facts(filing.Today) : CaseFile.Facts(version, null, filing.Today, checks);
        yield return Item(null, 0, null, null, null, version is null ? checks.Apply(null, person) : person);
        foreach (var interest in version?.Content.Interests ?? [])
            yield return Item(interest.Id, ++number, interest, null, version!.Content.HolderOf(interest)?.Name,
                CaseFile.Facts(version, interest.Id, filing.Today, checks));
        foreach (var check in checks.FoundOn(filing.Today))
            yield return Item(check.InterestId, ++number, null, check.Content.Found, check.Content.Found!.HolderName,
                checks.Facts(check, filing.Report.FirstSubmittedOn, filing.Today));

        CheckedItem Item(Guid? id, int place, Interest? interest, FoundInterest? found, string? holder, CaseFacts facts) =>
            new(id, place, interest, found, holder, facts, Assessor.Assess(facts, filing.Policy));
    }
}
