using System.IO.Compression;
using System.Net;
using System.Xml.Linq;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Bulletins;

/// <summary>A bulletin is drafted from the figures, edited, checked, frozen, and replaced by a later one.</summary>
public sealed class BulletinTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    [Fact]
    public async Task A_bulletin_is_drafted_edited_checked_issued_and_replaced()
    {
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Sand(clerk), City.Real);
        var officer = await DraftAsync();
        var text = Paragraphs(officer);
        Assert.Contains("应填报《个人情况报告表》", text[0], StringComparison.Ordinal);
        Assert.Contains(text, each => each.Contains("涉砂", StringComparison.Ordinal));

        await IssueAsync(officer, "已有 4711 人阅签。");
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        Assert.Contains(Visitor.Words["error.bulletin-number", "4711"], officer.Text, StringComparison.Ordinal);
        Assert.Contains("4711", officer.Page.QuerySelector("[name='Form.Paragraphs[1].Text']")!.TextContent, StringComparison.Ordinal);

        await IssueAsync(officer, "各单位抓紧阅签。");
        Assert.Contains(Visitor.Words["bulletins.issued"], officer.Text, StringComparison.Ordinal);
        Assert.Contains("各单位抓紧阅签。", officer.Text, StringComparison.Ordinal);
        var address = officer.Address;
        var paragraphs = await WordOf(officer, address);
        Assert.Equal(("Title", "BodyText"), (paragraphs[0].Style, paragraphs[1].Style));
        Assert.Contains(paragraphs, each => each.Text == "各单位抓紧阅签。");
        Assert.StartsWith(paragraphs[0].Text + "\n" + paragraphs[1].Text, (await officer.Open(address + "?handler=Text")).Html, StringComparison.Ordinal);

        var next = await DraftAsync();
        await next.Post(next.Form("bulletins.issue").Action, next.Form("bulletins.issue").Fields);
        Assert.Equal(["Issued 2", "Replaced 1"], await office.InDb(async db => (await db.Bulletins.Where(b => b.Number != null
            && b.Unit.Code == City.Bureau.Code)
            .ToListAsync()).Select(b => $"{b.Status} {b.Number}").Order().ToList()));
        await officer.Open(address);
        Assert.Null(officer.Page.QuerySelector("main form"));
    }

    [Fact]
    public async Task A_draft_whose_figures_have_changed_is_not_issued()
    {
        var officer = await DraftAsync();
        var clerk = await City.Clerk(City.Division);
        await City.HandIn(clerk, City.Nil(clerk), City.Real);

        await officer.Post(officer.Form("bulletins.issue").Action, officer.Form("bulletins.issue").Fields);
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        Assert.Contains(Visitor.Words["error.bulletin-stale", new DateOnly(2017, 9, 4)], officer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_office_of_the_unit_writes_and_reads_it()
    {
        var officer = await DraftAsync();
        foreach (var other in new[] { City.OtherOfficer, City.Head, City.Secretary })
            Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(other)).Open(officer.Address)).Status);
        var stranger = await office.Visit(City.OtherOfficer);
        await stranger.Open("/bulletins");
        Assert.DoesNotContain(City.Bureau.Name + "关于", stranger.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_outside_the_campaign_is_named_beside_the_field()
    {
        await office.InDb(async db =>
        {
            db.Campaigns.Add(Campaign.Create(new Act(null, office.Time.GetUtcNow(), new(2017, 9, 4)), Preset.Zhuzhou2017, "own", "本局专项", "云澜市",
                await db.Units.SingleAsync(unit => unit.Code == City.Bureau.Code)));
            await db.SaveChangesAsync();
        });
        var officer = await office.Visit(City.CityOfficer);
        await officer.Open("/bulletins");
        var form = officer.Form("bulletins.draft");
        await officer.Post(form.Action, form.Fields.Select(field => field.Key switch
        {
            "Form.Campaign" => new(field.Key, "own"),
            "Form.Unit" => new(field.Key, City.OtherBureau.Code),
            _ => field,
        }));
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        Assert.Contains(Visitor.Words["error.bulletin-unit", City.Bureau.Name], officer.Text, StringComparison.Ordinal);
    }

    private static async Task IssueAsync(Visitor officer, string second)
    {
        var form = officer.Form("bulletins.issue");
        await officer.Post(form.Action, form.Fields.Select(field => field.Key == "Form.Paragraphs[1].Text" ? new(field.Key, second) : field));
    }

    private async Task<Visitor> DraftAsync()
    {
        var officer = await office.Visit(City.Officer);
        await officer.Open("/bulletins");
        var form = officer.Form("bulletins.draft");
        await officer.Post(form.Action, form.Fields.Select(field => field.Key switch
        {
            "Form.Campaign" => new(field.Key, City.Real),
            "Form.Unit" => new(field.Key, City.Bureau.Code),
            _ => field,
        }));
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        return officer;
    }

    private static List<string> Paragraphs(Visitor visitor) =>
        [.. visitor.Page.QuerySelectorAll("textarea[name^='Form.Paragraphs']").Select(area => area.TextContent)];

    /// <summary>Read as the zipped XML it is, not with the library that wrote it.</summary>
    private static async Task<List<(string? Style, string Text)>> WordOf(Visitor visitor, string address)
    {
        await visitor.Open(address + "?handler=Docx");
        using var zip = new ZipArchive(new MemoryStream(visitor.Body));
        await using var part = zip.GetEntry("word/document.xml")!.Open();
        XNamespace w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        var document = XDocument.Load(part);
        Assert.Equal(("11906", "16838"), (document.Descendants(w + "pgSz").Single().Attribute(w + "w")!.Value, document.Descendants(w + "pgSz").Single()
            .Attribute(w + "h")!.Value));
        return [.. document.Descendants(w + "p").Select(p => (p.Descendants(w + "pStyle").Single().Attribute(w + "val")?.Value,
            string.Concat(p.Descendants(w + "t").Select(t => t.Value))))];
    }
}
