using System.Security.Cryptography;
using Declarations.Auditing;
using Declarations.Summaries;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Tests.Summaries;

/// <summary>Files of summaries that are there already.</summary>
public static class Exports
{
    public static Task<Guid> ExportAsync(this Office office, Person officer) => office.InDb(async db =>
    {
        var (campaign, unit) = (await db.Campaigns.SingleAsync(c => c.Code == City.Practice), await db.Units.SingleAsync(u => u.Id == office.City.Bureau.Id));
        var act = new Act(officer.AccountId, office.Time.GetUtcNow(), new(2017, 9, 18));
        var export = SummaryExport.Ask(act, new(campaign.Id, unit.Id, WithSubordinates: true, null, null, ByUnit: false, "zh-CN"), "第三次汇总", "unit x");
        byte[] bytes = [.. "PK"u8, 3, 4];
        export.Finish(act, new(act.LegalDay, 1, 1, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))), "unit x");
        db.AddRange(export, new ExportPart { Id = Guid.CreateVersion7(), ExportId = export.Id, Number = 0, Bytes = bytes });
        await db.SaveChangesAsync();
        return export.Id;
    });
}
