using System.Net;
using System.Text.Json;
using Declarations.Organisation;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Fields = System.Collections.Generic.List<System.Collections.Generic.KeyValuePair<string, string>>;

namespace Declarations.Web.Tests.Field;

/// <summary>What people really send, each with its right value: exact, or refused where it stands with all of it still there.</summary>
public sealed class FieldTests(Office office) : IClassFixture<Office>
{
    private const string Unchanged = "0 join, 0 change, 0 leave, 0 missing from the file, 0 units, ";

    private City City => office.City;

    [Theory]
    [InlineData("01a-roster-plain", "01b-roster-invisible", Unchanged + "13 unchanged"),
        InlineData("03a-names-plain", "03b-names-other-forms", Unchanged + "6 unchanged")]
    [InlineData(null, "10-part-name-in-other-case", "1 join"), InlineData(null, "12a-cdata", "1 join"), InlineData(null, "13-blank-rows", "1 join")]
    public async Task A_roster_of_the_field_is_read_for_what_it_says(string? first, string then, string right)
    {
        if (first is not null)
            Assert.Equal(0, (await ImportAsync(first)).Code);
        var (code, output, errors) = await ImportAsync(then, "--dry-run");
        Assert.Equal((0, ""), (code, errors));
        Assert.StartsWith(right, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("05-resident-impossible-birth", "D2 D3 D4 D5 D6 D7"), InlineData("06-resident-same-twice", "D3"), InlineData("08-month-only", "D2 D3 F4 F5")]
    public async Task A_cell_that_cannot_be_right_is_named(string file, string cells)
    {
        var (code, _, errors) = await ImportAsync(file, "--dry-run");
        Assert.Equal(1, code);
        var named = errors.Split('\n').Where(line => line.Contains("人员!", StringComparison.Ordinal)).Select(line => line.Split("人员!")[1].Split(' ')[0])
            .Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(cells, string.Join(' ', named));
    }

    [Fact]
    public async Task Posts_are_on_one_line_and_names_have_one_spelling()
    {
        Assert.StartsWith("3 join", (await ImportAsync("04-line-breaks", "--dry-run")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await ImportAsync("04-line-breaks")).Code);
        Assert.Equal(0, (await ImportAsync("03b-names-other-forms")).Code);
        var people = await office.InDb(
            db => db.Officials.Where(o => o.StaffNumber.StartsWith("FD") || o.StaffNumber.StartsWith("FC")).OrderBy(o => o.StaffNumber).ToListAsync());
        Assert.Equal(["甲丑", "甲寅", "阿依古丽·买买提", "阿依古丽·艾力", "方文", "马飞"], people.Where(o => o.StaffNumber[1] == 'C').Select(o => o.Name));
        Assert.Equal(["党组成员 副局长", "科长 兼工会主席", "科员 （试用）"], people.Where(o => o.StaffNumber[1] == 'D').Select(o => o.Post));
        var officer = await office.Visit(await City.OfficerOf(City.Bureau));
        foreach (var (typed, name) in new[]
            { ("甲 丑", "甲丑"), ("阿依古丽•买买提", "阿依古丽·买买提"), ("艾力", "阿依古丽·艾力"), ("⻢⻜", "马飞"), ("ｆｃ００５", "方文"), ("FC\u200B006", "马飞"), ("\v方文", "方文") })
            Assert.Contains(name, (await officer.Open("/roster/people?search=" + Uri.EscapeDataString(typed))).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("430204750305002", "BornOn", "1975-03-06"), InlineData("430204750305002", "Sex", "男"), InlineData(
        "430204750305002", "StaffNumber", "1.23E+17"), InlineData("430204201503050028", "Name", "甲一"), InlineData("430204197503050025", "BornOn", "2099-01-01")]
    public async Task What_contradicts_or_cannot_be_is_a_cell_to_mend(string number, string column, string value)
    {
        Dictionary<string, string> row = new()
        { ["StaffNumber"] = "FG001", ["Name"] = "甲一", ["Unit"] = "station", ["ResidentNumber"] = number, [column] = value };
        var (code, _, errors) = await RunAsync(Roster.Sheets.Roster([row]), "--dry-run");
        Assert.Equal(1, code);
        Assert.Matches($"人员!{(column == "StaffNumber" ? "A" : "[^AB]")}2", errors);
    }

    [Fact]
    public async Task A_resident_number_belongs_to_one_person_of_the_whole_roster()
    {
        var other = (await City.Clerk(City.OtherDivision)).Official!;
        var old = other.ResidentNumber![..6] + other.ResidentNumber[8..17];
        var (code, _, errors) = await RunAsync(
            Roster.Sheets.Roster([new() { ["StaffNumber"] = "FK001", ["Name"] = "甲一", ["Unit"] = "station", ["ResidentNumber"] = old }]), "--dry-run");
        Assert.Equal(1, code);
        Assert.DoesNotContain(other.Name, errors, StringComparison.Ordinal);

        var mine = (await City.Clerk(City.Station)).Official!;
        Dictionary<string, string> row = new() { ["StaffNumber"] = mine.StaffNumber.ToLowerInvariant(), ["Name"] = mine.Name, ["Unit"] = "station" };
        Assert.StartsWith(Unchanged + "1 unchanged", (await RunAsync(Roster.Sheets.Roster([row]), "--dry-run")).Output, StringComparison.Ordinal);
        foreach (var (column, value) in new[] { ("BornOn", "1975年3月9日"), ("Sex", ResidentId.Parse(mine.ResidentNumber!).Sex == Sex.Male ? "女" : "男") })
            Assert.Equal(1, (await RunAsync(Roster.Sheets.Roster([new(row) { [column] = value }]), "--dry-run")).Code);
    }

    public static TheoryData<string, string> Amounts => [.. Json("20-amounts").GetProperty("cases").EnumerateArray().Select(each =>
        new TheoryDataRow<string, string>(each.GetProperty("typed").GetString()!, each.GetProperty("right").GetString()!))];

    [Theory, MemberData(nameof(Amounts))]
    public async Task An_amount_is_stored_as_typed_or_refused_beside_its_field(string typed, string right)
    {
        foreach (var field in new[] { "Form.Amount", "Form.Profit", "Form.SharePercent" })
        {
            var given = field == "Form.SharePercent" ? typed.Replace("234", "", StringComparison.Ordinal) : typed;
            var (visitor, interest) = await Post(field, given);
            if (right.StartsWith("refused", StringComparison.Ordinal) || given != typed)
            {
                Assert.Equal((typed, HttpStatusCode.BadRequest), (typed, visitor.Status));
                Assert.Equal(given, visitor.Page.QuerySelector($"[name='{field}']")!.GetAttribute("value"));
                Assert.NotNull(visitor.Page.QuerySelector($"#{field.Replace('.', '_')}-error0"));
            }
            else
                Assert.Equal((HttpStatusCode.Found, right), (visitor.Status,
                    (field == "Form.Amount" ? interest.Amount!.Value.Wan : field == "Form.Profit" ? interest.Profit!.Value.Wan : interest.SharePercent!.Value)
                    .ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    [Theory]
    [InlineData("2012-5-1", true), InlineData("2012年5月1日", true), InlineData("2012.5.1", true), InlineData("20120501", true), InlineData("２０１２－０５－０１", true)]
    [InlineData("2012-05", false), InlineData("5/1/2012", false), InlineData("1/5/2012", false), InlineData("5月1日", false), InlineData("2012-02-30", false),
        InlineData("0201-05-01", false), InlineData("05-01", false)]
    public async Task A_day_is_whole_or_refused_and_still_to_be_seen(string typed, bool whole)
    {
        var (visitor, interest) = await Post("Form.StartedOn", typed);
        if (whole)
            Assert.Equal((HttpStatusCode.Found, new DateOnly(2012, 5, 1)), (visitor.Status, interest.StartedOn));
        else
        {
            var input = visitor.Page.QuerySelector("[name='Form.StartedOn']")!;
            Assert.Equal((HttpStatusCode.BadRequest, typed, "text"), (visitor.Status, input.GetAttribute("value"), input.GetAttribute("type")));
            Assert.Contains("2017年9月5日", visitor.Page.QuerySelector("#Form_StartedOn-error0")!.TextContent, StringComparison.Ordinal);
        }
    }

    public static TheoryData<string> Pasted =>
        [.. Json("22-pasted-control-characters").GetProperty("characters").EnumerateArray().Select(each => each.GetString()!)];

    [Theory, MemberData(nameof(Pasted))]
    public async Task A_pasted_control_character_costs_nothing(string character)
    {
        var (visitor, interest) = await Post("Form.Content", $"第一行{(char)Convert.ToInt32(character[2..], 16)}第二行");
        Assert.Equal((HttpStatusCode.Found, "第一行第二行"), (visitor.Status, interest.Content!.Replace("\n", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_line_end_counts_once()
    {
        var text = new string('字', 249) + "\r\n" + new string('字', 250);
        var (visitor, interest) = await Post("Form.Content", text);
        Assert.Equal((HttpStatusCode.Found, 500), (visitor.Status, interest.Content!.Length));
        Assert.Equal(HttpStatusCode.BadRequest, (await Post("Form.Content", text + "字")).Visitor.Status);
    }

    [Theory, InlineData("9143 0200 MA4L 0000 0X"), InlineData(" 91430200MA4L00000X "), InlineData("９１４３０２００ＭＡ４Ｌ０００００Ｘ"),
        InlineData("'91430200ma4l\u200B00000x"), InlineData("91430200\u00A0MA4L\u300000000X")]
    public async Task A_pasted_code_is_whole_and_its_doubt_reaches_the_check_page(string pasted)
    {
        var (visitor, interest) = await Post("Form.CreditCode", pasted);
        Assert.Equal((HttpStatusCode.Found, "91430200MA4L00000X"), (visitor.Status, interest.CreditCode));
        Assert.Contains(Visitor.Words["interest.code-doubtful"], (await visitor.Open(Links.Check(City.Practice))).Text, StringComparison.Ordinal);
        Assert.False((await visitor.Open(Links.Interest(City.Practice, interest.Id))).Page
            .QuerySelector("[name='Form.CreditCode']")!.HasAttribute("maxlength"));
    }

    [Theory, InlineData(" 430204197503050025"), InlineData("430204750305002"), InlineData("430204 19750305 0025"), InlineData("４３０２０４１９７５０３０５００２５")]
    public async Task A_resident_number_of_a_relative_has_one_form(string posted)
    {
        var cadre = await City.LeadingCadre(City.Station);
        var visitor = await (await office.Visit(cadre)).Open(Links.Relative(City.Practice));
        await visitor.Form("filing.save").Fill("RelativeForm.Relation", Relation.Spouse).Fill("RelativeForm.Name", "阿依古丽 • 艾力")
            .Fill("RelativeForm.ResidentNumber", posted)
            .Fill("RelativeForm.Inquiry", Inquiry.Asked).Fill("RelativeForm.EmployerAndPost", "个体户").Submit();
        var relative = Assert.Single((await City.ReportOf(cadre)).Draft.Relatives!);
        Assert.Equal(("阿依古丽·艾力", "430204197503050025"), (relative.Name, relative.ResidentNumber));

        await visitor.Open(Links.Relative(City.Practice));
        await visitor.Form("filing.save").Fill("RelativeForm.Relation", Relation.Child).Fill("RelativeForm.Name", "艾力")
            .Fill("RelativeForm.ResidentNumber", "430204750305002")
            .Fill("RelativeForm.Inquiry", Inquiry.Asked).Fill("RelativeForm.EmployerAndPost", "学生").Submit();
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
    }

    [Theory, InlineData("{0} "), InlineData("　{0}"), InlineData("\u200B{0}"), InlineData("FULL")]
    public async Task Who_signs_in_need_not_type_the_name_to_the_letter(string typed)
    {
        var clerk = await City.Clerk(City.Station);
        var full = string.Concat(clerk.UserName.Select(c => c is > ' ' and < '\u007F' ? (char)(c + 0xFEE0) : c));
        var visitor = await office.Visit().TrySignIn(
            clerk with { UserName = typed == "FULL" ? full : string.Format(System.Globalization.CultureInfo.InvariantCulture, typed, clerk.UserName) });
        Assert.Equal(Links.MyWork, visitor.Address);
    }

    [Theory, InlineData("2017年9月5日", HttpStatusCode.OK), InlineData("2017-09", HttpStatusCode.BadRequest), InlineData("5/9/2017", HttpStatusCode.BadRequest)]
    public async Task A_day_in_an_address_is_read_the_same(string day, HttpStatusCode status)
    {
        var auditor = await office.Visit(await City.WithRole(Declarations.Access.Role.AuditAdministrator, City.Seat));
        Assert.Equal(status, (await auditor.Open("/admin/audit?day=" + Uri.EscapeDataString(day))).Status);
    }

    private async Task<(Visitor Visitor, Interest Interest)> Post(string field, string value)
    {
        var clerk = await City.Clerk(City.Division);
        var content = City.Sand(clerk);
        await City.Draft(clerk, content);
        var visitor = await (await office.Visit(clerk)).Open(Links.Interest(City.Practice, content.Interests[0].Id));
        var form = visitor.Form("filing.save");
        Fields fields = [.. form.Fields.Where(each => each.Key != field), KeyValuePair.Create(field, value)];
        await visitor.Post(form.Action, fields, follow: false);
        return (visitor, (await City.ReportOf(clerk)).Draft.Interests[0]);
    }

    private async Task<(int Code, string Output, string Errors)> ImportAsync(string file, params string[] more)
    {
        await office.InDb(async db =>
        {
            if (await db.Units.AnyAsync(unit => unit.Code == "demo-office"))
                return;
            db.Units.Add(Unit.Create(new Auditing.Act(null, office.Time.GetUtcNow(), new(2017, 9, 1)), "demo-office", "办公室", UnitKind.Division,
                await db.Units.SingleAsync(unit => unit.Id == City.Bureau.Id)));
            await db.SaveChangesAsync();
        });
        using var stream = Open(file + ".xlsx");
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return await RunAsync(bytes.ToArray(), more);
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(byte[] bytes, params string[] more)
    {
        var path = Path.Combine(office.Folder, Guid.NewGuid() + ".xlsx");
        await File.WriteAllBytesAsync(path, bytes);
        return await office.RunAsync(["import-roster", path, "--campaign", City.Practice, .. more]);
    }

    private static JsonElement Json(string file)
    {
        using var stream = Open(file + ".json");
        return JsonDocument.Parse(stream).RootElement.Clone();
    }

    private static Stream Open(string file) => typeof(FieldTests).Assembly.GetManifestResourceStream("field/" + file)!;
}
