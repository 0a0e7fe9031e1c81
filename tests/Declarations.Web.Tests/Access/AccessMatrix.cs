using System.Net;
using System.Reflection;
using Declarations.Access;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Rules;
using Declarations.Web.Pages.Custody;
using Declarations.Web.Tests.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Access;

/// <summary>
/// Who gets what: every handler of every page, by every role, on reports of every relation and status, against the reviewed
/// file access-matrix.txt. UPDATE_ACCESS_MATRIX=1 writes the file anew; its difference is then what has to be reviewed.
/// A deep run asks for every cell. An ordinary one takes each line of the file and asks as one of its roles, drawn by the seed, once for
/// each answer that the line gives: in one of the relations and statuses that have it, drawn likewise. Two classes share the addresses, since each
/// takes minutes; a handler may answer by what another of its area has done, so an area is not parted.
/// </summary>
public abstract class AccessMatrix(Office office, ITestOutputHelper output)
{
    protected Office Office => office;

    /// <param name="area">First part of an address.</param>
    protected abstract bool Takes(string area);


    private const string Token = "__RequestVerificationToken";
    private static readonly ReportStatus[] States = [.. Enum.GetValues<ReportStatus>().Where(state => state is not ReportStatus.HandedUp)];
    private static readonly string[] Relations = ["same", "child", "sibling", "parent", "cousin"];

    /// <summary>A role, and the units that stand in each relation to its own.</summary>
    private sealed record Seat(string Role, Person? Person, Visitor Visitor, IReadOnlyDictionary<string, Unit> Units);

    /// <summary>A report that is acted upon.</summary>
    private sealed record Target(Person Filer, Guid Report, int Version, int DraftNumber, string? Receipt, Guid Unit);

    private readonly Dictionary<(Guid Unit, ReportStatus), Target> shelf = [];
    private readonly Dictionary<ReportStatus, (Person Person, Visitor Visitor)> employees = [];
    private readonly Dictionary<Visitor, string> tokens = [];
    private Shelf filer = null!;
    private int cells;

    private static bool IsToBeWritten => Settings.IsToWrite("ACCESS_MATRIX");
    private static string FilePath => Path.Combine(Settings.Root(), "tests", "Declarations.Web.Tests", "Access", "access-matrix.txt");

    [Fact]
    public async Task Every_cell_is_as_reviewed()
    {
        if (IsToBeWritten && !Takes(""))
            return;
        var handlers = Scene.Pages(office).SelectMany(Scene.HandlersOf).ToList();
        Assert.Superset(handlers.ToHashSet(), (await File.ReadAllLinesAsync(FilePath)).Concat(handlers.Where(_ => IsToBeWritten)).ToHashSet());
        var scene = await Scene.SetAsync(office);
        var seats = await SeatsAsync();
        if (Settings.Deep || IsToBeWritten)
            await AskAllAsync(scene, seats);
        else
            await AskSomeAsync(scene, seats);
        Assert.Empty(office.Faults);
    }

