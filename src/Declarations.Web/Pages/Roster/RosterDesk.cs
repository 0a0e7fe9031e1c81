using Declarations.Access;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Roster;

/// <summary>Looks at what an uploaded roster would do, and does it: all rows or none, in one transaction.</summary>
public sealed class RosterDesk(DeclarationsDb db, CaseFiles files, TimeProvider time)
{
    private const int Batch = 500, BulkBatch = 5_000;
    private Dictionary<string, Unit> units = [];

    /// <summary>Subtrees that an account runs campaigns for, as of now.</summary>
    public Task<List<string>> PathsOfAsync(Guid? accountId, CancellationToken cancellation) =>
        db.ActiveGrants(accountId).Where(grant => grant.Role == Role.CampaignOfficer).Select(grant => grant.Unit.Path).ToListAsync(cancellation);

    /// <exception cref="Reporting.Uploads.WorkbookException">The file cannot be read safely.</exception>
    /// <param name="lookingUnder">Also says what follows, by this policy; null: nobody looks.</param>
    public async Task<RosterPlan> PlanAsync(
        byte[] file, IReadOnlyList<string> paths, FileCovers covers, CancellationToken cancellation, Guid? importer = null, Policy? lookingUnder = null)
    {
        var today = BeijingTime.DayOf(time.GetUtcNow());
        var effects = lookingUnder is null ? null : new RosterEffects(db, lookingUnder, today);
        var (read, kin) = (await RosterFile.ReadAsync(file, today, cancellation), await db.KinOfAccountAsync(importer, cancellation));
        return await new RosterPlanner(db, read, paths, kin, covers, today, effects).PlanAsync(cancellation);
    }

    /// <summary>Carries out what was agreed to.</summary>
    /// <param name="progress">Told how many of how many rows are done; nothing counts before the end.</param>
    /// <exception cref="RefusedException">The file has errors, or the roster is no longer as it was when the preview was agreed to.</exception>
    public async Task<ImportCounts> ApplyAsync(Guid importId, IReadOnlyList<string> paths, Action<int, int> progress, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Nobody else changes the roster in the meantime; SQLite has one writer anyway.
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlRawAsync("LOCK TABLE \"Officials\", \"Units\", \"UnitPosts\" IN SHARE ROW EXCLUSIVE MODE", cancellation);
        var import = await db.RosterImports.AsNoTracking().SingleAsync(i => i.Id == importId, cancellation);
        if (import.Status != ImportStatus.Running)
            throw new RefusedException(Refusal.ImportNotWaiting);
        var plan = await PlanAsync(import.File!, paths, import.Covers, cancellation, import.AccountId);
        if (plan.Digest != import.Agreed)
            throw new RefusedException(Refusal.ImportStale);
        if (!plan.MayBeAgreedTo)
            throw new RefusedException(Refusal.ImportErrors);
        var campaign = import.CampaignId is { } id ? await db.Campaigns.AsNoTracking().Include(c => c.Unit).SingleAsync(c => c.Id == id, cancellation) : null;
        var now = time.GetUtcNow();
        var step = new Step(new Act(import.AccountId, now, campaign?.Today(now) ?? BeijingTime.DayOf(now)), $"import {import.Id:N}", campaign, cancellation);

        await EnterUnitsAsync(plan, step);
        await EnterPeopleAsync(plan, step, done => progress(done, plan.People.Count));
        await ChangePeopleAsync(plan, step);
        await OpenReportsAsync(plan, step);
        await MarkMissingAsync(plan, step);
        await AppointAsync(plan, step);
        progress(plan.People.Count, plan.People.Count);
        (await db.RosterImports.SingleAsync(i => i.Id == importId, cancellation)).Finish(step.Act, plan.Counts);
        await db.SaveChangesAsync(cancellation);
        // From here on it is too late to cancel.
        await transaction.CommitAsync(CancellationToken.None);
        return plan.Counts;
    }

    /// <summary>Moves an official, with the open reports.</summary>
    public async Task MoveAsync(Act act, Official official, Unit to, string reason, CancellationToken cancellation = default)
    {
        official.Move(act, to, reason);
        foreach (var report in await db.Reports.Include(r => r.Campaign).Where(r => r.OfficialId == official.Id).ToListAsync(cancellation))
            if (report.FollowTo(act with { LegalDay = report.Campaign.Today(act.At) }, to, official) && report.SubmissionCount > 0)
                await files.ReplaceRowsAsync(report.Id,
                    [.. (await db.InterestRows.AsNoTracking().Where(row => row.ReportId == report.Id).ToListAsync(cancellation))
                    .Select(row => row with { UnitId = to.Id, ListKey = report.ListKey })], cancellation);
    }

    private async Task EnterUnitsAsync(RosterPlan plan, Step step)
    {
        units = await db.Units.AsNoTracking().Include(u => u.Posts).ToDictionaryAsync(u => u.Code, step.Cancellation);
        foreach (var row in plan.Units.Where(unit => unit.Known is null).Select(unit => unit.Row))
        {
            units[row.Code] = Unit.Create(step.Act, row.Code, row.Name!, row.Kind!.Value, units[row.ParentCode!]);
            db.Units.Add(units[row.Code]);
        }
        await SaveAsync(step);
    }

