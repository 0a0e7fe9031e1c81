using System.Net;
using Declarations.Auditing;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Web.Language;
using Declarations.Web.Pages.Roster;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Row = System.Collections.Generic.Dictionary<string, string>;

namespace Declarations.Web.Tests.Roster;

/// <summary>From an uploaded file to the roster: the preview, all rows or none, and nobody else's people.</summary>
public sealed class ImportTests(Office office) : IClassFixture<Office>
{
    private static int numbers;
    private City City => office.City;

    [Theory, InlineData("zh-CN"), InlineData("en")]
    public async Task Who_is_new_joins_with_a_sign_in_that_is_not_active_and_an_open_report(string language)
    {
        var words = new Words(language);
        var row = Person("station");
        row["Rank"] = words.Of(Rank.TownshipChief);
        row["CityManaged"] = words["no"];
        row["BornOn"] = language == "en" ? "1980-02-29" : "1980年2月29日";
        var visitor = await ImportedAsync(City.Officer, Sheets.Roster([row], language: language));
        Assert.Contains(Visitor.Words.Of(ImportStatus.Done), visitor.Text, StringComparison.Ordinal);

        await office.InDb(async db =>
        {
            var official = await db.Officials.Include(o => o.Unit).SingleAsync(o => o.StaffNumber == row["StaffNumber"]);
            Assert.Equal((row["Name"], "station", Rank.TownshipChief, false, new DateOnly(1980, 2, 29)),
                (official.Name, official.Unit.Code, official.Rank!.Value, official.CityManaged!.Value, official.BornOn!.Value));
            var account = await db.Users.SingleAsync(a => a.OfficialId == official.Id);
            Assert.Equal((row["StaffNumber"], null, row["Name"]), (account.UserName, account.PasswordHash, account.DisplayName));
            var report = await db.Reports.Include(r => r.Campaign).SingleAsync(r => r.OfficialId == official.Id);
            Assert.Equal((City.Practice, ReportStatus.Draft, official.UnitId), (report.Campaign.Code, report.Status, report.UnitId));
            foreach (var (id, action) in new[]
                { (official.Id, AuditAction.OfficialEntered), (account.Id, AuditAction.AccountCreated), (report.Id, AuditAction.ReportOpened) })
                Assert.Equal(City.Officer.AccountId, (await db.AuditEntries.SingleAsync(e => e.SubjectId == id && e.Action == action)).AccountId);
            Assert.Null((await db.RosterImports.OrderByDescending(i => i.UploadedAt).ThenByDescending(i => i.Id)
                .FirstAsync(i => i.AccountId == City.Officer.AccountId)).File);
        });
        var nobody = await office.Visit().Open(Links.SignIn);
        await nobody.Form("sign-in.button").Fill("SignInForm.UserName", row["StaffNumber"]).Fill("SignInForm.Password", "a password of some length").Submit();
        Assert.Equal(HttpStatusCode.BadRequest, nobody.Status);
    }

    [Fact]
    public async Task The_template_as_it_is_downloaded_can_be_filled_in_and_read_in_either_language()
    {
        var visitor = await office.Visit(City.Officer);
        foreach (var language in Words.Cultures)
        {
            await visitor.Open(Links.RosterTemplate + "?culture=" + language);
            Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", visitor.Response.Content.Headers.ContentType!.MediaType);
            using var workbook = new ClosedXML.Excel.XLWorkbook(new MemoryStream(visitor.Body));
            Assert.Equal(4, workbook.Worksheets.Count);
            var sheet = workbook.Worksheet(1);
            foreach (var (place, column) in RosterColumn.People.Index())
                sheet.Cell(2, place + 1).SetValue(column.Content switch
                {
                    ColumnContent.Code => new Words(language).Of((Enum)Enum.GetValues(column.Codes!).GetValue(0)!),
                    ColumnContent.YesNo => new Words(language)["yes"],
                    ColumnContent.Day => "2015-03-08",
                    _ => column.Name == "ResidentNumber" ? "" : column.Name == "Unit" ? "station" : "文字" + column.Name,
                });
            sheet.Cell(2, 16).SetValue(new Words(language).Of(ServiceStatus.Retired));
            sheet.Cell(2, 17).SetValue(new DateTime(2016, 5, 1));
            var file = new MemoryStream();
            workbook.SaveAs(file);
            var read = await RosterFile.ReadAsync(file.ToArray(), new(2017, 9, 4), TestContext.Current.CancellationToken);
            Assert.Empty(read.Errors.Select(error => $"{error.Where} {error.Fault} {string.Join(',', error.Arguments)}"));
            Assert.Equal((new DateOnly(2016, 5, 1), true, OrgTier.Provincial),
                (read.People[0].Entry.LeftOn, read.People[0].Entry.CityManaged, read.People[0].Entry.Tier));
        }
    }

