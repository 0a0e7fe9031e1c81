using Declarations.Access;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Custody;
using Declarations.Data;
using Declarations.Data.Trust;
using Declarations.Handling;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Rules;
using Declarations.Trust;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Declarations.Web.Tests.Trust;

/// <summary>Something in every protected table, the tree over it, and a way past every trigger.</summary>
internal static class TrustScene
{
    /// <summary>A report that its reader has signed.</summary>
    public static async Task<Submission> FileAsync(this Office office)
    {
        var city = office.City;
        var official = await city.LeadingCadre(city.Bureau, cityManaged: true);
        var version = await city.HandIn(official, City.Sand(official));
        await city.Sign(official);
        await office.InDb(async db =>
        {
            var report = await db.Reports.SingleAsync(r => r.Id == version.ReportId);
            var act = office.Act(city.Officer.AccountId);
            report.HandUp(act, cityManaged: true);
            var list = HandOver.Of(act, await db.Units.SingleAsync(u => u.Id == city.Bureau.Id), [(report, version.Id)]);
            db.HandOvers.Add(list);
            await db.SaveChangesAsync();
            list.ReceiveOnPaper(act, "收文岗", act.LegalDay);
            await db.SaveChangesAsync();
        });
        return version;
    }

    public static Act Act(this Office office, Guid? account = null) => new(account, office.Time.GetUtcNow(), new(2017, 9, 18));

    /// <summary>A row in every table that the tree covers.</summary>
    public static async Task FillAsync(this Office office)
    {
        var city = office.City;
        var filed = await office.FileAsync();
        var clerk = await city.Clerk(city.Station);
        var returned = await city.HandIn(clerk, City.Nil(clerk));
        await office.InDb(async db =>
        {
            var report = await db.Reports.SingleAsync(r => r.Id == returned.ReportId);
            db.ReturnNotes.AddRange(report.ReturnForCorrection(office.Act(city.Head.AccountId), returned, city.Head.Official!,
                [new UnitPost { UnitId = city.Station.Id, Kind = UnitPostKind.Head, OfficialId = city.Head.Official!.Id }], [("details", "请核对")]));
            await City.Withdraw(db, report.Id, office.Act(clerk.AccountId), "填错了");
            var campaign = await db.Campaigns.Include(c => c.Unit).SingleAsync(c => c.Code == City.Real);
            db.DeadlineChanges.Add(new Deadlines(campaign, await db.DeadlineChanges.ToListAsync()).Change(office.Act(), DeadlineKind.Unit, [city.Station],
                new(2017, 9, 20), new("通知", "一号", new(2017, 9, 1))));
            var head = await db.Officials.SingleAsync(o => o.Id == city.Head.Official!.Id);
            db.Deputations.Add(Deputation.Name(office.Act(), head, await db.Officials.SingleAsync(o => o.Id == city.Deputy.Official!.Id),
                new(2017, 9, 18), new(2017, 9, 28)));
            var disposal = Disposal.For(report.CampaignId, filed.ReportId, DisposalGround.Interest);
            disposal.Propose(office.Act(city.Officer.AccountId), null,
                new(DisposalKind.NoAction, DisposalMeasure.MinorCircumstances, "情节轻微", "局党组", new(2017, 9, 18)), []);
            db.Disposals.Add(disposal);
            await db.SaveChangesAsync();
            disposal.Confirm(office.Act(city.CityOfficer.AccountId));
            await db.SaveChangesAsync();
        });
        await office.InDb(async db =>
        {
            var files = new CaseFiles(db);
            var file = (await files.FindAsync(db.Reports.Where(r => r.Id == filed.ReportId), withVersions: true))!;
            var (check, rows) = file.Check(office.Act(city.Officer.AccountId), null, CheckSource.Registry, new(2017, 9, 18),
                new CheckText("登记资料", new Established { Truthful = true }));
            db.Checks.Add(check);
            await files.ReplaceRowsAsync(filed.ReportId, rows);
            var old = Campaign.Create(office.Act(), Preset.Zhuzhou2017, "old", "旧专项", "云澜市", await db.Units.SingleAsync(u => u.Id == city.Seat.Id));
            db.Campaigns.Add(old);
            db.Erasures.Add(old.Erase(new Act(null, office.Time.GetUtcNow().AddYears(9), new(2026, 9, 4)), 5, "期满"));
            await db.SaveChangesAsync();
        });
    }

    /// <summary>Lets the tree grow.</summary>
    public static async Task<int> SequenceAsync(this Office office)
    {
        await using var scope = office.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<Sequencer>().RunAsync())!.Value;
    }

    public static Task<TreeReport> CheckTreeAsync(this DeclarationsDb db, params IReadOnlyList<SignedNote> witnessed) =>
        new TreeCheck(db, witnessed, [], []).RunAsync();

    /// <param name="signers">Public keys of the signer of checkpoints, as they were handed over.</param>
    public static Task<TreeReport> CheckSignedTreeAsync(this DeclarationsDb db, IEnumerable<byte[]> signers, params IReadOnlyList<SignedNote> witnessed) =>
        new TreeCheck(db, witnessed, [], [.. signers.Select(key => new VerifierKey("signer", key))]).RunAsync();

    public static Task<SignedNote> NewestAsync(this Office office) => office.InDb(async db =>
        SignedNote.Read((await db.Checkpoints.OrderByDescending(checkpoint => checkpoint.Size).FirstAsync()).Note)!);

    /// <summary>What the owner of the database may do: past every trigger and reference. Nothing of it stays.</summary>
    public static Task PastTriggersAsync(this Office office, Func<DeclarationsDb, Task> act) => office.AsOwner(async db =>
    {
        await OwnAsync(db);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await act(db);
        await transaction.RollbackAsync();
    });

    /// <summary>The same, and it stays.</summary>
    public static Task ForgeAsync(this Office office, string sql, params object[] arguments) => office.AsOwner(async db =>
    {
        await OwnAsync(db);
        if (await db.Database.ExecuteSqlRawAsync(sql, arguments) == 0)
            throw new InvalidOperationException($"Nothing was forged: {sql}");
    });

    /// <summary>The columns of a table that hold something, of one row.</summary>
    public static async Task<List<string>> KeysAsync(this DeclarationsDb db, string table) =>
#pragma warning disable EF1002 // names of our own model
        await db.Database.SqlQueryRaw<string>($"SELECT {RowId(db)} AS \"Value\" FROM \"{table}\" ORDER BY 1").ToListAsync();
#pragma warning restore EF1002

    /// <summary>How SQL names a row, whatever its key.</summary>
    public static string RowId(DeclarationsDb db) => db.Database.IsSqlite() ? "CAST(rowid AS TEXT)" : "ctid::text";

    private static async Task OwnAsync(DeclarationsDb db)
    {
        await db.Database.OpenConnectionAsync();
        if (!db.Database.IsSqlite())
        {
            await db.Database.ExecuteSqlRawAsync("SET session_replication_role = replica");
            return;
        }
        await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = OFF");
#pragma warning disable EF1002 // names of our own triggers
        foreach (var trigger in await db.Database.SqlQuery<string>($"SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger'").ToListAsync())
            await db.Database.ExecuteSqlRawAsync($"DROP TRIGGER \"{trigger}\"");
#pragma warning restore EF1002
    }
}
