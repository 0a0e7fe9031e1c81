using System.Net;
using Declarations.Data.Accounts;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Filing;

/// <summary>What somebody is typing outlives the end of their session, a form grown too old and a closed window; nobody else ever sees it.</summary>
public sealed class KeptTests(Office office) : IClassFixture<Office>
{
    private const string Typed = "已经写了很久的内容";

    private City City => office.City;

    public static TheoryData<string> Ends => ["idle", "old", "elsewhere"];

    [Theory, MemberData(nameof(Ends))]
    public async Task A_session_that_ends_while_somebody_writes_costs_nothing_but_a_sign_in(string end)
    {
        var (clerk, visitor, page) = await WritingAsync();
        if (end == "elsewhere")
            await office.InDb(db => db.Sessions.Where(s => s.AccountId == clerk.AccountId)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, office.Time.GetUtcNow())));
        else
            office.Time.Pass(end == "old" ? TimeSpan.FromHours(8) : TimeSpan.FromMinutes(30));
        await visitor.Form("filing.save").Fill("InterestForm.Content", Typed).Fill("InterestForm.Amount", "12,5").Submit();
        Assert.StartsWith(Links.SignIn, visitor.Address, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["kept.ended"], visitor.Text, StringComparison.Ordinal);

        await visitor.Form("sign-in.button").Fill("SignInForm.UserName", clerk.UserName).Fill("SignInForm.Password", clerk.Password).Submit();
        Assert.Equal((page, Typed, "12,5"), (visitor.Address, Value(visitor, "Form.Content"), Value(visitor, "Form.Amount")));
        Assert.Contains(Visitor.Words["kept.drop"], visitor.Text, StringComparison.Ordinal);

        await visitor.Form("filing.save").Fill("InterestForm.Amount", "12.5").Submit();
        Assert.Equal(Typed, (await City.ReportOf(clerk)).Draft.Interests[0].Content);
        Assert.DoesNotContain(Visitor.Words["kept.drop"], (await visitor.Open(page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_signs_in_next_in_that_browser_does_not_see_it()
    {
        var (clerk, visitor, page) = await WritingAsync();
        office.Time.Pass(TimeSpan.FromMinutes(30));
        await visitor.Form("filing.save").Fill("InterestForm.Content", Typed).Submit();
        var other = await City.Clerk(City.Station);
        await visitor.Form("sign-in.button").Fill("SignInForm.UserName", other.UserName).Fill("SignInForm.Password", other.Password).Submit();
        Assert.DoesNotContain(Typed, visitor.Html, StringComparison.Ordinal);
        Assert.Equal(clerk.AccountId, (await office.InDb(db => db.KeptForms.SingleAsync(kept => kept.Address == page))).AccountId);
    }

    [Theory, InlineData("same-origin", true), InlineData("cross-site", false)]
    public async Task A_form_whose_token_no_longer_counts_is_shown_again_as_it_was_sent_and_not_to_another_site(string site, bool shown)
    {
        var (clerk, visitor, page) = await WritingAsync();
        var form = visitor.Form("filing.save").Fill("InterestForm.Content", Typed);
        await office.LeavesAllUnchanged(() => visitor
            .Post(page, form.Fields.Select(field => field.Key == "__RequestVerificationToken" ? new("__RequestVerificationToken", "old") : field), site: site));
        Assert.Equal((HttpStatusCode.BadRequest, shown), (visitor.Status, visitor.Html.Contains(Typed, StringComparison.Ordinal)));
        if (!shown)
            return;
        Assert.Contains(Visitor.Words["kept.stale"], visitor.Text, StringComparison.Ordinal);
        await visitor.Form("filing.save").Submit();
        Assert.Equal(Typed, (await City.ReportOf(clerk)).Draft.Interests[0].Content);
    }

    [Fact]
    public async Task What_is_kept_while_writing_is_back_until_it_is_saved_or_given_up()
    {
        var (clerk, visitor, page) = await WritingAsync();
        var form = visitor.Form("filing.save").Fill("InterestForm.Content", Typed);
        await visitor.Post("/kept", [.. form.Fields, new("address", page), new("Form.Password", "geheim"), new("Sure", "true")], follow: false);
        Assert.True(office.Faults.IsEmpty, string.Join("\n", office.Faults));
        Assert.Equal(HttpStatusCode.NoContent, visitor.Status);
        var kept = await office.InDb(db => db.KeptForms.AsNoTracking().SingleAsync(k => k.AccountId == clerk.AccountId));
        Assert.DoesNotContain("geheim", kept.Fields, StringComparison.Ordinal);
        Assert.DoesNotContain("Sure", kept.Fields, StringComparison.Ordinal);

        Assert.Equal(Typed, Value(await visitor.Open(page), "Form.Content"));
        await visitor.Form("kept.drop").Submit();
        Assert.Equal(page, visitor.Address);
        Assert.NotEqual(Typed, Value(visitor, "Form.Content"));
    }

    [Fact]
    public async Task What_was_kept_before_somebody_else_saved_is_no_way_round_the_newer_version()
    {
        var (clerk, visitor, page) = await WritingAsync();
        var form = visitor.Form("filing.save").Fill("InterestForm.Content", Typed);
        await visitor.Post("/kept", [.. form.Fields, new("address", page)], follow: false);
        var report = await City.ReportOf(clerk);
        await City.Draft(clerk, report.Draft with { Interests = [report.Draft.Interests[0] with { Content = "别处保存的" }] });
        await (await visitor.Open(page)).Form("filing.save").Submit();
        Assert.Equal((HttpStatusCode.Conflict, "别处保存的"), (visitor.Status, (await City.ReportOf(clerk)).Draft.Interests[0].Content));
        Assert.Equal(Typed, Value(visitor, "Form.Content"));
    }

    [Fact]
    public async Task After_a_week_it_is_gone()
    {
        var (clerk, visitor, page) = await WritingAsync();
        await visitor.Post("/kept", [.. visitor.Form("filing.save").Fill("InterestForm.Content", Typed).Fields, new("address", page)], follow: false);
        office.Time.Pass(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        Assert.DoesNotContain(Typed, (await (await office.Visit(clerk)).Open(page)).Html, StringComparison.Ordinal);
        var (_, other, elsewhere) = await WritingAsync();
        await other.Post("/kept", [.. other.Form("filing.save").Fields, new("address", elsewhere)], follow: false);
        Assert.False(await office.InDb(db => db.KeptForms.AnyAsync(kept => kept.AccountId == clerk.AccountId)));
    }

    [Fact]
    public async Task Whoever_writes_on_too_many_pages_is_told_that_no_more_is_kept()
    {
        var (clerk, visitor, page) = await WritingAsync();
        var fields = visitor.Form("filing.save").Fields;
        await office.InDb(async db =>
        {
            foreach (var n in Enumerable.Range(0, KeptForm.Most))
                db.KeptForms.Add(new KeptForm
                {
                    AccountId = clerk.AccountId,
                    Address = n == 0 ? page
                    : $"/page/{n}",
                    Fields = "?a=b",
                    At = office.Time.GetUtcNow()
                });
            await db.SaveChangesAsync();
        });
        foreach (var (address, status) in new[] { ("/another", HttpStatusCode.RequestEntityTooLarge), (page, HttpStatusCode.NoContent) })
        {
            await visitor.Post("/kept", [.. fields, new("address", address)], follow: false);
            Assert.Equal(status, visitor.Status);
        }
    }

    private async Task<(Person Clerk, Visitor Visitor, string Page)> WritingAsync()
    {
        var clerk = await City.Clerk(City.Station);
        var content = City.Sand(clerk);
        await City.Draft(clerk, content);
        var page = Links.Interest(City.Practice, content.Interests[0].Id);
        return (clerk, await (await office.Visit(clerk)).Open(page), page);
    }

    private static string? Value(Visitor visitor, string field) => visitor.Form("filing.save").Fields.Single(sent => sent.Key == field).Value;
}
