using System.Net;
using Declarations.Data;
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
    public async Task A_file_of_a_campaigns_measure_opens_alike_and_is_erased_with_the_campaign()
    {
        await using var fresh = new Office();
        await fresh.InitializeAsync();
        var clerk = await fresh.City.Clerk(fresh.City.Station);
        var (_, _, measure) = await fresh.City.Supervise(clerk);
        var (_, _, lasting) = await fresh.City.Rectify(clerk, "files-lasting");
        var visitor = await fresh.Visit(clerk);
        foreach (var each in new[] { measure, lasting })
        {
            await visitor.Open($"/my-measures/{each}/act?do={RegisterAct.Claim}");
            await visitor.Form("act.do").Fill("ActForm.Result", "已全部补齐").Fill("ActForm.Proof", "报告").Attach("ActForm.File", "补齐.pdf", Pdf).Submit();
        }
        await visitor.Open($"/my-measures/{measure}");
        var link = visitor.Page.QuerySelectorAll("main a[download]").Single(a => a.TextContent == "补齐.pdf").GetAttribute("href")!;
        Assert.Equal(Pdf, (await visitor.Open(link)).Body);
        Assert.Equal(Pdf, (await (await fresh.Visit(fresh.City.Officer)).Open(link)).Body);

        // As after the period: only an erased campaign lets its contents go.
        await fresh.AsOwner(async db =>
        {
            var campaign = await db.Campaigns.SingleAsync(each => each.Code == City.Practice);
            await db.EraseAsync(campaign, new(null, fresh.Time.GetUtcNow().AddYears(30), new(2047, 9, 18)), 5, "档案销毁审批单",
                TestContext.Current.CancellationToken);
        });
        var left = await fresh.InDb(db => db.EvidenceFiles.AsNoTracking().ToDictionaryAsync(file => file.OwnerId));
        Assert.True(left[measure].IsErased);
        Assert.Equal(Pdf, left[lasting].Bytes);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open(link)).Status);
        Assert.Empty(fresh.Faults);
    }
}
