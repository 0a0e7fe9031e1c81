using System.Net;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Access;

/// <summary>Addresses before "r", and rights that change.</summary>
public sealed class AccessMatrixTests(Office office, ITestOutputHelper output) : AccessMatrix(office, output), IClassFixture<Office>
{
    protected override bool Takes(string area) => string.CompareOrdinal(area, "r") < 0;

    [Fact]
    public async Task A_campaign_without_a_report_of_mine_looks_like_none()
    {
        var officer = await Office.Visit(Office.City.Officer);
        var stranger = await officer.Open(Links.Details(City.Practice));
        var (status, length) = (stranger.Status, stranger.Body.Length);
        await officer.Open(Links.Details("practise"));
        Assert.Equal((status, length), (officer.Status, officer.Body.Length));
    }

    [Fact]
    public async Task A_post_or_grant_taken_away_is_gone_at_the_next_click()
    {
        var officer = await Office.City.OfficerOf(Office.City.Bureau);
        var clerk = await Office.City.Clerk(Office.City.Station);
        await Office.City.HandIn(clerk, City.Nil(clerk));
        var report = (await Office.City.ReportOf(clerk)).Id;
        var visitor = await Office.Visit(officer);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Open(Links.ReportView(report))).Status);

        await Office.InDb(db => db.Grants.Where(grant => grant.AccountId == officer.AccountId).ExecuteDeleteAsync());

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open(Links.ReportView(report))).Status);
    }
}

/// <summary>Addresses from "r" on.</summary>
public sealed class AccessMatrixFromRTests(Office office, ITestOutputHelper output) : AccessMatrix(office, output), IClassFixture<Office>
{
    protected override bool Takes(string area) => string.CompareOrdinal(area, "r") >= 0;
}