    [Fact]
    public async Task A_mover_takes_the_open_report_along_and_leaves_a_filed_one_where_it_was_read()
    {
        var (open, filed) = (await City.Clerk(City.Station), await City.Clerk(City.Station));
        await City.HandIn(filed, City.Nil(filed));
        var visitor = await UploadedAsync(City.Officer, Sheets.Roster([Of(open, "plans"), Of(filed, "plans")]));
        Assert.Contains("清溪管理站 → 规划科", visitor.Text, StringComparison.Ordinal);
        await AgreedAsync(visitor);
        Assert.Equal(City.Division.Id, (await City.ReportOf(open)).UnitId);
        Assert.Equal((City.Station.Id, City.Division.Id), ((await City.ReportOf(filed)).UnitId, (await City.ReportOf(filed, City.Real)).UnitId));
        Assert.Equal(2, await office.InDb(db =>
            db.AuditEntries.CountAsync(e => e.Action == AuditAction.OfficialMoved && (e.SubjectId == open.Official!.Id || e.SubjectId == filed.Official!.Id))));
    }

    [Fact]
    public async Task A_leaver_keeps_report_and_loses_the_signing_post_and_empty_cells_change_nothing()
    {
        var head = await City.Clerk(City.Station);
        await City.Give(City.Station, UnitPostKind.Deputy, head);
        var row = Of(head, "station");
        (row["Status"], row["LeftOn"]) = (Visitor.Words.Of(ServiceStatus.Retired), "2017-06-30");
        var visitor = await ImportedAsync(City.Officer, Sheets.Roster([row]));
        Assert.Contains(Visitor.Words.Of(PlanList.Leavers), visitor.Text, StringComparison.Ordinal);
        await office.InDb(async db =>
        {
            var official = await db.Officials.SingleAsync(o => o.Id == head.Official!.Id);
            Assert.Equal((ServiceStatus.Retired, new DateOnly(2017, 6, 30), "科员", head.Official!.BornOn),
                (official.Status, official.LeftOn, official.FormerPost, official.BornOn));
            Assert.Empty(await db.UnitPosts.Where(p => p.OfficialId == official.Id).ToListAsync());
            Assert.True(await db.Reports.AnyAsync(r => r.OfficialId == official.Id));
        });
    }

