using Declarations.Auditing;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Rules;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Tests.Hosting;

/// <summary>Reports in every status, made by the domain itself; read and signed by one person who holds every post.</summary>
public sealed class Shelf(Office office, Person reader)
{
    public static async Task<Shelf> BuildAsync(Office office, params Unit[] units)
    {
        var reader = await office.City.LeadingCadre(office.City.Seat, cityManaged: true);
        foreach (var unit in units)
            foreach (var kind in Enum.GetValues<UnitPostKind>())
                await office.City.Give(unit, kind, reader);
        return new(office, reader);
    }

    /// <summary>Somebody new of a unit whose report stands there; not one that the lot wants opened before it is signed.</summary>
    public async Task<Person> FileAsync(Unit unit, ReportStatus to, Func<Person, ReportContent> content)
    {
        while (true)
        {
            var filer = unit.Kind is UnitKind.City or UnitKind.Bureau ? await office.City.LeadingCadre(unit, cityManaged: true) : await office.City.Clerk(unit);
            await BringAsync(filer, to, content);
            var versions = await office.InDb(db => db.Submissions.AsNoTracking().Where(v => v.Report.OfficialId == filer.Official!.Id).ToListAsync());
            if (!versions.Any(version => version.MustBeOpened && version.InterestCount == 0))
                return filer;
        }
    }

    /// <summary>Brings the filer's report from its first draft to a status; what is kept goes where the official's reports go.</summary>
    public async Task BringAsync(Person filer, ReportStatus to, Func<Person, ReportContent> content)
    {
        if (to is ReportStatus.Draft)
            await office.City.Draft(filer, content(filer));
        else if (to is not ReportStatus.Excused)
            await office.City.HandIn(filer, content(filer));
        if (to is not (ReportStatus.Draft or ReportStatus.Submitted))
            await office.InDb(async db =>
            {
                var report = await db.Reports.Include(r => r.Official).SingleAsync(r => r.OfficialId == filer.Official!.Id && r.Campaign.Code == City.Practice);
                var versions = await db.Submissions.Include(v => v.Withdrawal).Where(v => v.ReportId == report.Id).OrderBy(v => v.Number).ToListAsync();
                var posts = await db.UnitPosts.Where(post => post.OfficialId == reader.Official!.Id).ToListAsync();
                var act = new Act(reader.AccountId, office.Time.GetUtcNow(), new(2017, 9, 18));
                switch (to)
                {
                    case ReportStatus.Excused: report.ExcuseFor(act, NotSubmittedReason.Deceased); break;
                    case ReportStatus.Returned:
                        db.AddRange(report.ReturnForCorrection(act, versions[^1], reader.Official!, posts, [("details", "请核对")]));
                        break;
                    case ReportStatus.Withdrawn: await City.Withdraw(db, report.Id, act, "填错了"); break;
                    default:
                        db.Add(report.Sign(act, versions[^1], reader.Official!, posts, opened: true));
                        if (to is ReportStatus.Kept or ReportStatus.HandedUp && report.Official.CityManaged == true)
                            report.HandUp(act, cityManaged: true);
                        else if (to is ReportStatus.Kept)
                            report.Keep(act, cityManaged: false);
                        else if (to is ReportStatus.Supplementing)
                            report.Supplement(act, "补充");
                        break;
                }
                await db.SaveChangesAsync();
            });
    }
}
