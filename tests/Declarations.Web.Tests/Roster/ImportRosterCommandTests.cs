using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Roster;

/// <summary>The verb import-roster, run as from the command line on the database of the office.</summary>
public sealed class ImportRosterCommandTests(Office office) : IClassFixture<Office>
{
    [Fact]
    public async Task It_says_what_it_would_do_then_does_it_once()
    {
        var file = Path.Combine(office.Folder, "花名册.xlsx");
        await File.WriteAllBytesAsync(file, Sheets.Roster([Person("K001", "station"), Person("K002", "trees")]), TestContext.Current.CancellationToken);
        var (code, output, errors) = (0, "", "");
        await office.LeavesAllUnchanged(async () => (code, output, errors) = await RunAsync(file, "--dry-run"));
        Assert.Equal((0, ""), (code, errors));
        Assert.StartsWith("2 join, 0 change", output, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync(file)).Code);
        Assert.Equal(2, await office.InDb(db => db.Reports.CountAsync(r => r.Official.StaffNumber.StartsWith("K00") && r.Campaign.Code == City.Practice)));
        Assert.Contains("0 join, 0 change, 0 leave, 0 missing from the file, 0 units, 2 unchanged", (await RunAsync(file, "--dry-run")).Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_a_bad_cell_answers_1_and_names_it()
    {
        var file = Path.Combine(office.Folder, "bad.xlsx");
        await File.WriteAllBytesAsync(file, Sheets.Roster([Person("K003", "station"), Person("K004", "nowhere")]), TestContext.Current.CancellationToken);
        var (code, errors) = (0, "");
        await office.LeavesAllUnchanged(async () => (code, _, errors) = await RunAsync(file));
        Assert.Equal(1, code);
        Assert.Contains("人员!C3  There is no unit nowhere.", errors, StringComparison.Ordinal);
    }

    [Theory, InlineData("text"), InlineData("billion laughs"), InlineData("")]
    public async Task A_file_that_cannot_be_read_answers_1(string attack)
    {
        var file = Path.Combine(office.Folder, "attack.xlsx");
        if (attack.Length > 0)
            await File.WriteAllBytesAsync(file, Sheets.Attacks[attack](), TestContext.Current.CancellationToken);
        else
            File.Delete(file);
        Assert.Equal(1, (await RunAsync(file)).Code);
    }

    private Task<(int Code, string Output, string Errors)> RunAsync(string file, params string[] more) =>
        office.RunAsync(["import-roster", file, "--campaign", City.Practice, .. more]);

    private static Dictionary<string, string> Person(string number, string unit) => new()
    { ["StaffNumber"] = number, ["Name"] = "命令行" + number, ["Unit"] = unit };
}
