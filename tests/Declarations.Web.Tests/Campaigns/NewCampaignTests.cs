using System.Net;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Roster;
using Declarations.Web.Pages.Rulebook;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Campaigns;

/// <summary>A campaign is looked at before it opens, opened for those in scope, and taken back while nobody has filed.</summary>
public sealed class NewCampaignTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    [Fact]
    public async Task The_days_of_a_preset_move_to_a_chosen_first_day_and_the_rules_read_them()
    {
        var visitor = await PreviewAsync("spring", "preset.yearly", new DateOnly(2026, 3, 2));
        await visitor.Form("campaigns.create").Fill("CampaignForm.ReportBy", new DateOnly(2026, 4, 10)).Fill("CampaignForm.WrapUpTo", new DateOnly(2026, 7, 3))
            .Submit();
        var campaign = await office.InDb(db => db.Campaigns.SingleAsync(c => c.Code == "spring"));
        Assert.Equal((new(2026, 3, 2), new(2026, 3, 21), new(2026, 4, 10), new(2026, 7, 3)),
            (campaign.Stages[0].From, campaign.CityManagedBy, campaign.ReportBy, campaign.EndsOn));
        var policy = CaseFiles.PolicyOf(campaign);
        Assert.Equal((new(2026, 3, 1), new(2026, 4, 10), new(2026, 7, 3)), (policy.StartsOn, policy.ReportAndExitBy, policy.EndsOn));
    }

    [Fact]
    public async Task A_preview_opens_nothing_and_days_out_of_order_are_sent_back()
    {
        var visitor = await office.Visit(City.CityOfficer);
        await office.LeavesAllUnchanged(async () =>
        {
            await PreviewAsync("nothing", "preset.zhuzhou-2017", null, visitor);
            Assert.Equal(HttpStatusCode.OK, visitor.Status);
            await visitor.Form("campaigns.create").Fill("CampaignForm.ReportBy", new DateOnly(2017, 9, 1)).Submit();
            Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
            Assert.Contains(Visitor.Words["error.campaign-days"], visitor.Text, StringComparison.Ordinal);
            Assert.NotEmpty(visitor.Page.GetElementsByName("Form.ReportBy"));
        });
    }

    [Fact]
    public async Task Only_those_in_scope_get_a_report_and_the_others_are_listed_with_the_clause()
    {
        var (clerk, worker) = (await City.Newcomer(City.Station), await City.Newcomer(City.Station));
        await office.InDb(async db =>
        {
            (await db.Officials.SingleAsync(o => o.Id == worker.Id))
                .Change(new Act(null, office.Time.GetUtcNow(), new(2017, 9, 4)), new RosterEntry { Category = PersonCategory.SoeStaffOther }, "花名册补全");
            await db.SaveChangesAsync();
        });
        var visitor = await PreviewAsync("scope", "preset.zhuzhou-2017", null);
        Assert.Contains(worker.Name, visitor.Page.QuerySelector("main details")!.TextContent, StringComparison.Ordinal);
        await visitor.Form("campaigns.create").Submit();
        var files = await office.InDb(db => db.Reports.Where(r => r.Campaign.Code == "scope").Select(r => r.OfficialId).ToListAsync());
        Assert.Contains(clerk.Id, files);
        Assert.DoesNotContain(worker.Id, files);
        var row = (await visitor.Open(Links.Campaign("scope") + "/outside")).Page.QuerySelectorAll("tbody tr")
            .Single(row => row.TextContent.Contains(worker.Name, StringComparison.Ordinal));
        Assert.Contains(Visitor.Words["finding.scope.not-public-official"], row.TextContent, StringComparison.Ordinal);
        Assert.Contains(CitationText.Of(new(LawDocument.Plan, "二"), Visitor.Words), row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_withdrawn_while_nobody_has_filed_and_not_afterwards()
    {
        var visitor = await PreviewAsync("mistake", "preset.zhuzhou-2017", null);
        await visitor.Form("campaigns.create").Submit();
        await visitor.Open(Links.Campaign("mistake") + "/give-up");
        await visitor.Form("give-up.do").Fill("GiveUpForm.Reason", "单位选错了").Submit();
        Assert.True(visitor.Address == Links.Campaigns, $"{visitor.Status} {visitor.Text} {string.Join(' ', office.Faults)}");
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open(Links.Campaign("mistake"))).Status);
        await office.InDb(async db =>
        {
            Assert.False(await db.Reports.AnyAsync(r => !db.Campaigns.Any(c => c.Id == r.CampaignId)));
            Assert.Equal("单位选错了", (await db.AuditEntries.Where(e => e.Action == AuditAction.CampaignWithdrawn && e.Detail == "mistake").SingleAsync()).Reason);
        });
        var clerk = await City.Clerk(City.Station);
        await City.HandIn(clerk, City.Nil(clerk));
        await visitor.Open(Links.Campaign(City.Practice) + "/give-up");
        await office.LeavesAllUnchanged(() => visitor.Form("give-up.do").Fill("GiveUpForm.Reason", "单位选错了").Submit());
        Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
    }

    [Fact]
    public async Task One_in_which_people_were_reminded_is_withdrawn_and_one_with_a_bulletin_is_not()
    {
        var visitor = await PreviewAsync("reminded", "preset.zhuzhou-2017", null);
        await visitor.Form("campaigns.create").Submit();
        await visitor.Open("/progress/reminders?campaign=reminded");
        var send = visitor.Form("reminders.send");
        await visitor.Post(send.Action, send.Fields.Append(new("Form.Kinds", "NotFiled")));
        Assert.True(await office.InDb(db => db.Reminders.AnyAsync(r => db.Campaigns.Any(c => c.Id == r.CampaignId && c.Code == "reminded"))));
        await visitor.Open("/bulletins");
        var draft = visitor.Form("bulletins.draft");
        await visitor.Post(draft.Action, draft.Fields.Select(field => field.Key switch
        {
            "Form.Campaign" => new(field.Key, "reminded"),
            "Form.Unit" => new(field.Key, City.Bureau.Code),
            _ => field,
        }));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);

        await GiveUpAsync(visitor);
        Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
        await office.InDb(db => db.Bulletins.Where(b => b.Campaign.Code == "reminded").ExecuteDeleteAsync());
        await GiveUpAsync(visitor);
        Assert.True(visitor.Address == Links.Campaigns, $"{visitor.Status} {visitor.Text} {string.Join(' ', office.Faults)}");
    }

    private static async Task GiveUpAsync(Visitor visitor)
    {
        await visitor.Open(Links.Campaign("reminded") + "/give-up");
        await visitor.Form("give-up.do").Fill("GiveUpForm.Reason", "单位选错了").Submit();
    }

    [Fact]
    public void A_campaign_with_the_days_of_its_preset_is_judged_by_the_policy_as_it_stands()
    {
        var act = new Act(null, office.Time.GetUtcNow(), new(2017, 9, 4));
        Assert.Equal(Preset.Zhuzhou2017.Policy, Campaign.Create(act, Preset.Zhuzhou2017, "c", "c", "c", City.Seat).Under(Preset.Zhuzhou2017.Policy));
        Assert.All(Preset.All, preset => Assert.True(preset.Days.IsInOrder));
    }

    private async Task<Visitor> PreviewAsync(string code, string preset, DateOnly? first, Visitor? visitor = null)
    {
        visitor ??= await office.Visit(City.CityOfficer);
        await visitor.Open(Links.NewCampaign);
        var form = visitor.Form("campaigns.preview").Fill("CampaignForm.Preset", preset).Fill("CampaignForm.Name", "专项" + code).Fill("CampaignForm.Code", code)
            .Fill("CampaignForm.CityName", "云澜市").Fill("CampaignForm.Unit", City.Bureau.Name);
        return await (first is { } day ? form.Fill("CampaignForm.StartsOn", day) : form).Submit();
    }
}
