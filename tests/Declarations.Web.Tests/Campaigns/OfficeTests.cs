using System.Net;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Campaigns;

/// <summary>Leading group and office of a campaign (plan, Annex 1): entered by its office, read by everybody who files.</summary>
public sealed class OfficeTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    [Fact]
    public async Task Who_leads_and_whom_to_ask_is_entered_with_a_reason_and_reaches_everybody_who_files()
    {
        var clerk = await City.Clerk(City.Station);
        var submission = await City.HandIn(clerk, City.Nil(clerk));
        var officer = await office.Visit(City.CityOfficer);
        await Enter(officer, OfficeRole.Head, "欧阳若川", "");
        await Enter(officer, OfficeRole.Contact, "举报电话", "");
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        await officer.Form("office.save").Fill("OfficeForm.Telephone", "0700-5559911").Submit();
        Assert.Equal(["按附件1登记", "按附件1登记"], (await office.InDb(db =>
            db.AuditEntries.Where(e => e.Action == AuditAction.OfficeMemberNamed).ToListAsync())).Select(e => e.Reason));

        await officer.Open(Links.Campaign(City.Practice));
        foreach (var said in new[] { "欧阳若川", "0700-5559911", "受理举报", Visitor.Words.Of(OfficeRole.Head), Visitor.Words["office.group-duties"] })
            Assert.Contains(said, officer.Text, StringComparison.Ordinal);
        var filer = await office.Visit(clerk);
        foreach (var address in new[] { Links.MyWork, Links.Notice, Links.Receipt(submission.ReceiptNumber) })
            Assert.Contains("0700-5559911", (await filer.Open(address)).Text, StringComparison.Ordinal);
        Assert.Contains("欧阳若川", (await filer.Open(Links.Notice)).Text, StringComparison.Ordinal);
        Assert.Contains("0700-5559911", (await filer.Open(Links.Check(City.Practice))).Page.QuerySelector("footer.foot")!.TextContent,
            StringComparison.Ordinal);
        Assert.DoesNotContain("欧阳若川", (await office.Visit().Open(Links.Notice)).Html, StringComparison.Ordinal);

        await officer.Open(officer.Page.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")!)
            .Single(href => href == Links.OfficeOf(City.Practice)));
        await officer.Open(officer.Page.QuerySelectorAll("main a").First(link => link.TextContent.Contains("欧阳若川", StringComparison.Ordinal))
            .GetAttribute("href")!);
        await officer.Form("office.release").Fill("OfficeForm.Reason", "工作调整").Submit();
        Assert.True(officer.Status == HttpStatusCode.OK, $"{officer.Address} {officer.Status} {officer.Text}");
        Assert.DoesNotContain("欧阳若川", (await officer.Open(Links.Campaign(City.Practice))).Text, StringComparison.Ordinal);
        Assert.Equal("工作调整", (await office.InDb(db =>
            db.AuditEntries.SingleAsync(e => e.Action == AuditAction.OfficeMemberReleased))).Reason);
    }

    [Fact]
    public async Task An_officer_of_a_part_reads_the_list_and_does_not_change_it()
    {
        var officer = await office.Visit(City.Officer);
        Assert.Contains(Visitor.Words["office.title"], (await officer.Open(Links.Campaign(City.Practice))).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Visitor.Words["office.edit"], officer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Open(Links.OfficeOf(City.Practice))).Status);
    }

    private static async Task Enter(Visitor officer, OfficeRole role, string name, string telephone) =>
        await (await officer.Open(Links.OfficeOf(City.Practice))).Form("office.save").Fill("OfficeForm.Role", role).Fill("OfficeForm.Name", name)
            .Fill("OfficeForm.Duty", "受理举报").Fill("OfficeForm.Telephone", telephone).Fill("OfficeForm.Reason", "按附件1登记").Submit();
}