    private async Task EnterPeopleAsync(RosterPlan plan, Step step, Action<int> done)
    {
        var entered = 0;
        foreach (var batch in plan.People.Where(person => person.Known is null).Chunk(BulkBatch))
        {
            var officials = batch.Select(person =>
                Official.Enter(step.Act, person.Row.StaffNumber, person.Row.Name, units[person.UnitCode].Id, person.Row.Entry, step.Reason)).ToList();
            var accounts = officials.Select(official => Account.For(official, official.StaffNumber)).ToList();
            await db.InsertManyAsync(officials, step.Cancellation);
            await db.InsertManyAsync(accounts, step.Cancellation);
            await db.InsertManyAsync([.. accounts
                .Select(account => AuditEntry.Of(step.Act, AuditAction.AccountCreated, nameof(Account), account.Id, step.Reason))], step.Cancellation);
            await db.InsertManyAsync([.. batch.Zip(officials).Where(pair => Files(pair.Second, units[pair.First.UnitCode], step))
                .Select(pair => PersonalSituationReport.Open(step.Act, step.Campaign!, pair.Second, units[pair.First.UnitCode]))], step.Cancellation);
            done(entered += batch.Length);
        }
    }

    private async Task ChangePeopleAsync(RosterPlan plan, Step step)
    {
        foreach (var batch in plan.People.Where(person => person.Changes || person.Known is { MissingSince: not null }).Chunk(Batch))
        {
            var ids = batch.Select(person => person.Known!.Id).ToList();
            var tracked = await db.Officials.Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, step.Cancellation);
            foreach (var person in batch)
            {
                var official = tracked[person.Known!.Id];
                if (official.MissingSince is not null)
                    official.Find(step.Act, step.Reason);
                if (person.Moves)
                    await MoveAsync(step.Act, official, units[person.UnitCode], step.Reason, step.Cancellation);
                if (person.Leaves)
                {
                    official.Change(step.Act, person.Row.Entry with { Status = null, LeftOn = null }, step.Reason);
                    official.Leave(step.Act, person.Row.Entry.Status!.Value, person.Row.Entry.LeftOn!.Value, step.Reason);
                }
                else
                    official.Change(step.Act, person.Row.Entry, step.Reason);
                if (person.Facts.Any(fact => fact.Name == nameof(Official.Name)))
                    await db.Users.Where(account => account.OfficialId == official.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(account => account.DisplayName, official.Name), step.Cancellation);
            }
            await SaveAsync(step);
        }
    }

    /// <summary>For those in the file who were on the roster already and have no report in the campaign.</summary>
    private async Task OpenReportsAsync(RosterPlan plan, Step step)
    {
        if (step.Campaign is null)
            return;
        var campaignId = step.Campaign.Id;
        var have = (await db.Reports.Where(r => r.CampaignId == campaignId).Select(r => r.OfficialId).ToListAsync(step.Cancellation)).ToHashSet();
        var reports = new List<PersonalSituationReport>();
        foreach (var person in plan.People.Where(person => person.Known is not null && !have.Contains(person.Known.Id)))
        {
            // The copy of the plan belongs to no context; it is brought up to date to ask the rules.
            person.Known!.Change(step.Act, person.Row.Entry, step.Reason);
            person.Known.UnitId = units[person.UnitCode].Id;
            if (Files(person.Known, units[person.UnitCode], step))
                reports.Add(PersonalSituationReport.Open(step.Act, step.Campaign, person.Known, units[person.UnitCode]));
        }
        await db.InsertManyAsync(reports, step.Cancellation);
    }

    private async Task MarkMissingAsync(RosterPlan plan, Step step)
    {
        foreach (var batch in plan.Missing.Where(official => official.MissingSince is null).Chunk(Batch))
        {
            var ids = batch.Select(official => official.Id).ToList();
            foreach (var official in await db.Officials.Where(o => ids.Contains(o.Id)).ToListAsync(step.Cancellation))
                official.Miss(step.Act, step.Reason);
            await SaveAsync(step);
        }
    }

    private async Task AppointAsync(RosterPlan plan, Step step)
    {
        var numbers = plan.Units.SelectMany(unit => unit.Posts.SelectMany(kind => unit.Row.Posts[kind])).Distinct().ToList();
        var holders = new Dictionary<string, Guid>();
        foreach (var batch in numbers.Chunk(Batch))
            foreach (var official in await db.Officials.Where(o => batch.Contains(o.StaffNumber)).Select(o => new { o.StaffNumber, o.Id })
                .ToListAsync(step.Cancellation))
                holders[official.StaffNumber] = official.Id;
        foreach (var planned in plan.Units.Where(unit => unit.Renamed || unit.Posts.Count > 0))
        {
            var unit = await db.Units.Include(u => u.Posts).SingleAsync(u => u.Code == planned.Row.Code, step.Cancellation);
            if (planned.Renamed)
                unit.Rename(step.Act, planned.Row.Name!, step.Reason);
            foreach (var kind in planned.Posts)
                unit.Appoint(step.Act, kind, [.. planned.Row.Posts[kind].Select(number => holders[number])]);
        }
        await SaveAsync(step);
    }

    /// <summary>Whether a report is opened: in the campaign's subtree, alive, and not told by the rules to be out of it.</summary>
    private bool Files(Official official, Unit unit, Step step)
    {
        if (step.Campaign is not { } campaign || official.DiedOn is not null || !unit.IsUnder(campaign.Unit.Path))
            return false;
        // Only these are ever out of scope; for the others the question need not be asked.
        if (!official.HasLeft && official.Category != PersonCategory.SoeStaffOther)
            return true;
        return new OfficialFile(official, new UnitTree(units.Values).Chain(unit), CaseFiles.PolicyOf(campaign)).Assess(step.Act.LegalDay).InScope != false;
    }

    private async Task SaveAsync(Step step)
    {
        await db.SaveChangesAsync(step.Cancellation);
        db.ChangeTracker.Clear();
    }

    private sealed record Step(Act Act, string Reason, Campaign? Campaign, CancellationToken Cancellation);
}
