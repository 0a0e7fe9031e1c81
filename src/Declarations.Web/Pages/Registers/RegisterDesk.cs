using Declarations.Access;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Written;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Registers;

/// <summary>One line of what has happened, with who did it.</summary>
/// <param name="File">That it attached.</param>
public sealed record TimelineLine(RegisterEntry Entry, string? By, Guid? File);

/// <summary>Opens the registers of campaigns, and knows who may act on them as what.</summary>
public sealed class RegisterDesk(DeclarationsDb db, Viewer viewer)
{
    /// <summary>The register of a body in a campaign, made and issued with the next save when it is first used.</summary>
    public async Task<Register> OpenAsync(Act act, RegisterKind kind, Campaign campaign, Unit body)
    {
        var known = db.Registers.Local.FirstOrDefault(each => each.CampaignId == campaign.Id && each.UnitId == body.Id && each.Kind == kind)
            ?? await db.Registers.SingleOrDefaultAsync(each => each.CampaignId == campaign.Id && each.UnitId == body.Id && each.Kind == kind);
        if (known is not null)
            return known;
        var (unit, whose) = (await db.Units.SingleAsync(each => each.Id == body.Id), await db.Campaigns.SingleAsync(each => each.Id == campaign.Id));
        var register = Register.Draft(act, kind, unit, whose);
        register.Issue(act, new LegalBasis(campaign.Name, "五（三）", campaign.Stages.Min(stage => stage.From)));
        db.Registers.Add(register);
        return register;
    }

    /// <summary>The viewer's office for a unit: of the nearest unit at or above it that a role is held for; null: it is out of reach.</summary>
    public Unit? OfficeFor(Unit unit) => viewer.Grants
        .Where(grant => grant.Role is Role.CampaignOfficer or Role.DisciplineTeam && unit.IsUnder(grant.Unit.Path)).Select(grant => grant.Unit)
        .MaxBy(each => each.Path.Length);

    /// <summary>The viewer's office that follows up what concerns a unit; for no unit in particular the highest, within the campaign's body.</summary>
    public Unit BodyFor(Campaign campaign, Unit? unit) => (unit is null ? null : OfficeFor(unit)) is { } near && near.IsUnder(campaign.Unit.Path) ? near
        : viewer.Grants.Where(grant => grant.Role is Role.CampaignOfficer or Role.DisciplineTeam).Select(grant => grant.Unit)
            .Select(office => campaign.Unit.IsUnder(office.Path) ? campaign.Unit : office).MinBy(office => office.Path.Length)!;

    /// <summary>The office that a unit reports to: of the nearest unit at or above it that has a campaign officer, otherwise of the campaign's body.</summary>
    public async Task<Unit> OfficeAboveAsync(Unit unit, Campaign campaign)
    {
        var offices = db.ActiveGrants().Where(grant => grant.Role == Role.CampaignOfficer).Select(grant => grant.UnitId);
        var above = await db.Units.Where(each => unit.Path.StartsWith(each.Path) && offices.Contains(each.Id)).ToListAsync();
        return above.MaxBy(each => each.Path.Length) ?? await db.Units.SingleAsync(each => each.Id == campaign.UnitId);
    }

    /// <summary>As whom the viewer checks: of their own unit, or of the unit that their role is held for.</summary>
    public Checker Checker(Register register) =>
        new(viewer.AccountId, viewer.Official?.Id, viewer.Official?.UnitId ?? OfficeFor(register.Unit)?.Id ?? register.UnitId);

    /// <summary>Somebody serving who can sign in, by staff number or whole name.</summary>
    /// <returns>Everybody it may be.</returns>
    public Task<List<Official>> PeopleAsync(string? typed, bool withSignIn)
    {
        var (name, number, paths) = (WrittenName.Normal(typed), WrittenKey.Upper(typed), viewer.PathsOf(Role.CampaignOfficer)
            .Concat(viewer.PathsOf(Role.DisciplineTeam)).Concat(viewer.Official is { } me ? [me.Unit.Path] : []).ToList());
        var people = withSignIn ? db.Serving().Where(official => db.Users.Any(user => user.OfficialId == official.Id && user.ClosedAt == null)) : db.Officials;
        return people.Include(official => official.Unit).Where(official => (official.StaffNumber == number || official.Name == name)
            && paths.Any(path => official.Unit.Path.StartsWith(path))).OrderBy(official => official.StaffNumber).Take(6).ToListAsync();
    }

    /// <summary>What has happened, newest first, with names.</summary>
    public async Task<IReadOnlyList<TimelineLine>> TimelineAsync(IQueryable<RegisterEntry> entries)
    {
        var all = await entries.AsNoTracking().OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Place).ToListAsync();
        var accounts = all.Select(entry => entry.ByAccountId).OfType<Guid>().Distinct().ToList();
        var names = await db.Users.Where(user => accounts.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName);
        var measures = all.Where(entry => entry.Kind == EntryKind.Attached).Select(entry => entry.MeasureId).OfType<Guid>().Distinct().ToList();
        var files = (await db.EvidenceFiles.Where(file => file.OwnerKind == nameof(Measure) && measures.Contains(file.OwnerId))
            .Select(file => new { file.Id, file.OwnerId, file.Digest }).ToListAsync()).ToLookup(file => (file.OwnerId, file.Digest), file => (Guid?)file.Id);
        return [.. all.Select(entry => new TimelineLine(entry, entry.ByAccountId is { } by ? names.GetValueOrDefault(by) : null,
            entry is { Kind: EntryKind.Attached, MeasureId: { } measure } ? files[(measure, entry.Digest!)].FirstOrDefault() : null))];
    }
}
