using System.Net;
using Declarations.Access;
using Declarations.Reports;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Custody;

/// <summary>City-managed reports go up as a list that somebody else receives.</summary>
public sealed class HandOverTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    [Fact]
    public async Task What_is_handed_up_is_a_list_that_the_receiver_confirms()
    {
        var (cadre, address, officer) = await HandedUpAsync();
        Assert.Contains(cadre.Official!.Name, officer.Text, StringComparison.Ordinal);
        var bad = officer.Form("hand-over.record");
        await officer.Post(bad.Action, bad.Fields);
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        Assert.Contains(Visitor.Words["error.hand-over-paper"], officer.Text, StringComparison.Ordinal);

        var receiver = await office.Visit(City.CityOfficer);
        Assert.Contains(address, receiver.Html, StringComparison.Ordinal);
        await receiver.Open(address);
        var (again, stale) = (receiver.Form("hand-over.receive"), officer.Form("hand-over.record"));
        await receiver.Post(again.Action, again.Fields);
        Assert.Contains(Visitor.Words["hand-over.received"], receiver.Text, StringComparison.Ordinal);
        await receiver.Post(again.Action, again.Fields);
        Assert.Equal(HttpStatusCode.Conflict, receiver.Status);
        await officer.Post(stale.Action, stale.Fill("HandOverForm.Receiver", "严知白，市整治办").Fill("HandOverForm.On", new DateOnly(2017, 9, 18)).Fields);
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
        Assert.DoesNotContain(address, (await receiver.Open(Links.MyWork)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_paper_is_recorded_by_the_one_who_handed_over_and_not_before_that_day()
    {
        var (_, address, officer) = await HandedUpAsync();
        await officer.Form("hand-over.record").Fill("HandOverForm.Receiver", "严知白，市整治办").Fill("HandOverForm.On", new DateOnly(2017, 9, 15)).Submit();
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
        await officer.Open(address);
        await officer.Form("hand-over.record").Fill("HandOverForm.Receiver", "严知白，市整治办").Fill("HandOverForm.On", new DateOnly(2017, 9, 18)).Submit();
        Assert.Contains("严知白，市整治办", officer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_collect_its_reports_does_not_see_it_and_nobody_receives_what_they_sent()
    {
        var (_, address, officer) = await HandedUpAsync();
        foreach (var stranger in new[] { City.OtherOfficer, City.Head, City.Secretary })
            Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(stranger)).Open(address)).Status);
        var form = officer.Form("hand-over.record");
        await officer.Post(form.Action, form.Fields);
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        var team = await office.Visit(await City.WithRole(Role.DisciplineTeam, City.Bureau));
        Assert.Equal(HttpStatusCode.OK, (await team.Open(address)).Status);
    }

    private async Task<(Person Cadre, string Address, Visitor Officer)> HandedUpAsync()
    {
        var cadre = await City.LeadingCadre(City.Station, cityManaged: true);
        await City.HandIn(cadre, City.Nil(cadre));
        await City.Sign(cadre);
        var officer = await office.Visit(City.Officer);
        await officer.Open(Links.CustodyOf(City.Practice, "HandUp"));
        var report = await office.InDb(db => db.Reports.SingleAsync(r => r.OfficialId == cadre.Official!.Id && r.Campaign.Code == City.Practice));
        var form = officer.Form("custody.HandUp.do-several");
        await officer.Post(form.Action, form.Fields.Append(new("Form.Several", $"{report.Id}:{report.Version}")));
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        Assert.Equal(ReportStatus.HandedUp, (await City.ReportOf(cadre)).Status);
        return (cadre, officer.Address, officer);
    }
}
