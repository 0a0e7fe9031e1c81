using System.Net;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Questions;

/// <summary>A question goes to the office of who asks, its answer back to them alone, and what is explained to everybody names nobody.</summary>
public sealed class QuestionTests(Office office) : IClassFixture<Office>
{
    private const string Asked = "我爱人在临江渔业合作社领工资，算不算参与涉渔经营？";

    private City City => office.City;

    [Fact]
    public async Task What_is_asked_is_answered_explained_in_general_words_changed_and_taken_back()
    {
        var (clerk, other) = (await City.Clerk(City.Station), await City.Clerk(City.Division));
        var asker = await (await office.Visit(clerk)).Open("/questions/ask");
        var option = asker.Page.QuerySelectorAll("select[name='Form.Clause'] option")
            .First(each => each.GetAttribute("value")!.Contains(".Plan.", StringComparison.Ordinal));
        var clause = option.GetAttribute("value")!;
        await asker.Form("questions.send").Fill("AskForm.Clause", option.TextContent).Fill("AskForm.Text", Asked).Submit();
        Assert.Contains(Visitor.Words["questions.sent"], asker.Text, StringComparison.Ordinal);
        var id = await office.InDb(db => db.Questions.Where(question => question.AskedById == clerk.AccountId).Select(question => question.Id).SingleAsync());

        var officer = await office.Visit(City.Officer);
        Assert.Contains(Visitor.Words["work.questions.do"], officer.Text, StringComparison.Ordinal);
        await officer.Open($"/questions/{id}");
        await officer.Form("questions.reply-do").Fill("ReplyForm.Answer", "领取固定工资、不持股不任职的，不算。").Submit();
        Assert.Contains(Visitor.Words["questions.answered"], officer.Text, StringComparison.Ordinal);
        await officer.Form("questions.explain-do").Fill("ExplainForm.Text", "配偶受雇领工资算不算参与经营？").Fill("ExplainForm.Answer", "只领工资的不算。")
            .Fill("ExplainForm.Reason", "多人问到").Submit();

        Assert.Contains("领取固定工资、不持股不任职的，不算。", (await asker.Open($"/questions/{id}")).Text, StringComparison.Ordinal);
        var reader = await (await office.Visit(other)).Open($"/questions?clause={clause}&search=领工资");
        Assert.Contains("只领工资的不算。", reader.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("临江渔业", reader.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(clerk.Official!.Name, reader.Html, StringComparison.Ordinal);
        await reader.Open("/policy");
        Assert.NotNull(reader.Page.QuerySelector($"a[href='/questions?clause={clause}']"));

        await officer.Form("questions.explain-do").Fill("ExplainForm.Answer", "只领工资、不参与管理的不算。").Fill("ExplainForm.Reason", "补充管理一点").Submit();
        await reader.Open("/questions");
        Assert.DoesNotContain("只领工资的不算。", reader.Text, StringComparison.Ordinal);
        Assert.Contains("补充管理一点", reader.Text, StringComparison.Ordinal);
        Assert.Equal([1, 2], await office.InDb(db => db.Explanations.Where(each => each.QuestionId == id).Select(each => each.Number).Order().ToListAsync()));

        await officer.Form("questions.take-back").Fill("TakeBackForm.Reason", "政策有新的口径").Submit();
        Assert.DoesNotContain("只领工资", (await reader.Open("/questions")).Text, StringComparison.Ordinal);
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task Nobody_but_who_asked_and_their_office_reads_it_and_who_asked_does_not_answer()
    {
        var clerk = await City.Clerk(City.Station);
        var id = await City.Inquire(clerk, Asked);
        foreach (var stranger in new[] { await City.Clerk(City.Station), City.OtherOfficer, City.Head })
            Assert.Equal(HttpStatusCode.NotFound, (await (await office.Visit(stranger)).Open($"/questions/{id}")).Status);
        var asker = await (await office.Visit(clerk)).Open($"/questions/{id}");
        Assert.Equal(HttpStatusCode.OK, asker.Status);
        Assert.DoesNotContain(asker.Forms(), form => form.Action.StartsWith("/questions/", StringComparison.Ordinal));
        await asker.Open("/questions/ask");
        var token = asker.Form("questions.send").Fields.Where(field => field.Key.StartsWith("__", StringComparison.Ordinal));
        await office.LeavesAllUnchanged(() => asker.Post($"/questions/{id}", token.Append(new("Form.Answer", "算")).Append(new("Form.Version", "1"))));
        Assert.Equal(HttpStatusCode.NotFound, asker.Status);
    }

    [Fact]
    public async Task A_clause_that_there_is_not_is_refused_beside_the_field_and_nothing_typed_is_lost()
    {
        var asker = await (await office.Visit(await City.Clerk(City.Station))).Open("/questions/ask");
        var fields = asker.Form("questions.send").Fill("AskForm.Text", Asked).Fields;
        await office.LeavesAllUnchanged(() => asker.Post("/questions/ask",
            fields.Where(field => field.Key != "Form.Clause").Append(new("Form.Clause", "clause.Plan.九九"))));
        Assert.Equal(HttpStatusCode.BadRequest, asker.Status);
        Assert.Contains(Visitor.Words["error.questions-clause"], asker.Text, StringComparison.Ordinal);
        Assert.Contains(Asked, asker.Page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_clause_that_can_be_asked_about_has_a_name() =>
        Assert.All(Web.Pages.Questions.QuestionScope.Clauses(Visitor.Words), clause => Assert.NotNull(
            Web.Pages.Questions.QuestionScope.NameOf(clause.Value, Visitor.Words)));
}
