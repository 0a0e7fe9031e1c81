using System.Text;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Jobs;
using Declarations.Reporting.Registries;
using Declarations.Verification;
using Declarations.Web.Jobs;
using Declarations.Web.Pages.Verification;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Declarations.Web.Tests.Verification;

/// <summary>Company data and cross-checks given to an office.</summary>
internal static class Registers
{
    private static readonly Dictionary<RegistryKind, string[]> Columns = new()
    {
        [RegistryKind.Companies] = ["企业名称", "登记状态", "法定代表人", "所属城市", "国标行业小类", "成立日期", "经营范围"],
        [RegistryKind.Shareholders] = ["企业名称", "股东名称", "持股比例", "是否退出", "公民身份号码"],
        [RegistryKind.Officers] = ["企业名称", "姓名", "职务"],
        [RegistryKind.Changes] = ["企业名称", "变更日期", "变更事项", "变更前", "变更后"],
        [RegistryKind.EarlierExits] = ["参与人员", "企业名称", "退出日期"],
    };

    private static int sources;

    /// <summary>A registry shows this; of a source of its own unless one is named.</summary>
    public static async Task Show(this Office office, RegistryKind kind, string[][] rows, string? source = null, DateOnly? asOf = null)
    {
        var file = Encoding.UTF8.GetBytes(RegistryFileTests.Csv([Columns[kind], .. rows]));
        await using var scope = office.Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<RegistryDesk>();
        var label = new RegistryLabel((await RegistryFile.ReadAsync(file)).Kind, source ?? $"来源{Interlocked.Increment(ref sources)}", asOf ?? new(2017, 9, 3),
            "云澜市");
        var (_, job) = await desk.QueueAsync(new Act(null, office.Time.GetUtcNow(), new(2017, 9, 4)), label, "表.csv", file, CancellationToken.None);
        await office.EndAsync(job);
    }

    public static async Task<CrossCheckCounts> Compare(this Office office, string campaign = City.Practice)
    {
        await using var scope = office.Services.CreateAsyncScope();
        var (db, desk) = (scope.ServiceProvider.GetRequiredService<DeclarationsDb>(), scope.ServiceProvider.GetRequiredService<LeadDesk>());
        var asked = await db.Campaigns.SingleAsync(c => c.Code == campaign);
        var job = await desk.AskAsync(new Act(null, office.Time.GetUtcNow(), asked.Today(office.Time.GetUtcNow())), asked, CancellationToken.None);
        await office.EndAsync(job!);
        return (await office.InDb(inner => inner.CrossChecks.SingleAsync(check => check.Id == job!.SubjectId))).Counts!;
    }

    /// <summary>A lead about somebody, from a registry of its own.</summary>
    /// <param name="proposed">An officer means to hold it against them.</param>
    public static async Task<Guid> Lead(this Office office, Person person, bool proposed)
    {
        await office.Show(RegistryKind.Shareholders, [["待核砂石有限公司", person.Official!.Name, "10%", "否", ""]]);
        await office.Compare();
        var id = (await office.LeadsOf(person)).Single().Id;
        if (proposed)
            await office.InDb(async db =>
            {
                (await db.Leads.SingleAsync(each => each.Id == id))
                    .ProposeConfirmed(new(office.City.Officer.AccountId, office.Time.GetUtcNow(), new(2017, 9, 18)), "核对过");
                await db.SaveChangesAsync();
            });
        return id;
    }

    public static Task<List<Lead>> LeadsOf(this Office office, Person person, string campaign = City.Practice) => office.InDb(async db =>
        (await db.Leads.Where(lead => lead.OfficialId == person.Official!.Id && lead.Report.Campaign.Code == campaign).ToListAsync())
        .OrderBy(lead => lead.Kind).ToList());

    private static async Task EndAsync(this Office office, Job job)
    {
        var jobs = office.Services.GetRequiredService<JobRunner>();
        for (var i = 0; i < 600; i++)
        {
            await jobs.WorkOffAsync(CancellationToken.None);
            if (await office.InDb(db => db.Jobs.AsNoTracking().SingleAsync(each => each.Id == job.Id)) is { EndedAt: not null } ended)
            {
                if (ended.StoppedBy is { } why)
                    throw new InvalidOperationException($"{why}\n{string.Join('\n', office.Faults)}");
                return;
            }
            await Task.Delay(50);
        }
        throw new TimeoutException();
    }
}
