using Declarations.Participation;
using Declarations.Reports;
using Declarations.Web.Tests.Hosting;
using Xunit;

namespace Declarations.Web.Tests.Filing;

/// <summary>A relative who refuses, cannot be reached or is not known of has not said no, and nothing that is shown says so.</summary>
public sealed class SilenceTests(Office office) : IClassFixture<Office>
{
    private static readonly string[] NobodyTakesPart = [Visitor.Words["receipt.nil-family"], Visitor.Words["receipt.nil"]];

    private City City => office.City;

    [Theory, InlineData(Inquiry.Refused, FamilyAnswer.Refused), InlineData(Inquiry.Unreachable, FamilyAnswer.Unreachable),
        InlineData(Inquiry.Unknown, FamilyAnswer.Unknown)]
    public async Task Silence_is_an_answer_of_its_own_on_page_receipt_and_form_and_is_asked_about_again(Inquiry inquiry, FamilyAnswer answer)
    {
        var cadre = await City.LeadingCadre(City.Station);
        var spouse = new Relative(Guid.CreateVersion7(), Relation.Spouse, "苏婉宁") { Inquiry = inquiry, AskedOn = new(2017, 9, 16), AskedHow = "电话" };
        await City.Draft(cadre, City.Nil(cadre) with { Relatives = [spouse], Answers = [] });
        var visitor = await (await office.Visit(cadre)).Open(Links.Participation(City.Practice));
        await visitor.Form("participation.rest-no").Submit();
        await visitor.Form("filing.save").Under(Visitor.Words.Of(Sector.Sand)).Fill("participation.family", FamilyAnswer.No).Submit();
        Assert.Contains(Visitor.Words["error.answer-silent"], visitor.Text, StringComparison.Ordinal);
        await visitor.Form("filing.save").Under(Visitor.Words.Of(Sector.Sand)).Fill("participation.family", answer).Submit();
        Assert.Equal(Links.Check(City.Practice), visitor.Address);
        Assert.All((await City.ReportOf(cadre)).Draft.Answers, one => Assert.Equal(answer, one.Family));
        Assert.Equal(Visitor.Words["verdict.NoInterest-silent"], visitor.Page.QuerySelector(".det h2")!.TextContent);

        await visitor.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fill("PledgeForm.Password", cadre.Password).Submit();
        var report = await City.ReportOf(cadre);
        foreach (var page in new[] { visitor.Address, Links.ReportForm(report.Id), Links.ReportView(report.Id), Links.Check(City.Practice) })
        {
            await visitor.Open(page);
            Assert.Contains("苏婉宁", visitor.Text, StringComparison.Ordinal);
            Assert.Contains(Visitor.Words.Of(answer), visitor.Text, StringComparison.Ordinal);
            Assert.All(NobodyTakesPart, text => Assert.DoesNotContain(text, visitor.Text, StringComparison.Ordinal));
        }
        Assert.Contains(Visitor.Words["work.ask-again.title", "练习专项"], (await visitor.Open(Links.MyWork)).Text, StringComparison.Ordinal);
        await City.Sign(cadre);
        Assert.Equal(Links.Supplement(City.Practice), (await visitor.Open(Links.MyWork)).Page.QuerySelectorAll(".task")
            .Single(task => task.TextContent.Contains("苏婉宁", StringComparison.Ordinal)).QuerySelector("a.btn")!.GetAttribute("href"));
    }

    [Theory, InlineData("zh-CN", "家庭"), InlineData("zh-CN", "家人"), InlineData("zh-CN", "亲属"), InlineData("zh-CN", "配偶"), InlineData("en", "family"),
        InlineData("en", "relative"), InlineData("en", "spouse")]
    public async Task Who_is_no_leading_cadre_reads_nothing_of_a_family(string language, string word)
    {
        var clerk = await City.Clerk(City.Station);
        var version = await City.HandIn(clerk, City.Nil(clerk));
        var visitor = await office.Visit(clerk);
        var report = await City.ReportOf(clerk);
        foreach (var page in new[] { Links.MyWork, Links.Details(City.Practice), Links.Participation(City.Practice), Links.Check(City.Practice),
            Links.Receipt(version.ReceiptNumber),
            Links.ReportForm(report.Id), Links.ReportView(report.Id), Links.Assistant(City.Practice), Links.MyData })
        {
            await visitor.Open($"{page}?culture={language}");
            // The clause of the plan is quoted word for word, whoever reads it.
            var said = visitor.Page.QuerySelectorAll("main blockquote")
                .Aggregate(visitor.Text, (text, quoted) => text.Replace(quoted.TextContent, "", StringComparison.Ordinal));
            Assert.DoesNotContain(word, said, StringComparison.OrdinalIgnoreCase);
        }
    }
}
