using System.Net;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Verification;
using Declarations.Web.Pages.Checks;
using Declarations.Web.Pages.Filing;
using Declarations.Web.Tests.Hosting;
using Declarations.Web.Tests.Verification;
using Xunit;

namespace Declarations.Web.Tests.Filing;

/// <summary>What registers and an earlier report say is offered to whoever fills in, and what became of it is seen by whoever checks.</summary>
public sealed class OfferTests(Office office) : IClassFixture<Office>
{
    private static readonly string Offers = Routes.To<OffersModel>(City.Practice);

    private City City => office.City;

    [Fact]
    public async Task What_a_register_says_is_taken_over_changed_and_shown_to_who_checks()
    {
        var clerk = await City.Clerk(City.Station);
        await office.Show(RegistryKind.Shareholders, [["提示甲砂石有限公司", clerk.Official!.Name, "30%", "否", ""]], "提示来源");
        await City.Draft(clerk, City.Nil(clerk));
        var visitor = await (await office.Visit(clerk)).Open(Links.Participation(City.Practice));
        Assert.Contains(Visitor.Words["offers.open", 1], visitor.Text, StringComparison.Ordinal);
        await visitor.Open(Offers);
        foreach (var said in new[] { "提示甲砂石有限公司", "提示来源", "30 %", Visitor.Words.Of(ParticipationMode.Equity) })
            Assert.Contains(said, visitor.Text, StringComparison.Ordinal);

        await AnswerAsync(visitor, new("Form.Mine", "true"), new("Form.Sector", ""));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        await AnswerAsync(visitor, new("Form.Mine", "true"), new("Form.Sector", nameof(Sector.Sand)));
        var draft = (await City.ReportOf(clerk)).Draft;
        var taken = Assert.Single(draft.Interests);
        Assert.Equal((Links.Interest(City.Practice, taken.Id), true), (visitor.Address, draft.AnswerOf(Sector.Sand).Self));
        Assert.Equal(("提示甲砂石有限公司", 30m, ParticipationMode.Equity), (taken.Enterprise, taken.SharePercent, taken.Mode));
        Assert.Contains(draft.Answers, answer => answer is { Sector: Sector.Mining, Self: false });

        await City.HandIn(clerk, draft with
        {
            Interests = [City.Sand(clerk).Interests[0] with { Id = taken.Id, Enterprise = taken.Enterprise, SharePercent = 12 }],
        });
        var officer = await (await office.Visit(City.Officer)).Open(Routes.To<CheckedCaseModel>((await City.ReportOf(clerk)).Id));
        Assert.Contains(Visitor.Words.Of(OfferOutcome.Changed), officer.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["offers.change", Visitor.Words["InterestForm.SharePercent"], "30 %", "12 %"], officer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Visitor.Words["offers.open", 1], (await visitor.Open(Links.Check(City.Practice))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_needs_a_reason_and_what_is_left_out_again_is_said()
    {
        var clerk = await City.Clerk(City.Station);
        await office.Show(RegistryKind.Shareholders, [["提示乙石场有限公司", clerk.Official!.Name, "5%", "否", ""], ["提示丙石场有限公司", clerk.Official.Name, "6%", "否", ""],
            ["提示丁石场有限公司", clerk.Official.Name, "7%", "是", ""]]);
        await City.Draft(clerk, City.Nil(clerk));
        var visitor = await (await office.Visit(clerk)).Open(Offers);
        Assert.Contains(Visitor.Words["offers.more", 1], visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("提示丁石场", visitor.Text, StringComparison.Ordinal);
        var first = visitor.Page.QuerySelector("#offer-h")!.TextContent;
        await AnswerAsync(visitor, new("Form.Mine", "false"), new("Form.Reason", " "));
        Assert.Equal((HttpStatusCode.BadRequest, first), (visitor.Status, visitor.Page.QuerySelector("#offer-h")!.TextContent));
        await AnswerAsync(visitor, new("Form.Mine", "false"), new("Form.Reason", "同名的另一个人"));
        Assert.NotEqual(first, visitor.Page.QuerySelector("#offer-h")!.TextContent);
        var again = visitor.Page.QuerySelector("form[action*='Again']")!;
        await visitor.Post(again.GetAttribute("action")!, again.QuerySelectorAll("input")
            .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!)));
        Assert.Equal(first, visitor.Page.QuerySelector("#offer-h")!.TextContent);
        await AnswerAsync(visitor, new("Form.Mine", "false"), new("Form.Reason", "同名的另一个人"));
        await AnswerAsync(visitor, new("Form.Mine", "true"), new("Form.Sector", nameof(Sector.Mining)));
        Assert.Contains(Visitor.Words["offers.none"], (await visitor.Open(Offers)).Text, StringComparison.Ordinal);

        var draft = (await City.ReportOf(clerk)).Draft;
        await City.HandIn(clerk, City.Nil(clerk) with { Offers = draft.Offers });
        // What is signed is seen by who signs: the filer and the reader.
        var reader = await office.Visit(City.Deputy);
        foreach (var (who, page) in new[] { (visitor, Links.Check(City.Practice)), (reader, Links.Reading((await City.ReportOf(clerk)).Id)) })
            Assert.Contains("同名的另一个人", (await who.Open(page)).Text, StringComparison.Ordinal);
        var officer = await (await office.Visit(City.Officer)).Open(Routes.To<CheckedCaseModel>((await City.ReportOf(clerk)).Id));
        foreach (var said in new[] { Visitor.Words.Of(OfferOutcome.Refused), "同名的另一个人", Visitor.Words.Of(OfferOutcome.LeftOut) })
            Assert.Contains(said, officer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_many_enterprises_show_is_offered_only_where_a_number_says_the_same()
    {
        var clerk = await City.Clerk(City.Station);
        string[][] rows = [.. Enumerable.Range(0, 12).Select(n => new[] { $"同名{n}矿业有限公司", clerk.Official!.Name, "1%", "否", "" })];
        await office.Show(RegistryKind.Shareholders, [.. rows, ["本人矿业有限公司", clerk.Official!.Name, "9%", "否", clerk.Official.ResidentNumber!]]);
        await City.Draft(clerk, City.Nil(clerk));
        var visitor = await (await office.Visit(clerk)).Open(Offers);
        Assert.Contains("本人矿业有限公司", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("同名", visitor.Page.QuerySelector("#offer-h")!.TextContent, StringComparison.Ordinal);
        await AnswerAsync(visitor, new("Form.Mine", "false"), new("Form.Reason", "已转让"));
        Assert.Contains(Visitor.Words["offers.none"], (await visitor.Open(Offers)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_of_an_earlier_campaign_is_offered_to_the_same_person_alone()
    {
        var (clerk, other) = (await City.Clerk(City.Station), await City.Clerk(City.Station));
        await City.HandIn(clerk, City.Sand(clerk), City.Real);
        var firm = City.Sand(clerk).Interests[0].Enterprise!;
        foreach (var person in new[] { clerk, other })
        {
            await City.Draft(person, City.Nil(person));
            var visitor = await (await office.Visit(person)).Open(Offers);
            Assert.Equal(person == clerk, visitor.Text.Contains(firm, StringComparison.Ordinal));
            if (person == other)
                continue;
            await AnswerAsync(visitor, new("Form.Mine", "true"), new("Form.Sector", nameof(Sector.Sand)));
            var taken = (await City.ReportOf(clerk)).Draft.Interests[0];
            Assert.Equal((City.Sand(clerk).Interests[0].Amount, null, null), (taken.Amount, taken.Exit, taken.ReportedOn));
        }
        // Nobody answers for another.
        var officer = await office.Visit(City.Officer);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Open(Routes.To<OffersModel>($"{(await City.ReportOf(clerk)).Id}"))).Status);
    }

    private static Task<Visitor> AnswerAsync(Visitor visitor, params KeyValuePair<string, string>[] said)
    {
        var form = visitor.Form("filing.save");
        return visitor.Post(form.Action, [.. form.Fields.Where(field => said.All(each => each.Key != field.Key)), .. said]);
    }
}
