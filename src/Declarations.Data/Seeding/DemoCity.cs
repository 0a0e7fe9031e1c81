using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Custody;
using Declarations.Data.Accounts;
using Declarations.Reports;
using Declarations.Verification;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data.Seeding;

/// <summary>
/// A fictional city with a water bureau, its officials, a finished campaign and one for practice. All persons, names and
/// numbers follow from the seed; only ids, salts, receipt numbers and passwords are drawn anew.
/// </summary>
/// <param name="now">UTC instant of the seeding; the practice campaign happens just before it.</param>
/// <param name="people">Officials of the bureau who are to file, 100 at least.</param>
public sealed class DemoCity(DeclarationsDb db, IPasswordHasher<Account> hasher, DateTimeOffset now, int people, int seed)
{
    /// <summary>Reports stored at once, and about how many lines of progress a campaign has at most.</summary>
    private const int Batch = 500, Lines = 40;

    public async Task<bool> IsNeededAsync(CancellationToken cancellation) =>
        !await db.Units.AnyAsync(unit => unit.Code == DemoOrganisation.BureauCode, cancellation);

    /// <summary>Seeds all of it or, when it fails, nothing.</summary>
    /// <param name="progress">Told in a few words what has been done.</param>
    /// <returns>The sign-ins, with passwords that are stored nowhere else.</returns>
    public async Task<IReadOnlyList<SignIn>> SeedAsync(Action<string> progress, CancellationToken cancellation)
    {
        var detectChanges = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var signIns = await SeedAllAsync(progress, cancellation);
            await transaction.CommitAsync(cancellation);
            return signIns;
        }
        finally
        {
            db.ChangeTracker.Clear();
            db.ChangeTracker.AutoDetectChangesEnabled = detectChanges;
        }
    }

    private async Task<IReadOnlyList<SignIn>> SeedAllAsync(Action<string> progress, CancellationToken cancellation)
    {
        var (real, practice) = (new DemoTime(now), new DemoTime(now, PracticeCampaign.PracticeDay));
        var entered = real.Act(new(2017, 8, 15), 0.1);
        var organisation = new DemoOrganisation(entered, people);
        var roster = new DemoPeople(organisation, entered, people, seed);
        var signIns = new DemoSignIns(roster);
        await SaveRosterAsync(organisation, roster, progress, cancellation);

        var readers = roster.City.Concat(roster.Members.Select(member => member.Official)).ToDictionary(official => official.Id);
        var enterprises = new DemoEnterprises(Chance.For(seed, "enterprises"));
        var finished = new FinishedCampaign(roster, Interests("finished"), real, Chance.For(seed, FinishedCampaign.Code));
        var campaign = finished.Campaign(organisation.Bureau);
        await SaveCampaignAsync(campaign, organisation.Bureau, finished.Dossiers(campaign, readers), progress, cancellation);

        db.SpotChecks.Add(SpotCheck.Draw(new Act(null, now, new(2017, 11, 1)), campaign, organisation.Bureau, DrawnFrom.Nil,
            await db.DrawablesAsync(campaign, organisation.Bureau, DrawnFrom.Nil, cancellation), "2017年10月31日公开摇号：07 19 23 31", share: 5, count: null));
        await SaveAsync(cancellation);
        var registry = new DemoRegistry(db, new DemoNames(Chance.For(seed, "strangers")), enterprises, Chance.For(seed, "registry"));
        var leads = await registry.SeedAsync(
            campaign, roster, roster.In(DemoOrganisation.Research)[^2].Official, organisation.Bureau.Id, now, cancellation);
        progress($"a register held against the reports: {leads} leads");

        var rehearsal = new PracticeCampaign(roster, Interests("practice"), practice, Chance.For(seed, PracticeCampaign.Code));
        campaign = rehearsal.Campaign(organisation.Bureau);
        await SaveCampaignAsync(campaign, organisation.Bureau, rehearsal.Dossiers(campaign, readers, signIns.Placements), progress, cancellation);

        var made = signIns.AddTo(db, hasher, organisation.Bureau, new Act(null, now, BeijingTime.DayOf(now)));
        await SaveAsync(cancellation);
        var cast = await db.Users.ToDictionaryAsync(user => user.UserName!, user => (user.Id, user.OfficialId), cancellation);
        await new DemoRegisters(db, practice, campaign, cast).AddAsync(cancellation);
        await SaveAsync(cancellation);
        await new DemoLedgers(db, now, cast).AddAsync(cancellation);
        await SaveAsync(cancellation);
        await new DemoRectification(db, new DemoTime(now, DemoRectification.PracticeDay), cast).AddAsync(cancellation);
        await SaveAsync(cancellation);
        await new DemoIntegrity(db, now, cast).AddAsync(
            await db.Registers.AsNoTracking().SingleAsync(register => register.Code == DemoRectification.Code, cancellation), cancellation);
        await SaveAsync(cancellation);
        return made;

        DemoInterests Interests(string part) => new(Chance.For(seed, part), new DemoNames(Chance.For(seed, part + "-names")), enterprises);
    }

    private async Task SaveRosterAsync(DemoOrganisation organisation, DemoPeople roster, Action<string> progress, CancellationToken cancellation)
    {
        // Units and the officials who hold posts in them need each other, so they go in together.
        List<Organisation.Unit> units = [organisation.City, organisation.Bureau, .. organisation.Units.Select(unit => unit.Unit)];
        var holders = units.SelectMany(unit => unit.Posts).Select(post => post.OfficialId).ToHashSet();
        var officials = roster.City.Concat(roster.Members.Select(member => member.Official)).ToLookup(official => holders.Contains(official.Id));
        db.Units.AddRange(units);
        db.Officials.AddRange(officials[true]);
        await SaveAsync(cancellation);
        foreach (var batch in officials[false].Chunk(Batch))
            await db.InsertManyAsync(batch, cancellation);
        progress($"{units.Count} units, {roster.Members.Count} officials of the bureau and {roster.City.Count} of the city");
    }

    private async Task SaveCampaignAsync(
        Campaign campaign, Organisation.Unit bureau, IEnumerable<Dossier> dossiers, Action<string> progress, CancellationToken cancellation)
    {
        db.Campaigns.Add(campaign);
        await SaveAsync(cancellation);
        var count = 0;
        using var batches = dossiers.Chunk(Batch).GetEnumerator();
        // The next ones come about while these are stored.
        for (var next = Task.Run(Next, cancellation); await next is { } batch;)
        {
            next = Task.Run(Next, cancellation);
            await InsertAsync(batch, cancellation);
            // What went to the city on a day is one list, which somebody there has signed for once the campaign is over.
            foreach (var day in batch.Where(dossier => dossier.Report.Status == ReportStatus.HandedUp).GroupBy(dossier => dossier.Report.TakenInOn!.Value))
            {
                var list = HandOver.Of(new Act(null, now, day.Key), bureau, [.. day.Select(dossier => (dossier.Report, dossier.Submissions[^1].Id))]);
                if (!campaign.IsPractice)
                    list.ReceiveOnPaper(new Act(null, now, day.Key), "市专项整治办收文岗", day.Key);
                db.HandOvers.Add(list);
            }
            await SaveAsync(cancellation);
            count += batch.Length;
            if (count / Batch % Math.Max(1, people / Batch / Lines) == 0 || count == people)
                progress($"{campaign.Code}: {count} of {people} reports");
        }
        // What comes next asks for more than a few rows, and nobody else can have looked at them yet.
        if (!db.Database.IsSqlite())
            await db.Database.ExecuteSqlRawAsync("ANALYZE", cancellation);

        Dossier[]? Next() => batches.MoveNext() ? batches.Current : null;
    }

    /// <summary>With what registries are joined by, as a filing does it.</summary>
    private async Task InsertAsync(IReadOnlyList<Dossier> dossiers, CancellationToken cancellation)
    {
        await db.InsertManyAsync([.. dossiers.Select(dossier => dossier.Report)], cancellation);
        Submission[] versions = [.. dossiers.SelectMany(dossier => dossier.Submissions)];
        await db.InsertManyAsync(versions, cancellation);
        await db.InsertManyAsync([.. versions.SelectMany(version => version.Determinations)], cancellation);
        await AddAsync(dossier => dossier.Signatures);
        await AddAsync(dossier => dossier.Notes);
        await AddAsync(dossier => dossier.Withdrawals);
        await AddAsync(dossier => dossier.Rows);
        await AddAsync(dossier => dossier.Questions);
        await AddAsync(dossier => dossier.Checks);
        await AddAsync(dossier => dossier.Disposals);
        await AddAsync(dossier => dossier.Submissions.Counting() is { } version ? db.KeysOf(dossier.Report, version.Content) : []);

        Task AddAsync<T>(Func<Dossier, IEnumerable<T>> rows) where T : class => db.InsertManyAsync([.. dossiers.SelectMany(rows)], cancellation);
    }

    private async Task SaveAsync(CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }
}