    private async Task AskSomeAsync(Scene scene, List<Seat> seats)
    {
        var (reviewed, called, wrong) = (new Dictionary<string, List<string[]>>(), "", new List<string>());
        foreach (var line in (await File.ReadAllLinesAsync(FilePath)).Where(line => line.Length > 0 && line[0] != '#'))
            if (line[0] == ' ')
                reviewed[called].Add(line.Trim().Split(": "));
            else
                reviewed[called = line] = [];
        foreach (var door in Mine(scene))
            foreach (var handler in door.Posts.Select(post => (string?)post).Prepend(null))
                foreach (var line in reviewed[called = Scene.Called(door.Route, handler)])
                {
                    // The same role throughout an area, in the order of the file: a handler may answer by what another has done.
                    var role = Drawn(line[0].Split(", "), door.Route.Split('/')[1] + line[0]);
                    if (role.StartsWith("own ", StringComparison.Ordinal))
                        Compare(role, line[1], await OwnCellAsync(scene, door, handler, Enum.Parse<ReportStatus>(role["own ".Length..])));
                    else if (seats.Single(seat => seat.Role == role) is var seat && !IsAboutAReport(scene, door, handler))
                        Compare(role, line[1], await CellAsync(seat.Person, seat.Visitor, handler, door.Address, null));
                    else
                        foreach (var cells in Cells(line[1], seat).GroupBy(cell => cell.Answer))
                        {
                            var (relation, state, answer) = Drawn([.. cells], called + line[0] + cells.Key);
                            Compare($"{role} {relation} {state}", answer, await CellOfAsync(scene, door, handler, seat, seat.Units[relation], state));
                        }
                }
        output.WriteLine($"{cells} cells of {reviewed.Count} handlers and {reviewed.Values.Sum(lines => lines.Count)} lines, drawn with seed {Settings.Seed}");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));

        void Compare(string who, string expected, string actual)
        {
            if (actual != expected)
                wrong.Add($"{called} by {who}: {actual} in place of {expected} (seed {Settings.Seed})");
        }
    }

    /// <summary>What a line says of each relation of a role and each status.</summary>
    private static IEnumerable<(string Relation, ReportStatus State, string Answer)> Cells(string row, Seat seat) =>
        from part in row.Split(' ').Select(part => part.Split('='))
        from relation in part.Length == 1 ? seat.Units.Keys : part[0].Split('+')
        from state in States.Index()
        let answers = part[^1].Split(',')
        select (relation, state.Item, answers[answers.Length == 1 ? 0 : state.Index]);

    private static T Drawn<T>(IReadOnlyList<T> these, string what) => these[Settings.Draw(what, these.Count)];

    private async Task AskAllAsync(Scene scene, List<Seat> seats)
    {
        var lines = new List<string>();
        foreach (var door in IsToBeWritten ? scene.Doors : Mine(scene))
            foreach (var handler in door.Posts.Select(post => (string?)post).Prepend(null))
            {
                var rows = new List<(string Role, string Row)>();
                foreach (var seat in seats)
                    rows.Add((seat.Role, await RowAsync(scene, door, handler, seat)));
                foreach (var state in IsOwn(scene, door) ? States : [])
                    rows.Add(("own " + state, await OwnCellAsync(scene, door, handler, state)));
                lines.Add(Scene.Called(door.Route, handler));
                lines.AddRange(rows.GroupBy(row => row.Row).Select(group => $"    {string.Join(", ", group.Select(row => row.Role))}: {group.Key}"));
            }
        output.WriteLine($"{cells} cells: {Mine(scene).Sum(door => door.Posts.Count + 1)} handlers, {seats.Count} roles, {Relations.Length + 1} relations, "
            + $"{States.Length} statuses");
        if (IsToBeWritten)
            await File.WriteAllTextAsync(FilePath, Header() + string.Join('\n', lines) + "\n");
        Assert.Equal(await ReviewedAsync(IsToBeWritten ? scene.Doors : Mine(scene)), lines);
    }

    private IEnumerable<Hosting.Door> Mine(Scene scene) => scene.Doors.Where(door => Takes(door.Route.Split('/')[1]));

    /// <summary>The lines of the file about these addresses.</summary>
    private static async Task<IReadOnlyList<string>> ReviewedAsync(IEnumerable<Hosting.Door> doors)
    {
        var handlers = doors
            .SelectMany(door => door.Posts.Select(post => (string?)post).Prepend(null).Select(post => Scene.Called(door.Route, post))).ToHashSet();
        var (lines, taken) = (new List<string>(), false);
        foreach (var line in (await File.ReadAllLinesAsync(FilePath)).Where(line => line.Length > 0 && line[0] != '#'))
        {
            taken = line[0] == ' ' ? taken : handlers.Contains(line);
            if (taken)
                lines.Add(line);
        }
        return lines;
    }

    [Fact]
    public async Task What_is_not_yours_and_what_does_not_exist_look_the_same()
    {
        var scene = await Scene.SetAsync(office);
        var compared = 0;
        foreach (var door in Mine(scene)
            .Where(door => door.Route.Contains("guid", StringComparison.Ordinal) || door.Route.Contains("{number}", StringComparison.Ordinal)))
            foreach (var (_, (role, visitor)) in scene.Visitors.Where(pair => pair.Key != "anonymous").Index()
                .Where(one => Settings.IsTurn(door.Route, one.Index, 12)))
                foreach (var action in door.Posts.Select(door.ActionOf).Prepend(null))
                {
                    var theirs = await AnswerAsync(visitor, door.Address, action);
                    if (theirs.Status is not (HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed))
                        continue;
                    var nobodys = await AnswerAsync(visitor, Absent(door.Address), action is null ? null : Absent(action));
                    Assert.Equal((role, door.Route, theirs), (role, door.Route, nobodys));
                    compared++;
                }
        output.WriteLine($"{compared} pairs of foreign and absent addresses compared.");
        Assert.True(compared >= 15, $"Only {compared} pairs were compared.");
    }

    private static string Header() => $"""
        # Who gets what. Written by AccessMatrixTests: UPDATE_ACCESS_MATRIX=1 dotnet test --filter AccessMatrix, then read the difference.
        # A line: roles: relation=answer ... The unit of the report stands in that relation to the unit of the role; "in" asks to sign in,
        # 404 is out of reach, 400 and 409 are within reach but not with this form or not in this status. A list has one answer
        # for each status: {string.Join(", ", States)}. An address without a report has one answer; "own X" is a filer whose own report is X.

        """.ReplaceLineEndings("\n");

    /// <summary>One answer, or one for each relation and status; equal ones together.</summary>
    private async Task<string> RowAsync(Scene scene, Hosting.Door door, string? handler, Seat seat)
    {
        if (!IsAboutAReport(scene, door, handler))
            return await CellAsync(seat.Person, seat.Visitor, handler, door.Address, null);
        var answers = new List<(string Relation, string Cells)>();
        foreach (var relation in Relations.Where(seat.Units.ContainsKey))
        {
            var byState = new List<string>();
            foreach (var state in States)
                byState.Add(await CellOfAsync(scene, door, handler, seat, seat.Units[relation], state));
            answers.Add((relation, byState.Distinct().Count() == 1 ? byState[0] : string.Join(',', byState)));
        }
        return answers.Select(answer => answer.Cells).Distinct().Count() == 1 ? answers[0].Cells
            : string.Join(' ', answers.GroupBy(answer => answer.Cells)
            .Select(group => $"{string.Join('+', group.Select(answer => answer.Relation))}={group.Key}"));
    }

    /// <summary>The answer about the report on the shelf; one that has been acted upon is replaced.</summary>
    private async Task<string> CellOfAsync(Scene scene, Hosting.Door door, string? handler, Seat seat, Unit unit, ReportStatus state)
    {
        var target = await OnShelfAsync(unit, state);
        var answer = await CellAsync(seat.Person, seat.Visitor, handler, At(scene, door, target), target);
        if (answer is "302" or "200" && handler is not null)
            shelf.Remove((unit.Id, state));
        return answer;
    }

    private async Task<string> CellAsync(Person? person, Visitor visitor, string? handler, string address, Target? target)
    {
        cells++;
        if (handler is null)
            await visitor.Open(address, follow: false);
        else
        {
            if (!tokens.TryGetValue(visitor, out var token))
                tokens[visitor] = token = (await visitor.Open("/sign-in")).Page.QuerySelector($"input[name={Token}]")!.GetAttribute("value")!;
            await visitor.Post(handler.Length == 0 ? address
                : $"{address}?handler={handler}", Fields(person, target).Append(KeyValuePair.Create(Token, token)), follow: false);
        }
        var answer = visitor.Response.Headers.Location?.OriginalString.Contains("/sign-in?next=", StringComparison.Ordinal) == true ? "in"
            : $"{(int)visitor.Status}";
        if (answer == "302" && handler is not null && person is not null && (await visitor.Open(Links.MyWork, follow: false)).Status != HttpStatusCode.OK)
        {
            await visitor.SignIn(person);
            tokens.Remove(visitor);
        }
        return answer;
    }

    /// <summary>What the forms of the product send, all at once; a page takes what is its own.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Fields(Person? person, Target? target) => new Dictionary<string, string>
    {
        ["Version"] = $"{target?.Version}",
        ["Form.Version"] = $"{target?.Version}",
        ["Return.Version"] = $"{target?.Version}",
        ["Form.DraftNumber"] = $"{target?.DraftNumber}",
        ["Form.Password"] = person?.Password ?? "",
        ["Form.Pledged"] = "true",
        ["Form.Heeded"] = "true",
        ["Form.Reason"] = nameof(NotSubmittedReason.Deceased),
        ["Form.Only"] = $"{target?.Report}:{target?.Version}",
        ["Return.Line"] = "details",
        ["Return.Comment"] = "请核对",
        ["report"] = $"{target?.Report}",
        ["campaign"] = City.Practice,
    };

    private async Task<List<Seat>> SeatsAsync()
    {
        var city = office.City;
        var (sub, pump) = (await city.UnitBelow(city.Station, "sub"), await city.UnitBelow(city.Bureau, "pump"));
        var grove = await city.UnitBelow(city.OtherBureau, "grove");
        filer = await Shelf.BuildAsync(office, city.Seat, city.Bureau, city.OtherBureau, city.Station, sub, pump, grove);
        var ofStation = new Dictionary<string, Unit>
        { ["same"] = city.Station, ["child"] = sub, ["sibling"] = pump, ["parent"] = city.Bureau, ["cousin"] = grove };
        var ofBureau = new Dictionary<string, Unit> { ["same"] = city.Bureau, ["child"] = city.Station, ["sibling"] = city.OtherBureau, ["cousin"] = grove };
        var people = new List<(string, Person?, Dictionary<string, Unit>)>
        {
            ("anonymous", null, ofStation), ("employee", await city.Clerk(city.Station), ofStation), ("head", city.Head, ofStation),
                ("deputy", city.Deputy, ofStation),
            ("officer of the unit", await city.OfficerOf(city.Station), ofStation), ("secretary", city.Secretary, ofBureau),
                ("officer of the bureau", city.Officer, ofBureau),
            ("officer of the city", city.CityOfficer, new() { ["child"] = city.Bureau }),
        };
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.CampaignOfficer))
        {
            var person = await city.OfficerOf(city.Bureau);
            await office.InDb(db => db.Grants.Where(grant => grant.AccountId == person.AccountId)
                .ExecuteUpdateAsync(set => set.SetProperty(grant => grant.Role, role)));
            people.Add((role.ToString(), person, ofBureau));
        }
        foreach (var (role, state) in new[]
            { ("officer not confirmed", GrantState.Asked), ("officer suspended", GrantState.Suspended), ("officer taken back", GrantState.Ended) })
        {
            var person = await city.OfficerOf(city.Bureau);
            await office.InDb(db => db.Grants.Where(grant => grant.AccountId == person.AccountId)
                .ExecuteUpdateAsync(set => set.SetProperty(grant => grant.State, state)));
            people.Add((role, person, ofBureau));
        }
        var (left, moved, reset) = (await city.LeadingCadre(city.Station), await city.LeadingCadre(city.Station), await city.LeadingCadre(city.Station));
        foreach (var (role, person) in new[] { ("left head", left), ("moved head", moved), ("reset head", reset) })
        {
            await city.Give(city.Station, UnitPostKind.Head, person);
            people.Add((role, person, ofStation));
        }
        await office.InDb(async db =>
        {
            var act = new Auditing.Act(null, office.Time.GetUtcNow(), new(2017, 9, 4));
            (await db.Officials.SingleAsync(official => official.Id == left.Official!.Id))
                .Leave(act, Declarations.Roster.ServiceStatus.Retired, new(2017, 9, 1), "退休");
            (await db.Officials.SingleAsync(official => official.Id == moved.Official!.Id))
                .Move(act, await db.Units.SingleAsync(unit => unit.Id == city.Division.Id), "调动");
            db.ActivationSlips.Add(new()
            {
                Id = Guid.CreateVersion7(),
                AccountId = reset.AccountId,
                Purpose = Declarations.Data.Accounts.SlipPurpose.Reset,
                IssuedAt = act.At,
                ExpiresAt = act.At,
                CodeHash = Guid.NewGuid().ToString("N"),
            });
            await db.SaveChangesAsync();
            await db.ActivationSlips.Where(slip => slip.AccountId == reset.AccountId).ExecuteUpdateAsync(set => set.SetProperty(slip => slip.UsedAt, act.At));
        });
        var seats = new List<Seat>();
        foreach (var (role, person, units) in people)
            seats.Add(new(role, person, person is null ? office.Visit() : await office.Visit(person), units));
        return seats;
    }

    private async Task<Target> OnShelfAsync(Unit unit, ReportStatus state)
    {
        if (!shelf.TryGetValue((unit.Id, state), out var target))
            shelf[(unit.Id, state)] = target = await TargetOfAsync(await filer.FileAsync(unit, state, City.Nil));
        return target;
    }

    /// <summary>A filer at the own report; one who has changed it is replaced.</summary>
    private async Task<string> OwnCellAsync(Scene scene, Hosting.Door door, string? handler, ReportStatus state)
    {
        if (!employees.TryGetValue(state, out var employee))
        {
            var person = await filer.FileAsync(office.City.Station, state, City.Sand);
            employees[state] = employee = (person, await office.Visit(person));
        }
        var mine = await TargetOfAsync(employee.Person);
        var interest = (await office.City.ReportOf(employee.Person)).Draft.Interests.FirstOrDefault()?.Id;
        var cell = await CellAsync(employee.Person, employee.Visitor, handler, Own(scene, door, mine, interest), mine);
        if (handler is not null && (await TargetOfAsync(employee.Person)).Version != mine.Version)
            employees.Remove(state);
        return cell;
    }

    private Task<Target> TargetOfAsync(Person person) => office.InDb(async db =>
    {
        var report = await db.Reports.AsNoTracking().SingleAsync(r => r.OfficialId == person.Official!.Id && r.Campaign.Code == City.Practice);
        var receipt = await db.Submissions.Where(v => v.ReportId == report.Id).Select(v => v.ReceiptNumber).FirstOrDefaultAsync();
        return new Target(person, report.Id, report.Version, report.DraftNumber, receipt, report.UnitId);
    });

    /// <summary>The address of the door with this report, or its filer or unit, in place of the one that the scene found.</summary>
    private static string At(Scene scene, Hosting.Door door, Target target) =>
        scene.Kinds.Where(pair => door.Address.Contains(pair.Key, StringComparison.Ordinal)).Aggregate(door.Address,
        (address, pair) => address.Replace(pair.Key, pair.Value switch
        {
            "report" => target.Report.ToString(),
            "official" => target.Filer.Official!.Id.ToString(),
            "account" => target.Filer.AccountId.ToString(),
            "unit" => target.Unit.ToString(),
            "receipt" => target.Receipt ?? "none",
            _ => pair.Key,
        }, StringComparison.Ordinal));

    private static string Own(Scene scene, Hosting.Door door, Target mine, Guid? interest) =>
        scene.Kinds.Where(pair => pair.Value == "interest")
            .Aggregate(At(scene, door, mine), (address, pair) => address.Replace(pair.Key, $"{interest}", StringComparison.Ordinal));

    private static bool IsOwn(Scene scene, Hosting.Door door) => door.Route.StartsWith("/report/", StringComparison.Ordinal)
        || scene.Kinds.Any(pair => pair.Value is "report" or "receipt" && door.Address.Contains(pair.Key, StringComparison.Ordinal));

    /// <summary>
    /// The report stands in the address or, where a handler takes ids or picks, in the form; behind which line a list goes on is no report.
    /// </summary>
    private static bool IsAboutAReport(Scene scene, Hosting.Door door, string? handler) =>
        scene.Kinds.Any(pair => pair.Value is not "interest" && door.Address.Contains(pair.Key, StringComparison.Ordinal))
        || handler is not null && !door.Route.StartsWith("/report/", StringComparison.Ordinal)
            && (door.Page.HandlerMethods.Where(method => string.Equals(method.HttpMethod, "POST", StringComparison.OrdinalIgnoreCase)
            && (method.Name ?? "") == handler).SelectMany(method => method.Parameters.Select(parameter => parameter.ParameterType))
                .Concat(door.Page.BoundProperties.OfType<PageBoundPropertyDescriptor>()
                    .Where(property => property.Name != "After").SelectMany(
                    property => property.Property.PropertyType.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(part => part.PropertyType)))
                .Any(type => (Nullable.GetUnderlyingType(type) ?? type) is var plain && (plain == typeof(Guid) || plain == typeof(Pick))));

    private static async Task<(HttpStatusCode Status, int Length, string? Location)> AnswerAsync(Visitor visitor, string address, string? action)
    {
        if (action is null)
            await visitor.Open(address, follow: false);
        else
        {
            var token = (await visitor.Open("/sign-in")).Page.QuerySelector($"input[name={Token}]")!.GetAttribute("value")!;
            await visitor.Post(action, [KeyValuePair.Create(Token, token)], follow: false);
        }
        return (visitor.Status, visitor.Body.Length, visitor.Response.Headers.Location?.OriginalString);
    }

    /// <summary>The same address with another id of the same shape.</summary>
    private static string Absent(string path) =>
        Guid.TryParse(path.Split('/', '?').FirstOrDefault(part => Guid.TryParse(part, out _)), out var id)
            ? path.Replace(id.ToString(), Guid.CreateVersion7().ToString(), StringComparison.Ordinal)
            : path[..^1] + (path[^1] == 'A' ? 'B' : 'A');
}
