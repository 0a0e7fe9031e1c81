using System.Net;
using Declarations.Access;
using Declarations.Auditing;
using Declarations.Reports;
using Declarations.Verification;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Verification;

/// <summary>The desk of leads: two officers, the person concerned, and nobody else.</summary>
public sealed class LeadTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    [Fact]
    public async Task One_proposes_another_decides_and_the_person_answers_beside_it()
    {
        var (clerk, second) = (await City.Clerk(City.Station), await City.OfficerOf(City.Bureau));
        await City.HandIn(clerk, City.Nil(clerk));
        var lead = await FoundAsync(clerk, "认定砂石有限公司");
        var mine = await office.Visit(clerk);
        Assert.Equal(HttpStatusCode.NotFound, (await mine.Open($"/my-leads/{lead}")).Status);

        var officer = await (await office.Visit(City.Officer)).Open($"/verification/leads?campaign={City.Practice}");
        Assert.Contains("认定砂石有限公司", officer.Text, StringComparison.Ordinal);
        await officer.Open($"/verification/leads/{lead}");
        Assert.Equal(1, await office.InDb(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.ReportRead && e.AccountId == City.Officer.AccountId
            && db.Leads.Any(l => l.Id == lead && l.ReportId == e.SubjectId))));
        await officer.Form("leads.propose-do").Fill("LeadForm.Outcome", LeadOutcome.Excluded).Fill("LeadForm.Reason", "没有核对").Submit();
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        await officer.Form("leads.propose-do").Fill("LeadForm.Outcome", LeadOutcome.Confirmed).Fill("LeadForm.Reason", "已向登记机关调档，身份号码一致").Submit();
        Assert.DoesNotContain(officer.Forms(), form => form.Action.Contains("Decide", StringComparison.Ordinal));
        Assert.Equal(LeadState.Proposed, await StateAsync(lead));

        await mine.Open(Links.MyWork);
        Assert.Contains(Visitor.Words["work.my-leads.do"], mine.Text, StringComparison.Ordinal);
        await mine.Open($"/my-leads/{lead}");
        Assert.Contains("已向登记机关调档", mine.Text, StringComparison.Ordinal);
        await mine.Form("my-leads.send").Fill("AnswerLeadForm.Answer", "是同学借用我的名字登记的").Submit();
        Assert.DoesNotContain(Visitor.Words["work.my-leads.do"], (await mine.Open(Links.MyWork)).Text, StringComparison.Ordinal);

        var other = await (await office.Visit(second)).Open(Links.MyWork);
        Assert.Contains(Visitor.Words["work.lead-second.do"], other.Text, StringComparison.Ordinal);
        await other.Open($"/verification/leads/{lead}");
        Assert.Contains("借用我的名字", other.Text, StringComparison.Ordinal);
        await other.Form("leads.send-back").Fill("LeadSecondForm.Objection", "请先问清代持").Submit();
        Assert.Equal(LeadState.SentBack, await StateAsync(lead));
        await officer.Open($"/verification/leads/{lead}");
        Assert.Contains("请先问清代持", officer.Text, StringComparison.Ordinal);
        await officer.Form("leads.propose-do").Fill("LeadForm.Outcome", LeadOutcome.Confirmed).Fill("LeadForm.Reason", "代持属实，仍是参与").Submit();
        await (await other.Open($"/verification/leads/{lead}")).Form("leads.agree").Submit();
        var decided = await office.InDb(db => db.Leads.SingleAsync(l => l.Id == lead));
        Assert.True(decided.IsConfirmed);
        var finding = decided.Finding!;
        Assert.Equal((second.AccountId, "认定砂石有限公司", LeadKind.Undeclared, "代持属实，仍是参与"),
            (finding.ConfirmedById, finding.Registry.Firm, finding.Kind, finding.Reason));
        Assert.Equal(HttpStatusCode.OK, (await mine.Open($"/my-leads/{lead}")).Status);
        Assert.Empty((await other.Open($"/verification/leads/{lead}")).Forms());
    }

    [Fact]
    public async Task Who_proposed_does_not_decide_and_a_stale_form_changes_nothing()
    {
        var clerk = await City.Clerk(City.Station);
        var lead = await FoundAsync(clerk, "一人砂石有限公司");
        var officer = await (await office.Visit(City.Officer)).Open($"/verification/leads/{lead}");
        await officer.Form("leads.propose-do").Fill("LeadForm.Outcome", LeadOutcome.Excluded).Fill("LeadForm.Exclusion", ExclusionReason.OtherPerson)
            .Fill("LeadForm.Reason", "身份号码不同").Submit();
        var city = await (await office.Visit(City.CityOfficer)).Open($"/verification/leads/{lead}");
        var form = city.Form("leads.agree");
        await officer.Post(form.Action, [.. officer.Page.QuerySelectorAll("input[name=__RequestVerificationToken]").Take(1)
            .Select(token => KeyValuePair.Create("__RequestVerificationToken", token.GetAttribute("value")!)), KeyValuePair.Create("Second.Version", "2")]);
        Assert.NotEqual(LeadState.Excluded, await StateAsync(lead));
        await form.Submit();
        Assert.Equal(LeadState.Excluded, await StateAsync(lead));
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(clerk)).Open($"/my-leads/{lead}")).Status);
    }

    [Fact]
    public async Task Another_units_lead_and_ones_own_do_not_exist_and_the_discipline_team_only_reads()
    {
        var (clerk, me) = (await City.Clerk(City.Station), await City.Clerk(City.Station));
        await City.HandIn(clerk, City.Nil(clerk));
        var (lead, own) = (await FoundAsync(clerk, "外单位砂石有限公司"), await FoundAsync(me, "本人砂石有限公司"));
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(City.OtherOfficer)).Open($"/verification/leads/{lead}")).Status);
        await office.InDb(async db =>
        {
            db.Grants.Add(Grant.Give(new(null, office.Time.GetUtcNow(), new(2017, 9, 4)), me.AccountId, Role.CampaignOfficer,
                await db.Units.SingleAsync(unit => unit.Id == City.Bureau.Id)));
            await db.SaveChangesAsync();
        });
        var officer = await office.Visit(me);
        Assert.Equal(HttpStatusCode.OK, (await officer.Open($"/verification/leads/{lead}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Open($"/verification/leads/{own}")).Status);
        Assert.DoesNotContain("本人砂石有限公司", (await officer.Open($"/verification/leads?campaign={City.Practice}")).Text, StringComparison.Ordinal);
        var team = await (await office.Visit(await City.WithRole(Role.DisciplineTeam, City.Bureau))).Open($"/verification/leads/{lead}");
        Assert.Equal(HttpStatusCode.OK, team.Status);
        Assert.Empty(team.Forms());
    }

    [Fact]
    public async Task Nobody_decides_about_a_relative_whom_they_declared()
    {
        var (clerk, wife) = (await City.Clerk(City.Station), await City.LeadingCadre(City.Station));
        await City.HandIn(wife, City.Nil(wife) with { Relatives = [new Relative(Guid.CreateVersion7(), Participation.Relation.Spouse, clerk.Official!.Name)] });
        var lead = await FoundAsync(clerk, "家属砂石有限公司");
        await office.InDb(async db =>
        {
            db.Grants.Add(Grant.Give(new(null, office.Time.GetUtcNow(), new(2017, 9, 4)), wife.AccountId, Role.CampaignOfficer,
                await db.Units.SingleAsync(unit => unit.Id == City.Bureau.Id)));
            await db.SaveChangesAsync();
        });
        var officer = await (await office.Visit(wife)).Open($"/verification/leads/{lead}");
        await officer.Form("leads.propose-do").Fill("LeadForm.Outcome", LeadOutcome.Excluded).Fill("LeadForm.Exclusion", ExclusionReason.Other)
            .Fill("LeadForm.Reason", "没有问题").Submit();
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
        Assert.Equal(LeadState.Open, await StateAsync(lead));
    }

    [Fact]
    public async Task The_office_keeps_what_former_posts_have_to_do_with()
    {
        var officer = await (await office.Visit(City.Officer)).Open("/verification/sectors/station");
        await officer.Form("sectors.save").Fill("SectorsForm.Sand", true).Fill("SectorsForm.Basis", "河道采砂许可").Submit();
        Assert.Contains("河道采砂许可", officer.Text, StringComparison.Ordinal);
        Assert.Equal([Participation.Sector.Sand], (await office.InDb(db => db.SupervisedSectors.SingleAsync(each => each.UnitId == City.Station.Id))).Sectors);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(City.OtherOfficer)).Open("/verification/sectors/station")).Status);
    }

    private async Task<Guid> FoundAsync(Person person, string firm)
    {
        await office.Show(RegistryKind.Shareholders, [[firm, person.Official!.Name, "10%", "否", ""]]);
        await office.Compare();
        return (await office.LeadsOf(person)).Single(lead => lead.Content!.Firm == firm).Id;
    }

    private Task<LeadState> StateAsync(Guid lead) => office.InDb(db => db.Leads.Where(each => each.Id == lead).Select(each => each.State).SingleAsync());
}