    [Fact]
    public async Task The_preview_shows_from_what_to_what_and_what_follows_and_changes_nothing()
    {
        var (rises, falls, leaves) = (await City.Clerk(City.Station), await City.LeadingCadre(City.Station), await City.Clerk(City.Station));
        await City.Give(City.Station, UnitPostKind.Deputy, leaves);
        Row up = Of(rises, "station"), down = Of(falls, "station"), gone = Of(leaves, "station");
        up["Rank"] = Visitor.Words.Of(Rank.TownshipDeputy);
        down["Rank"] = Visitor.Words.Of(Rank.Clerk);
        (gone["Status"], gone["LeftOn"]) = (Visitor.Words.Of(ServiceStatus.Retired), "2017-06-30");
        var visitor = await UploadedAsync(City.Officer, Sheets.Roster([up, down, gone, Person("station")]));
        var changes = await RowsAsync(PlanList.Changes);
        Says(changes[up["StaffNumber"]],
            Visitor.Words["import.fact", Visitor.Words["roster.column.Rank"], Visitor.Words.Of(Rank.Clerk), Visitor.Words.Of(Rank.TownshipDeputy)],
            Visitor.Words["import.effect.becomes-cadre"], Visitor.Words["import.effect.family-begins"]);
        Says(changes[down["StaffNumber"]], Visitor.Words["import.effect.ceases-cadre"], Visitor.Words["import.effect.family-ends"]);
        Says((await RowsAsync(PlanList.Leavers))[gone["StaffNumber"]], "2017年6月30日", Visitor.Words["import.effect.post-ends", "清溪管理站", UnitPostKind.Deputy]);
        Assert.Contains(Visitor.Words["import.count.becomes-cadre", 1], visitor.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["import.count.ceases-cadre", 1], visitor.Text, StringComparison.Ordinal);

        async Task<Dictionary<string, string>> RowsAsync(PlanList list) =>
            (await visitor.Open(visitor.Address.Split('?')[0] + "?list=" + list)).Page.QuerySelectorAll("tbody tr")
            .ToDictionary(row => row.QuerySelector("td")!.TextContent, row => row.TextContent);
        static void Says(string row, params string[] sentences) => Assert.All(sentences, sentence => Assert.Contains(sentence, row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_not_in_a_complete_file_is_only_marked_and_found_again_by_the_next()
    {
        var unit = Code();
        await ImportedAsync(City.Officer, Sheets.Roster([Person(unit), Person(unit)], [NewUnit(unit, "station")]));
        var people = await office.InDb(db => db.Officials.Where(o => o.Unit.Code == unit).OrderBy(o => o.StaffNumber).ToListAsync());
        var visitor = await UploadedAsync(City.Officer, Sheets.Roster([Of(people[0], unit)]), FileCovers.UnitsInFile);
        await visitor.Open(visitor.Address + "?list=Missing");
        Assert.Contains(people[1].StaffNumber, visitor.Text, StringComparison.Ordinal);
        await AgreedAsync(visitor);
        Assert.Equal([null, BeijingTime.DayOf(office.Time.GetUtcNow())],
            await office.InDb(db => db.Officials.Where(o => o.Unit.Code == unit).OrderBy(o => o.StaffNumber).Select(o => o.MissingSince).ToListAsync()));
        await ImportedAsync(City.Officer, Sheets.Roster(people.Select(person => Of(person, unit))));
        Assert.Empty(await office.InDb(db => db.Officials.Where(o => o.Unit.Code == unit && o.MissingSince != null).ToListAsync()));
    }

    [Fact]
    public async Task A_new_unit_with_its_head_reads_the_reports_of_its_people()
    {
        var (unit, head, clerk) = (Code(), Person("x"), Person("x"));
        (head["Unit"], clerk["Unit"]) = (unit, unit);
        var row = NewUnit(unit, "river");
        row["Head"] = head["StaffNumber"];
        await ImportedAsync(City.Officer, Sheets.Roster([head, clerk], [row]));
        await office.InDb(async db =>
        {
            var made = await db.Units.Include(u => u.Posts).SingleAsync(u => u.Code == unit);
            Assert.Equal(("/yunlan/river/" + unit + "/", UnitKind.AffiliatedUnit), (made.Path, made.Kind));
            Assert.Equal((await db.Officials.SingleAsync(o => o.StaffNumber == head["StaffNumber"])).Id,
                Assert.Single(made.Posts, post => post.Kind == UnitPostKind.Head).OfficialId);
        });
    }

    public static TheoryData<string, string, RosterFault, string> BadCells => new()
    {
        { "Unit", "forest", RosterFault.UnitElsewhere, "C2" }, { "Unit", "trees", RosterFault.UnitElsewhere, "C2" },
            { "Unit", "yunlan", RosterFault.UnitElsewhere, "C2" }, { "Unit", "none", RosterFault.UnknownUnit, "C2" },
        { "Unit", "../river", RosterFault.NotAUnitCode, "C2" }, { "Unit", "", RosterFault.Missing, "C2" }, { "Name", "", RosterFault.Missing, "B2" },
            { "StaffNumber", "", RosterFault.Missing, "A2" },
        { "Name", new string('王', 61), RosterFault.TooLong, "B2" },
        { "Post", "<f>1+1</f><v>2</v>", RosterFault.Formula, "D2" }, { "Rank", "正副科级", RosterFault.NotACode, "E2" },
            { "BornOn", "1980-02-30", RosterFault.NotADay, "I2" }, { "BornOn", "<v>27461</v>", RosterFault.NotADay, "I2" },
        { "ResidentNumber", "<v>990001197503081000</v>", RosterFault.DigitsLost, "J2" },
            { "ResidentNumber", "990001197503080019", RosterFault.NotAResidentNumber, "J2" }, { "CityManaged", "也许", RosterFault.NotYesNo, "N2" },
        { "Status", "退休", RosterFault.LeftWithoutDay, "Q2" }, { "LeftOn", "2017-01-01", RosterFault.DayWithoutLeaving, "P2" },
    };

    [Theory, MemberData(nameof(BadCells))]
    public async Task A_bad_cell_is_named_and_nothing_is_written(string column, string value, RosterFault fault, string cell)
    {
        var row = Person("station");
        row[column] = value;
        if (value.Length == 0)
            row.Remove(column);
        var visitor = await UploadedAsync(City.Officer, Sheets.Roster([row, Person("station")]));
        Assert.Contains(visitor.Page.QuerySelectorAll("tbody th"), header => header.TextContent == "人员!" + cell);
        Assert.DoesNotContain("RosterFault", visitor.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words[Words.KeyOf(fault)].Split('{')[0], visitor.Text, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => visitor.Form("import.start"));
        var import = await LastAsync();
        await office.LeavesAllUnchanged(() => PostAsync(visitor, import.Id, "0"));
        Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
    }

    [Fact]
    public async Task What_looks_like_a_formula_stays_the_text_it_is()
    {
        var row = Person("station");
        row["Post"] = "=cmd|' /C calc'!A0";
        await ImportedAsync(City.Officer, Sheets.Roster([row]));
        Assert.Equal(row["Post"], await office.InDb(db => db.Officials.Where(o => o.StaffNumber == row["StaffNumber"]).Select(o => o.Post).SingleAsync()));
    }

    [Fact]
    public async Task Somebody_of_another_subtree_is_not_taken_nor_seen()
    {
        var theirs = await City.Clerk(City.OtherDivision);
        var visitor = await UploadedAsync(City.Officer, Sheets.Roster([Of(theirs, "station")]), FileCovers.AllUnits);
        Assert.Contains("人员!A2", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("造林科", visitor.Text, StringComparison.Ordinal);
        var unit = NewUnit("station", "forest");
        unit["Head"] = theirs.Official!.StaffNumber;
        visitor = await UploadedAsync(City.Officer, Sheets.Roster([], [unit, NewUnit("trees", "river"), NewUnit(Code(), "forest")]));
        Assert.Equal(["单位!D2", "单位!A3", "单位!D4"], visitor.Page.QuerySelectorAll("tbody th").Select(header => header.TextContent));
    }

    [Fact]
    public async Task An_import_is_its_uploaders_alone()
    {
        await UploadedAsync(City.Officer, Sheets.Roster([Person("station")]));
        var import = await LastAsync();
        foreach (var stranger in new[] { City.OtherOfficer, City.CityOfficer })
        {
            var visitor = await office.Visit(stranger);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open(Links.RosterImport(import.Id))).Status);
            await office.LeavesAllUnchanged(() => PostAsync(visitor, import.Id, "x"));
            Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
        }
    }

    [Fact]
    public async Task Two_officers_at_once_one_wins_and_the_other_is_told()
    {
        var (first, second) = (Person("station"), Person("station"));
        second["StaffNumber"] = first["StaffNumber"];
        var other = await City.OfficerOf(City.Bureau);
        var (mine, theirs) = (await UploadedAsync(City.Officer, Sheets.Roster([first])), await UploadedAsync(other, Sheets.Roster([second])));
        await Task.WhenAll(mine.Form("import.start").Submit(), theirs.Form("import.start").Submit());
        await Task.WhenAll(EndAsync(mine), EndAsync(theirs));
        Assert.Equal(1, await office.InDb(db => db.Officials.CountAsync(o => o.StaffNumber == first["StaffNumber"])));
        var told = new[] { mine, theirs }.Select(visitor => visitor.Text.Contains(Visitor.Words.Of(ImportStatus.Done), StringComparison.Ordinal) ? "done"
            : visitor.Text.Contains(Visitor.Words["refused.import.stale"], StringComparison.Ordinal) ? "told" : visitor.Text).Order(StringComparer.Ordinal);
        Assert.Equal(["done", "told"], told);
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task A_preview_that_the_roster_has_overtaken_is_refused_and_shown_anew()
    {
        var clerk = await City.Clerk(City.Station);
        var row = Of(clerk, "station");
        row["Post"] = "副站长";
        var visitor = await UploadedAsync(City.Officer, Sheets.Roster([row]));
        await office.InDb(async db =>
        {
            (await db.Officials.SingleAsync(o => o.Id == clerk.Official!.Id))
                .Change(new Act(null, office.Time.GetUtcNow(), new(2017, 9, 4)), new RosterEntry { Telephone = "0700-5550199" }, "test");
            await db.SaveChangesAsync();
        });
        var form = visitor.Form("import.start");
        await office.LeavesAllUnchanged(() => form.Submit());
        Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
        Assert.Contains(Visitor.Words["refused.import.stale"], visitor.Text, StringComparison.Ordinal);
        await visitor.Open(Links.RosterImport((await LastAsync()).Id));
        await AgreedAsync(visitor);
        Assert.Equal("副站长", await office.InDb(db => db.Officials.Where(o => o.Id == clerk.Official!.Id).Select(o => o.Post).SingleAsync()));
    }

    [Fact]
    public async Task Pressed_ten_times_it_is_done_once()
    {
        var row = Person("station");
        var visitor = await UploadedAsync(City.Officer, Sheets.Roster([row]));
        var form = visitor.Form("import.start");
        var (action, fields) = (form.Action, form.Fields);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => visitor.OtherWindow().Post(action, fields, follow: false))));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Found, answer.Status));
        await EndAsync(await visitor.Open(Links.RosterImport((await LastAsync()).Id)));
        Assert.Equal(1, await office.InDb(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.RosterImported
            && e.SubjectId == db.RosterImports.OrderByDescending(i => i.UploadedAt).First(i => i.AccountId == City.Officer.AccountId).Id)));
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task A_row_that_fails_while_writing_leaves_everything_as_it_was()
    {
        var (good, bad) = (Person("station"), Person("station"));
        var visitor = await UploadedAsync(City.Officer, Sheets.Roster([good, bad]));
        var import = await LastAsync();
        var preview = visitor.Page.QuerySelector("[name='Form.Preview']")!.GetAttribute("value")!;
        // A trigger of the test refuses the second account, after the officials have gone in.
        var number = bad["StaffNumber"];
        await office.AsOwner(db => db.Database.ExecuteSqlRawAsync(TestDatabase.IsPostgres
            ? "CREATE FUNCTION fail_now() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.\"UserName\" = '" + number
            + "' THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END; $$; CREATE TRIGGER fail_now BEFORE INSERT ON \"AspNetUsers\" FOR EACH ROW EXECUTE "
            + "FUNCTION fail_now()"
            : "CREATE TRIGGER fail_now BEFORE INSERT ON \"AspNetUsers\" WHEN NEW.\"UserName\" = '" + number + "' BEGIN SELECT RAISE(ABORT, 'no'); END"));
        var before = await office.SnapshotAsync();
        await PostAsync(visitor, import.Id, preview);
        await EndAsync(visitor);
        await office.AsOwner(
            db => db.Database.ExecuteSqlRawAsync(TestDatabase.IsPostgres ? "DROP TRIGGER fail_now ON \"AspNetUsers\"" : "DROP TRIGGER fail_now"));
        Assert.Contains(Visitor.Words["refused.import.failed"], visitor.Text, StringComparison.Ordinal);
        var changed = (await office.SnapshotAsync()).Except(before).Select(table => table.Key);
        Assert.Equal(["AuditEntries", "Jobs", "RosterImports"], changed);
        Assert.NotEmpty(office.Faults);
        office.Faults.Clear();
    }

    [Theory, InlineData("picture"), InlineData("billion laughs"), InlineData("cut in two"), InlineData("a million columns")]
    public async Task An_attack_is_refused_beside_the_field(string attack)
    {
        var visitor = await (await office.Visit(City.Officer)).Open(Links.Roster);
        var form = visitor.Form("roster.upload").Fill("RosterUploadForm.Covers", FileCovers.UnitsInFile)
            .Attach("RosterUploadForm.File", "花名册.xlsx", Sheets.Attacks[attack]());
        await office.LeavesAllUnchanged(() => form.Submit());
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.NotNull(visitor.Page.QuerySelector("#Form_File-field .msg-bad"));
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task Where_the_officer_is_not_in_charge_there_is_no_campaign_and_a_discarded_file_is_gone()
    {
        var visitor = await (await office.Visit(City.Officer)).Open(Links.Roster);
        var form = visitor.Form("roster.upload").Fill("RosterUploadForm.Covers", FileCovers.SomePeople)
            .Attach("RosterUploadForm.File", "../../花名册.xlsx", Sheets.Roster([Person("station")]));
        await form.Submit();
        await visitor.Form("import.discard").Submit();
        var import = await LastAsync();
        Assert.Equal((ImportStatus.Stopped, null, "花名册.xlsx"), (import.Status, import.File, import.FileName));
    }

    private async Task<Visitor> ImportedAsync(Person officer, byte[] file)
    {
        var visitor = await UploadedAsync(officer, file);
        return await AgreedAsync(visitor);
    }

    private async Task<Visitor> UploadedAsync(Person officer, byte[] file, FileCovers covers = FileCovers.SomePeople)
    {
        office.Time.Pass(TimeSpan.FromSeconds(1));
        var visitor = await (await office.Visit(officer)).Open(Links.Roster);
        await visitor.Form("roster.upload").Fill("RosterUploadForm.Covers", covers).Fill("RosterUploadForm.Campaign", "练习专项")
            .Attach("RosterUploadForm.File", "花名册.xlsx", file).Submit();
        return visitor.Status == HttpStatusCode.OK ? visitor
            : throw new InvalidOperationException($"{visitor.Status} {visitor.Text} {string.Join(' ', office.Faults)}");
    }

    private static async Task<Visitor> AgreedAsync(Visitor visitor) => await EndAsync(await visitor.Form("import.start").Submit());

    /// <summary>Looks until it is over.</summary>
    private static async Task<Visitor> EndAsync(Visitor visitor)
    {
        for (var n = 0; visitor.Page.QuerySelector("[data-refresh]") is not null; n++)
        {
            Assert.True(n < 300, "It does not end.");
            await Task.Delay(50);
            await visitor.Open(visitor.Address);
        }
        return visitor;
    }

    private Task<RosterImport> LastAsync() =>
        office.InDb(db => db.RosterImports.AsNoTracking().OrderByDescending(i => i.UploadedAt).ThenByDescending(i => i.Id)
            .FirstAsync(i => i.AccountId == City.Officer.AccountId));

    private static async Task PostAsync(Visitor visitor, Guid import, string preview)
    {
        await visitor.Open(Links.MyWork);
        var token = visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await visitor.Post(Links.RosterImport(import),
            [KeyValuePair.Create("__RequestVerificationToken", token), KeyValuePair.Create("Form.Preview", preview), KeyValuePair.Create("Form.Version", "0")]);
    }

    private static string Code() => $"unit-{Interlocked.Increment(ref numbers)}";

    private static Row Person(string unit)
    {
        var n = Interlocked.Increment(ref numbers);
        return new() { ["StaffNumber"] = $"R{n:0000}", ["Name"] = $"新来的{n}", ["Unit"] = unit };
    }

    private static Row NewUnit(string code, string parent) => new()
    { ["Code"] = code, ["UnitName"] = "新站", ["Kind"] = Visitor.Words.Of(UnitKind.AffiliatedUnit), ["Parent"] = parent };
    private static Row Of(Person person, string unit) => Of(person.Official!, unit);
    private static Row Of(Official official, string unit) => new() { ["StaffNumber"] = official.StaffNumber, ["Name"] = official.Name, ["Unit"] = unit };
}
