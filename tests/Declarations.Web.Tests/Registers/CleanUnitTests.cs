using System.Net;
using Declarations.Registers;
using Declarations.Web.Pages.Registers;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Registers;

/// <summary>A clean unit starts from a template, shows what its indicators were before, and is named and revoked in public, by decision.</summary>
public sealed class CleanUnitTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;
    private DateOnly Today => BeijingTime.DayOf(office.Time.GetUtcNow());

    [Fact]
    public async Task A_unit_starts_from_its_template_is_graded_step_by_step_and_revoked_in_public()
    {
        var owner = await City.Clerk(City.Station);
        var officer = await (await office.Visit(City.Officer)).Open("/registers/new");
        await officer.Form("registers.draft").Fill("RegisterForm.Kind", RegisterKind.CleanUnit).Fill("RegisterForm.Code", "clean-2017")
            .Fill("RegisterForm.Title", "清廉站所创建").Fill("RegisterForm.Unit", City.Station.Name).Fill("RegisterForm.Checking", City.Bureau.Name).Submit();
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        await officer.Form("registers.draft").Fill("RegisterForm.Category", UnitCategory.Hall).Fill("RegisterForm.Year", 2017)
            .Fill("RegisterForm.Feature", "一窗办清").Submit();
        var (board, id) = (officer.Address, Guid.Parse(officer.Address.Split('/')[^1]));
        Assert.Contains(Visitor.Words["clean.is", UnitCategory.Hall, 2017, "一窗办清"], officer.Text, StringComparison.Ordinal);
        var tasks = await office.InDb(db => db.Problems.AsNoTracking().Where(problem => problem.RegisterId == id).OrderBy(problem =>
            problem.Number).ToListAsync());
        Assert.Equal(CleanTasks.Of(UnitCategory.Hall), tasks.Select(task => task.Text));
        foreach (var task in tasks)
        {
            await officer.Open($"/registers/problems/{task.Id}/act?do=AddMeasure");
            await officer.Form("act.do").Fill("ActForm.Task", "逐项落实").Fill("ActForm.Unit", City.Station.Name)
                .Fill("ActForm.Person", owner.Official!.StaffNumber).Fill("ActForm.Class", DeadlineClass.ByDate).Fill("ActForm.DueOn",
                    Today.AddDays(15)).Submit();
        }
        await officer.Open($"{board}/act?do=Award");
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
        await officer.Open($"{board}/act?do=Issue");
        await Decide(officer, null);
        Assert.Contains(Visitor.Words.Of(CleanGrade.Building), officer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("一窗办清", (await office.Visit().Open("/published/units")).Text, StringComparison.Ordinal);

        var measure = await office.InDb(db => db.Measures.Where(each => each.Problem.RegisterId == id).OrderBy(each => each.Problem.Number)
            .Select(each => each.Id).FirstAsync());
        var mine = await (await office.Visit(owner)).Open($"/my-measures/{measure}/act?do=Indicator");
        await mine.Form("act.do").Fill("ActForm.Name", "平均办理天数（天）").Fill("ActForm.Value", "3").Fill("ActForm.Former", "8.5").Fill("ActForm.ValueOn", Today)
            .Fill("ActForm.Proof", "办件台账").Submit();
        Assert.Equal(HttpStatusCode.OK, mine.Status);
        Assert.Contains("8.5", (await officer.Open($"{board}?view=Results")).Text, StringComparison.Ordinal);

        await officer.Open($"{board}/act?do=Award");
        await Decide(officer, CleanGrade.Demonstration);
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
        foreach (var grade in new[] { CleanGrade.Standard, CleanGrade.Demonstration, CleanGrade.Revoked })
        {
            await officer.Open($"{board}/act?do=Award");
            await Decide(officer, grade);
            Assert.Equal(HttpStatusCode.OK, officer.Status);
            var published = (await office.Visit().Open("/published/units")).Text;
            Assert.Contains("一窗办清", published, StringComparison.Ordinal);
            Assert.Contains(Visitor.Words.Of(grade), published, StringComparison.Ordinal);
            Assert.Contains("云水〔2017〕9号", published, StringComparison.Ordinal);
        }
        await officer.Open($"{board}/act?do=Award");
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
        Assert.Contains("一窗办清", (await officer.Open("/registers/clean-units?year=2017&category=Hall&grade=Revoked")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("一窗办清", (await officer.Open("/registers/clean-units?grade=Standard")).Text, StringComparison.Ordinal);

        await officer.Open("/registers/new");
        await officer.Form("registers.draft").Fill("RegisterForm.Kind", RegisterKind.CleanUnit).Fill("RegisterForm.Code", "clean-again")
            .Fill("RegisterForm.Title", "清廉站所创建").Fill("RegisterForm.Unit", City.Station.Name).Fill("RegisterForm.Checking", City.Bureau.Name)
            .Fill("RegisterForm.Category", UnitCategory.Hall).Fill("RegisterForm.Year", 2017).Fill("RegisterForm.Feature", "又一本").Submit();
        Assert.Contains(Visitor.Words["error.clean-year-taken"], officer.Text, StringComparison.Ordinal);
        Assert.Empty(office.Faults);

        async Task Decide(Visitor visitor, CleanGrade? grade)
        {
            var form = visitor.Form("act.do").Fill("ActForm.Document", "决定").Fill("ActForm.Number", "云水〔2017〕9号").Fill("ActForm.DocumentOn", Today);
            if (grade is { } known)
                form.Fill("ActForm.Awarded", known);
            if (visitor.Page.QuerySelector("input[type=password]") is not null)
                form.Fill("ActForm.Password", City.Officer.Password);
            await form.Submit();
        }
    }

    [Fact]
    public async Task What_supervision_found_is_disposed_of_once_and_counted_in_its_month()
    {
        var found = await City.Supervise(City.Head);
        var officer = await (await office.Visit(City.Officer)).Open($"/registers/problems/{found.Problem}/act?do=Dispose");
        await officer.Form("act.do").Fill("ActForm.Disposed", Rules.DisposalKind.Disciplinary).Fill("ActForm.Text", "给予警告处分").Submit();
        Assert.Contains(Visitor.Words.Of(Rules.DisposalKind.Disciplinary), officer.Text, StringComparison.Ordinal);
        await officer.Open($"/registers/problems/{found.Problem}/act?do=Dispose");
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
        var register = await office.InDb(db => db.Problems.Where(problem => problem.Id == found.Problem).Select(problem => problem.RegisterId).SingleAsync());
        Assert.Contains("2017-09", (await officer.Open($"/registers/{register}?view=Results")).Text, StringComparison.Ordinal);
        Assert.Empty(office.Faults);
    }
}
