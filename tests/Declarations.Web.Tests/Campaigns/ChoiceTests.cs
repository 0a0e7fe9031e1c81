using System.Net;
using Declarations.Web.Pages.Custody;
using Declarations.Web.Tests.Hosting;
using Xunit;

namespace Declarations.Web.Tests.Campaigns;

/// <summary>The campaign is chosen once, at the head of every page of the office.</summary>
public sealed class ChoiceTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    [Fact]
    public async Task The_campaign_that_was_chosen_or_named_last_is_that_of_every_page_that_names_none()
    {
        await City.Clerk(City.Station);
        var officer = await office.Visit(City.Officer);
        Assert.Equal(["二〇一七年专项", "练习专项"], officer.Page.QuerySelectorAll(".chooser option").Select(option => option.TextContent));
        Assert.Equal("二〇一七年专项", Shown(await officer.Open(Links.Custody)));

        await officer.Open($"{Links.Campaigns}?campaign={City.Practice}");
        Assert.Equal((Links.Campaign(City.Practice), "练习专项"), (officer.Address, Shown(officer)));
        Assert.Equal("练习专项", Shown(await officer.Open(Links.Custody)));
        Assert.Contains("练习专项", officer.Page.QuerySelector(".banner-practice")!.TextContent, StringComparison.Ordinal);
        var links = officer.Page.QuerySelectorAll(".nav-main a").Select(link => link.GetAttribute("href")!).ToList();
        foreach (var address in new[] { Links.Custody, "/summary" })
            Assert.Contains($"{address}?campaign={City.Practice}", links);
        Assert.Equal("练习专项", Shown(await officer.Open(Links.Roster)));

        await officer.Open(Links.Campaign(City.Real));
        Assert.Equal("二〇一七年专项", Shown(await officer.Open(Links.Custody)));
        await officer.Open($"{Links.Custody}?campaign=none");
        Assert.Equal((HttpStatusCode.NotFound, "二〇一七年专项"), (officer.Status, Shown(await officer.OtherWindow().Open(Links.Custody))));
    }

    [Fact]
    public async Task A_head_chooses_on_the_pages_of_one_campaign_alone()
    {
        var head = await office.Visit(City.Head);
        await head.Open($"/progress?campaign={City.Practice}");
        Assert.Equal("练习专项", Shown(head));
        Assert.Equal("练习专项", Shown(await head.Open("/sheets")));
        Assert.Contains("练习专项", head.Page.QuerySelector(".banner-practice")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await head.Open(Links.Queue)).Page.QuerySelector(".chooser"));
    }

    [Fact]
    public async Task Who_does_not_work_for_an_office_has_nothing_to_choose()
    {
        var clerk = await office.Visit(await City.Clerk(City.Station));
        await clerk.Open($"{Links.MyWork}?campaign={City.Practice}");
        Assert.Null(clerk.Page.QuerySelector(".chooser"));
        Assert.DoesNotContain(clerk.Cookies.Keys, name => name.EndsWith("campaign", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_day_that_is_past_is_not_red_where_nothing_waits_and_a_long_list_can_be_searched()
    {
        var (cadre, other) = (await City.LeadingCadre(City.Station, cityManaged: true), await City.LeadingCadre(City.Station, cityManaged: true));
        var officer = await (await office.Visit(City.Officer)).Open(Links.CustodyOf(City.Practice, nameof(CustodyList.HandUp)));
        Assert.DoesNotContain(Visitor.Words["my-work.overdue", 3], officer.Text, StringComparison.Ordinal);
        foreach (var person in new[] { cadre, other })
        {
            await City.HandIn(person, City.Nil(person));
            await City.Sign(person);
        }
        await officer.Open(officer.Address);
        Assert.Contains(Visitor.Words["my-work.overdue", 3], officer.Text, StringComparison.Ordinal);
        await officer.Open($"{officer.Address}&search={other.Official!.StaffNumber}&unit={City.Station.Code}");
        Assert.Contains(other.Official.Name, officer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(cadre.Official!.Name, officer.Text, StringComparison.Ordinal);
    }

    private static string Shown(Visitor visitor) => visitor.Page.QuerySelector(".chooser option[selected]")!.TextContent;
}
