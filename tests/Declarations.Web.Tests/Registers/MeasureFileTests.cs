using System.Net;
using Declarations.Evidence;
using Declarations.Registers;
using Declarations.Web.Pages.Registers;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Registers;

/// <summary>What is reported of a measure is shown by a file: for those whose measure it is and for the office, and named in the entry by its digest.</summary>
public sealed class MeasureFileTests(Office office) : IClassFixture<Office>
{
    private static readonly byte[] Pdf = "%PDF-1.4 what was done %%EOF"u8.ToArray();

    private City City => office.City;

    [Fact]
    public async Task A_file_comes_with_what_is_reported_and_opens_to_those_of_the_measure_and_the_office()
    {
        var clerk = await City.Clerk(City.Station);
        var (_, problem, measure) = await City.Rectify(clerk, "files-1");
        var visitor = await (await office.Visit(clerk)).Open($"/my-measures/{measure}/act?do={RegisterAct.Progress}");
        await visitor.Form("act.do").Fill("ActForm.Text", "已补齐八月").Attach("ActForm.File", "八月.pdf", Pdf).Submit();
        var link = visitor.Page.QuerySelectorAll("main a[download]").Single(a => a.TextContent == "八月.pdf").GetAttribute("href")!;
        Assert.Equal(Pdf, (await visitor.Open(link)).Body);
        var file = await office.InDb(db => db.EvidenceFiles.SingleAsync(each => each.OwnerId == measure));
        var entry = await office.InDb(db => db.RegisterEntries.SingleAsync(each => each.MeasureId == measure && each.Kind == EntryKind.Attached));
        Assert.Equal(file.Digest, entry.Digest);

        var officer = await (await office.Visit(City.Officer)).Open($"/registers/problems/{problem}");
        Assert.Contains("八月.pdf", officer.Text, StringComparison.Ordinal);
        Assert.Equal(Pdf, (await officer.Open(link)).Body);
        foreach (var stranger in new[] { await City.Clerk(City.Station), City.OtherOfficer })
            Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(stranger)).Open(link)).Status);
    }

    [Theory, InlineData("a.exe", false), InlineData("a.pdf", true)]
    public async Task A_file_that_is_not_taken_loses_nothing_that_was_typed(string name, bool large)
    {
        var clerk = await City.Clerk(City.Station);
        var (_, _, measure) = await City.Rectify(clerk, "files-" + name);
        var visitor = await (await office.Visit(clerk)).Open($"/my-measures/{measure}/act?do={RegisterAct.Claim}");
        byte[] bytes = large ? [.. Pdf, .. new byte[EvidenceFile.Largest]] : "MZ"u8.ToArray();
        await office.LeavesAllUnchanged(() => visitor.Form("act.do").Fill("ActForm.Result", "已全部补齐").Fill("ActForm.Proof", "报告")
            .Attach("ActForm.File", name, bytes).Submit());
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Equal("已全部补齐", visitor.Page.QuerySelector("[name='Form.Result']")!.TextContent);
    }

    [Fact]
    public async Task A_measure_of_a_campaign_takes_no_file()
    {
        var clerk = await City.Clerk(City.Station);
        var visitor = await (await office.Visit(clerk)).Open($"/my-measures/{(await City.Supervise(clerk)).Measure}/act?do={RegisterAct.Progress}");
        Assert.Null(visitor.Page.QuerySelector("input[type=file]"));
    }
}
