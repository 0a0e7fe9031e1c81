using System.Net;
using ClosedXML.Excel;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Registers;

/// <summary>A register from Excel: every bad cell is named and nothing changes; a good file is previewed, then taken over whole.</summary>
public sealed class RegisterImportTests(Office office) : IClassFixture<Office>
{
    private static readonly Column[] Columns = Enum.GetValues<Column>();

    /// <summary>The columns of the template, in its order.</summary>
    private enum Column { AspectNumber, Aspect, ProblemNumber, Problem, Measure, Unit, Leader, Person, Class, DueOn, Category, Total, Done, Staged }

    private City City => office.City;
    private DateOnly Today => BeijingTime.DayOf(office.Time.GetUtcNow());

    [Fact]
    public async Task Every_bad_cell_is_named_and_nothing_changes()
    {
        var owner = await City.Clerk(City.Station);
        var (register, _, _) = await City.Rectify(owner, "imp-1", issued: false);
        var (number, due) = (owner.Official!.StaffNumber, $"{Today.AddDays(20):yyyy-MM-dd}");
        var file = Book(
            ["1", "方面", "2", "问题甲", "", "station", "", number, "限期整改", due],
            ["1", "方面", "2", "问题乙", "措施一", "station", "", number, "限期整改", due],
            ["1", "方面", "2", "问题丙", "措施二", "nowhere", "", "没有这个人", "随便", "2017-13-40"],
            ["1", "方面", "2", "问题丁", "措施三", "station", "", number, "限期整改", $"{Today.AddDays(-1):yyyy-MM-dd}", "信访件", "10", "9", "2"],
            ["1", "方面", "2", "问题戊", "措施四", "station", "", number, "限期整改", due],
            ["1", "方面", "9", "问题己", "措施五", "station", "", number, "限期整改", due]);
        var officer = await (await office.Visit(City.Officer)).Open($"/registers/{register}/import");
        await officer.Form("register-import.upload").Attach("ImportRegisterForm.File", "台账.xlsx", file).Submit();
        foreach (var cell in new[] { "C3", "C4", "C5", "E2", "F4", "H4", "I4", "J4", "J5", "M5", "C6", "C7" })
            Assert.Contains($"整改台账!{cell}", officer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Visitor.Words["register-import.agree"], officer.Text, StringComparison.Ordinal);
        var path = Path.Combine(office.Folder, "bad-register.xlsx");
        await File.WriteAllBytesAsync(path, file, TestContext.Current.CancellationToken);
        var (code, _, errors) = await office.RunAsync("import-register", path, "--register", "imp-1");
        Assert.Equal(1, code);
        Assert.Contains("整改台账!E2  This problem has no measure.", errors, StringComparison.Ordinal);
        Assert.Equal(1, await office.InDb(db => db.Problems.CountAsync(problem => problem.RegisterId == register)));
        await officer.Open($"/registers/{register}/import");
        await officer.Form("register-import.upload").Attach("ImportRegisterForm.File", "台账.xlsx", "kein Excel"u8.ToArray()).Submit();
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task What_people_really_type_is_named_cell_by_cell_and_nothing_is_dropped_in_silence()
    {
        var (owner, long5000) = (await City.Clerk(City.Station), new string('长', 5_000));
        foreach (var code in new[] { "same-a", "same-b" })
            await office.InDb(async db =>
            {
                db.Units.Add(Unit.Create(new(null, office.Time.GetUtcNow(), Today), code, "综合科", UnitKind.Division,
                    await db.Units.SingleAsync(unit => unit.Id == City.Bureau.Id)));
                await db.SaveChangesAsync();
            });
        var (register, _, _) = await City.Rectify(owner, "imp-3", issued: false);
        // The verb reads the clock of the machine, not of the office.
        var (number, due) = (owner.Official!.StaffNumber, "2059-12-30");
        var file = Book(
            ["1", "方面", "2", long5000, "措施", "综合科", "", number, "限期整改", due],
            ["1", "另一方面", "3", "问题", long5000, "station", "", long5000, "限期整改", due],
            ["", "没有序号", "4", "问题", "措施", "station", "", number, "限期整改", due, "", "10", "9"],
            ["2", "方面二", "5", "问题", "措施", "station", "", number, "限期整改", due, "公里", "11.955", "7.1", "x"],
            ["2", "方面二", "-6", "问题", "措施", "station", "", number, "限期整改", "明年", "公里", "-1", "0"]);
        var officer = await (await office.Visit(City.Officer)).Open($"/registers/{register}/import");
        await office.LeavesAllUnchanged(async () =>
        {
            var path = Path.Combine(office.Folder, "typed.xlsx");
            await File.WriteAllBytesAsync(path, file, TestContext.Current.CancellationToken);
            var (code, _, errors) = await office.RunAsync("import-register", path, "--register", "imp-3");
            Assert.Equal(1, code);
            Assert.Equal(["A3", "A4", "C6", "D2", "E3", "F2", "H3", "J6", "K4", "L5", "L6", "N5"], errors.Split('\n')
                .Where(line => line.Contains('!', StringComparison.Ordinal)).Select(line => line.Split('!')[1].Split(' ')[0]).Order(StringComparer.Ordinal));
            Assert.True(errors.Length < 4_000, "A cell of 5,000 characters is not said again.");
        });
        await officer.Form("register-import.upload").Attach("ImportRegisterForm.File", "台账.xlsx", file).Submit();
        Assert.Contains("整改台账!F2", officer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("长长长", officer.Text, StringComparison.Ordinal);
        Assert.Equal(1, await office.InDb(db => db.Problems.CountAsync(problem => problem.RegisterId == register)));

        await officer.Open($"/registers/{register}/import");
        await officer.Form("register-import.upload").Attach("ImportRegisterForm.File", "台账.xlsx", Book(
            ["1", "方面", "2", "问题甲", "措施一", "station", "", number, "限期整改", due],
            ["", "", "", "", "合并单元格下面的一行", "station", "", number, "限期整改", due])).Submit();
        await officer.Form("register-import.agree").Submit();
        Assert.Contains(Visitor.Words["register-import.done", 1, 2], officer.Text, StringComparison.Ordinal);
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task A_good_file_is_previewed_and_taken_over_whole()
    {
        var owner = await City.Clerk(City.Station);
        var (register, _, _) = await City.Rectify(owner, "imp-2", issued: false);
        var (number, due) = (owner.Official!.StaffNumber, $"{Today.AddDays(20):yyyy-MM-dd}");
        var file = Book(
            ["1", "方面", "2", "问题甲", "措施一", "station", "", number, "限期整改", due, "信访件", "10", "7", "2"],
            ["", "", "2", "", "措施二", City.Station.Name, "", owner.Official.Name, "立行立改", due],
            ["2", "方面二", "3", "问题乙", "措施三", "station", City.Head.Official!.StaffNumber, number, "长期坚持", due]);
        var officer = await (await office.Visit(City.Officer)).Open($"/registers/{register}/import");
        await officer.Form("register-import.upload").Attach("ImportRegisterForm.File", "台账.xlsx", file).Submit();
        Assert.Equal(1, await office.InDb(db => db.Problems.CountAsync(problem => problem.RegisterId == register)));
        await officer.Form("register-import.agree").Submit();
        Assert.Contains(Visitor.Words["register-import.done", 2, 3], officer.Text, StringComparison.Ordinal);
        var measures = await office.InDb(db => db.Measures.Include(measure => measure.Problem).Where(measure => measure.Problem.RegisterId == register
            && measure.Problem.Number > 1).OrderBy(measure => measure.Problem.Number).ThenBy(measure => measure.Number).ToListAsync());
        Assert.Equal([(2, 1, "措施一", DeadlineClass.ByDate), (2, 2, "措施二", DeadlineClass.Immediate), (3, 1, "措施三", DeadlineClass.LongTerm)],
            measures.Select(measure => (measure.Problem.Number, measure.Number, measure.Text, measure.Class)));
        Assert.All(measures, measure => Assert.Equal((City.Head.Official.Id, owner.Official.Id), (measure.LeaderId, measure.PersonId)));
        // The verb reads the clock of the machine, not of the office.
        var path = Path.Combine(office.Folder, "next.xlsx");
        await File.WriteAllBytesAsync(path,
            Book(["", "", "4", "问题丙", "措施", "station", "", number, "限期整改", "2059-12-30"]), TestContext.Current.CancellationToken);
        Assert.Equal((0, 0), ((await office.RunAsync("import-register", path, "--register", "imp-2", "--dry-run")).Code,
            (await office.RunAsync("import-register", path, "--register", "imp-2")).Code));
        await officer.Open($"/registers/{register}/import?handler=Template");
        using var template = new XLWorkbook(new MemoryStream(officer.Body));
        Assert.Equal(Columns.Length, template.Worksheet(1).Row(1).CellsUsed().Count());
        Assert.Equal(4, await office.InDb(db => db.Problems.CountAsync(problem => problem.RegisterId == register)));
        Assert.Empty(office.Faults);
    }

    private static byte[] Book(params string[][] rows)
    {
        using var workbook = new XLWorkbook();
        var sheet = workbook.AddWorksheet(Visitor.Words["register-file.sheet"]);
        foreach (var (index, column) in Columns.Index())
            sheet.Cell(1, index + 1).SetValue(Visitor.Words[$"RegisterColumn.{column}"]);
        foreach (var (row, cells) in rows.Index())
            foreach (var (column, text) in cells.Index())
                if (text.Length > 0)
                    sheet.Cell(row + 2, column + 1).SetValue(text);
        using var file = new MemoryStream();
        workbook.SaveAs(file);
        return file.ToArray();
    }
}
