using Declarations.Participation;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Filing;

/// <summary>二(一): approved innovation is claimed in the report as in the self-check, and both say the same of it.</summary>
public sealed class InnovationTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    [Theory]
    [InlineData("yes", "yes", Verdict.Exempt), InlineData("no", "yes", Verdict.Prohibited), InlineData("yes", "no", Verdict.Prohibited)]
    [InlineData("yes", "unsure", Verdict.Review)]
    public async Task The_report_says_of_approved_innovation_what_the_self_check_says(string approved, string agreed, Verdict verdict)
    {
        var engineer = await Engineer();
        var draft = City.Sand(engineer);
        var interest = draft.Interests[0] with { Exit = null };
        await City.Draft(engineer, draft with { Interests = [interest] });
        var visitor = await (await office.Visit(engineer)).Open(Links.Interest(City.Practice, interest.Id));
        await Claim(visitor.Form("filing.save"), approved, agreed).Fill("InnovationForm.Evidence", "人社字〔2016〕8号，协议存人事科").Submit();
        Assert.Equal(verdict == Verdict.Exempt ? Links.Check(City.Practice) : Links.Exit(City.Practice, interest.Id), visitor.Address);

        await visitor.Open(Links.Check(City.Practice));
        var inReport = visitor.Page.QuerySelector(".det h2")!.TextContent;
        Assert.Contains("人社字〔2016〕8号", visitor.Text, StringComparison.Ordinal);
        await visitor.Open(Links.MayI);
        await Claim(visitor.Form("may-i.ask").Fill("SelfCheckForm.Sector", Sector.Sand).Fill("SelfCheckForm.Mode", ParticipationMode.Equity)
            .Fill("SelfCheckForm.EntityType", EntityType.Private).Fill("SelfCheckForm.StartedOn", new DateOnly(2015, 3, 8)), approved, agreed).Submit();
        Assert.Equal(inReport, visitor.Page.QuerySelector(".det h2")!.TextContent);
        Assert.Equal(verdict == Verdict.Prohibited ? Visitor.Words["verdict.PlanSelf"] : Visitor.Words["verdict." + verdict], inReport);
    }

    [Fact]
    public async Task A_claim_needs_its_way_and_its_papers()
    {
        var engineer = await Engineer();
        var draft = City.Sand(engineer);
        await City.Draft(engineer, draft);
        var visitor = await (await office.Visit(engineer)).Open(Links.Interest(City.Practice, draft.Interests[0].Id));
        await visitor.Form("filing.save").Fill("InnovationForm.Claimed", true).Submit();
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, visitor.Status);
        Assert.Equal(2, visitor.Page.QuerySelectorAll(".more[open] .msg-bad").Length);
    }

    [Fact]
    public async Task A_civil_servant_is_not_asked()
    {
        var clerk = await City.Clerk(City.Station);
        var draft = City.Sand(clerk);
        await City.Draft(clerk, draft);
        var visitor = await (await office.Visit(clerk)).Open(Links.Interest(City.Practice, draft.Interests[0].Id));
        Assert.DoesNotContain(Visitor.Words["innovation.title"], visitor.Text, StringComparison.Ordinal);
    }

    private static Form Claim(Form form, string approved, string agreed) => form.Fill("InnovationForm.Claimed", true)
        .Fill("InnovationForm.Mode", InnovationMode.PartTime).Fill("InnovationForm.UnitApproved", approved).Fill("InnovationForm.AgreementSigned", agreed)
        .Fill("InnovationForm.ProfessionRelated", "yes").Fill("InnovationForm.From", new DateOnly(2015, 3, 1))
        .Fill("InnovationForm.To", new DateOnly(2018, 2, 28));

    private async Task<Person> Engineer()
    {
        var person = await City.Clerk(City.Station);
        await office.InDb(db => db.Officials.Where(o => o.Id == person.Official!.Id).ExecuteUpdateAsync(set => set
            .SetProperty(o => o.Category, PersonCategory.InstitutionStaff).SetProperty(o => o.PostType, PostType.ProfessionalTechnical)));
        return person;
    }
}
