using System.Net;
using Declarations.Evidence;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Web.Tests.Hosting;
using Xunit;

namespace Declarations.Web.Tests.Filing;

/// <summary>What somebody has typed goes only when they have been told and say so.</summary>
public sealed class NothingLostTests(Office office) : IClassFixture<Office>
{
    private static readonly string Exited = $"{Visitor.Words.Of(Sector.Sand)}：清溪运砂船";

    private City City => office.City;

    public static TheoryData<string, string> Losses => new()
    {
        { "interest", Exited }, { "answer", Exited }, { "relative", "苏婉宁" }, { "exit", Exited }, { "file", "协议.pdf" },
    };

    [Theory, MemberData(nameof(Losses))]
    public async Task Nothing_leaves_the_draft_before_it_is_said_and_agreed(string what, string named)
    {
        var cadre = await City.LeadingCadre(City.Station);
        var content = Prepared(cadre, what);
        await City.Draft(cadre, content);
        var visitor = await office.Visit(cadre);
        var id = content.Interests.Select(interest => interest.Id).FirstOrDefault();
        await visitor.Open(what switch
        {
            "interest" => Links.Interest(City.Practice, id),
            "answer" => Links.Participation(City.Practice),
            "relative" => Links.Family(City.Practice),
            _ => Links.Exit(City.Practice, id),
        });
        var before = (await City.ReportOf(cadre)).Version;

        await (what switch
        {
            "interest" => visitor.Form("interest.remove"),
            "answer" => visitor.Form("filing.save").Under(Visitor.Words.Of(Sector.Sand)).Fill("participation.family", FamilyAnswer.No),
            "exit" => visitor.Form("filing.save").Fill("ExitForm.State", ExitState.NotYet),
            _ => visitor.Form("remove"),
        }).Submit();

        Assert.Equal((HttpStatusCode.OK, before), (visitor.Status, (await City.ReportOf(cadre)).Version));
        Assert.Contains(named, visitor.Text, StringComparison.Ordinal);
        await visitor.Form("loss.yes").Submit();
        Assert.Equal((HttpStatusCode.OK, before + 1), (visitor.Status, (await City.ReportOf(cadre)).Version));
        var left = (await City.ReportOf(cadre)).Draft;
        Assert.Equal((what is "exit" or "file", what != "relative", false), (left.Interests.Count > 0, left.Relatives!.Count > 0, left.Files.Any()));
    }

    [Fact]
    public async Task A_signed_report_is_shown_read_only_with_the_way_to_supplement()
    {
        var cadre = await City.LeadingCadre(City.Station);
        var content = City.Barge(cadre);
        await City.HandIn(cadre, content);
        await City.Sign(cadre);
        var visitor = await office.Visit(cadre);
        var (id, practice) = (content.Interests[0].Id, City.Practice);
        foreach (var (step, said) in new[]
            { (Links.Details(practice), cadre.Official!.Name), (Links.Family(practice), "苏婉宁"), (Links.Relative(practice, content.Relatives![0].Id), "苏婉宁"),
            (Links.Participation(practice), Visitor.Words.Of(Sector.Sand)), (Links.Interest(practice, id), "清溪运砂船"), (Links.Exit(practice, id), "何书宁") })
        {
            await visitor.Open(step);
            Assert.True(office.Faults.IsEmpty, string.Join("\n", office.Faults));
            Assert.Contains(said, visitor.Text, StringComparison.Ordinal);
            Assert.Empty(visitor.Forms());
            Assert.NotNull(visitor.Page.QuerySelector($"main a[href='{Links.Supplement(practice)}']"));
        }
    }

    [Fact]
    public async Task A_text_beyond_the_limit_is_refused_whole_beside_the_field_and_never_cut()
    {
        var clerk = await City.Clerk(City.Station);
        var content = City.Sand(clerk);
        await City.Draft(clerk, content);
        var visitor = await (await office.Visit(clerk)).Open(Links.Interest(City.Practice, content.Interests[0].Id));
        Assert.Empty(visitor.Page.QuerySelectorAll("main form[method=post] [maxlength]"));
        Assert.Contains(Visitor.Words["help.limit", 500], visitor.Page.QuerySelector("#Form_Content-help")!.TextContent, StringComparison.Ordinal);

        var pasted = new string('长', 501);
        await visitor.Form("filing.save").Fill("InterestForm.Content", pasted).Submit();

        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.NotNull(visitor.Page.QuerySelector("#Form_Content-field .msg-bad"));
        Assert.Equal(pasted, visitor.Form("filing.save").Fields.Single(field => field.Key == "Form.Content").Value);
    }

    private static ReportContent Prepared(Person cadre, string what)
    {
        var barge = City.Barge(cadre);
        return what switch
        {
            "relative" => City.Nil(cadre) with { Relatives = barge.Relatives },
            "file" => barge with
            {
                Interests = [barge.Interests[0] with { Exit = barge.Interests[0].Exit! with { Files = [new(
                    Guid.CreateVersion7(), "协议.pdf", FileKind.Pdf, 1, new string('0', 64))] } }],
            },
            _ => barge,
        };
    }
}
