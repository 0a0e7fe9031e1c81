using System.Text.RegularExpressions;
using Declarations.Access;
using Declarations.Bulletins;
using Declarations.Custody;
using Declarations.Data;
using Declarations.Integrity;
using Declarations.Participation;
using Declarations.Questions;
using Declarations.Registers;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Summaries;
using Declarations.Verification;
using Declarations.Web.Access;
using Declarations.Web.Tests.Integrity;
using Declarations.Web.Tests.Summaries;
using Declarations.Web.Tests.Verification;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Hosting;

/// <summary>A page as it is served.</summary>
/// <param name="Route">Its pattern, e.g. /reports/{id:guid}.</param>
/// <param name="Address">With values that at least one role may open, or with what came closest.</param>
/// <param name="Opener">The first role that may open it; null if none may.</param>
/// <param name="Posts">Names of the POST handlers; empty for the unnamed one.</param>
public sealed record Door(string Route, string Address, string? Opener, IReadOnlyList<string> Posts, CompiledPageActionDescriptor Page)
{
    public string ActionOf(string handler) => handler.Length == 0 ? Address : $"{Address}?handler={handler}";
}

/// <summary>
/// A little of everything in the city, somebody of every role signed in, and every page of the running application with an
/// address that opens: found by trying, so that a new page is here by itself.
/// </summary>
public sealed partial class Scene
{
    public IReadOnlyDictionary<string, Person?> People { get; private init; } = null!;
    public IReadOnlyDictionary<string, Visitor> Visitors { get; private set; } = null!;
    public IReadOnlyList<Door> Doors { get; private set; } = [];
    public IReadOnlyList<Guid> Ids { get; private set; } = [];
    /// <summary>What the values in the addresses of the doors stand for: report, interest, official and so on.</summary>
    public IReadOnlyDictionary<string, string> Kinds { get; private init; } = null!;

    /// <summary>What the first id in an address is of, by what stands before it: where it is not of the report or the people of the scene.</summary>
    private static readonly Dictionary<string, Type> Kept = new()
    {
        ["/bulletins/"] = typeof(Bulletin),
        ["/checks/draws/"] = typeof(SpotCheck),
        ["/clues/"] = typeof(Problem),
        ["/custody/hand-over/"] = typeof(HandOver),
        ["/integrity/"] = typeof(IntegrityEntry),
        ["/key-posts/"] = typeof(KeyPost),
        ["/my-leads/"] = typeof(Lead),
        ["/my-pledges/"] = typeof(PledgeText),
        ["/pledges/"] = typeof(PledgeText),
        ["/my-measures/"] = typeof(Measure),
        ["/my-measures/circulars/"] = typeof(ActivityUnit),
        ["/project/"] = typeof(Register),
        ["/project/consultations/"] = typeof(Activity),
        ["/questions/"] = typeof(Question),
        ["/my-measures/notices/"] = typeof(Bulletin),
        ["/my-measures/reconcile/"] = typeof(Register),
        ["/published/"] = typeof(Bulletin),
        ["/registers/"] = typeof(Register),
        ["/registers/notices/"] = typeof(Bulletin),
        ["/registers/measures/"] = typeof(Measure),
        ["/registers/problems/"] = typeof(Problem),
        ["/roster/import/"] = typeof(RosterImport),
        ["/roster/requests/"] = typeof(RosterRequest),
        ["/summary/exports/"] = typeof(SummaryExport),
        ["/supervision/"] = typeof(Activity),
        ["/verification/leads/"] = typeof(Lead),
        ["/verification/registries/"] = typeof(RegistryImport),
    };

    /// <summary>Pages that nobody of the scene may open as it stands; tests of their own open them.</summary>
    private static readonly string[] Unopened =
    [
        "/admin/audit", "/bulletins/{id:guid}", "/custody/hand-over/{id:guid}", "/discipline", "/discipline/checkpoint", "/integrity-files", "/kept",
        "/my-measures/notices/{id:guid}", "/progress/people", "/progress/statistics",
        "/registers/{id:guid}/import", "/report/{campaign}/supplement", "/roster/import/{id:guid}",
            "/roster/units/{code}/above", "/set-up", "/sign-in/code", "/sign-in/single", "/sign-out",
        "/tips", "/tips/desk", "/tips/figures", "/tips/keys", "/tips/new", "/tips/poster", "/tips/topics", "/tips/{id:guid}", "/tips/{id:guid}/act",
        "/tips/{id:guid}/files/{attached:guid}",
    ];

    /// <summary>The newest ids of each of those.</summary>
    private Dictionary<Type, List<Guid>> newest = [];

    /// <summary>Every door with everybody; in an ordinary run with whoever opens it and one other, drawn by the seed.</summary>
    /// <param name="share">In an ordinary run one door in so many.</param>
    public IEnumerable<(string Role, Visitor Visitor, Door Door)> Walk(int share = 1) =>
        from visitor in Visitors.Index()
        from door in Doors
        where Settings.IsTurn("walk" + door.Route, 0, share)
        where door.Opener == visitor.Item.Key || Settings.IsTurn(door.Route, visitor.Index, Visitors.Count)
        select (visitor.Item.Key, visitor.Item.Value, door);

    public static async Task<Scene> SetAsync(Office office)
    {
        var city = office.City;
        var (clerk, cadre, onPaper) = (await city.Clerk(city.Station), await city.LeadingCadre(city.Station), await city.Clerk(city.Station));
        var submission = await city.HandIn(clerk, City.Sand(clerk));
        var spouse = new Relative(Guid.CreateVersion7(), Relation.Spouse, "苏婉宁") { Inquiry = Inquiry.Known };
        await city.Draft(cadre, City.Nil(cadre) with { Relatives = [spouse] });
        var report = await city.ReportOf(clerk);
        await city.KeyIn(onPaper, city.Officer);
        var paper = await city.ReportOf(onPaper);
        var file = await city.FileOf(submission);
        var (request, proof) = await city.Ask(clerk);
        await city.Clue(clerk, city.Deputy);
        await city.Supervise(clerk);
        await city.Supervise(null);
        await city.Circular();
        await city.Notice((await city.Rectify(clerk, $"scene-{Guid.NewGuid().ToString("N")[..8]}")).Register);
        await office.Pledge();
        await office.Opinion(clerk);
        await office.KeyPost(clerk, clerk);
        await office.Project(clerk);
        await office.Lead(clerk, proposed: true);
        await office.ExportAsync(city.Officer);
        await city.Inquire(clerk, "我爱人在采砂公司上班，要报告吗？");
        await office.InDb(async db =>
        {
            var (campaign, bureau) = (await db.Campaigns.SingleAsync(c => c.Code == City.Practice), await db.Units.SingleAsync(u => u.Id == city.Bureau.Id));
            db.SpotChecks.Add(SpotCheck.Draw(new(city.Officer.AccountId, office.Time.GetUtcNow(), new(2017, 9, 18)), campaign, bureau, DrawnFrom.Filed,
                await db.DrawablesAsync(campaign, bureau, DrawnFrom.Filed), "07 19 23", share: 10, count: null));
            await db.SaveChangesAsync();
        });
        var scene = new Scene
        {
            Kinds = new Dictionary<string, string>
            {
                [report.Id.ToString()] = "report",
                [report.Draft.Interests[0].Id.ToString()] = "interest",
                [clerk.Official!.Id.ToString()] = "official",
                [clerk.AccountId.ToString()] = "account",
                [city.Station.Id.ToString()] = "unit",
                [submission.ReceiptNumber] = "receipt",
            },
            People = new Dictionary<string, Person?>
            {
                ["anonymous"] = null,
                ["clerk"] = clerk,
                ["cadre"] = cadre,
                ["reader"] = city.Head,
                ["officer"] = city.Officer,
                ["stranger"] = city.OtherOfficer,
                ["city"] = city.CityOfficer,
                ["system"] = await city.WithRole(Role.SystemAdministrator, city.Seat),
            },
        };
        var (visitors, rights) = (new Dictionary<string, Visitor>(), new Dictionary<string, HashSet<Permission>>());
        foreach (var (role, person) in scene.People)
        {
            visitors[role] = person is null ? office.Visit() : await office.Visit(person);
            rights[role] = await office.As(person, viewer => AccessTable.Holders.Where(each => each.Value(viewer)).Select(each => each.Key).ToHashSet());
        }
        scene.Visitors = visitors;
        List<string> texts =
            [City.Practice, submission.ReceiptNumber, city.Station.Code, "zhuzhou-2017", "x", "person", $"{report.Draft.Interests[0].Id}"];
        List<Guid> ids = [report.Id, report.Draft.Interests[0].Id, spouse.Id, clerk.Official.Id, clerk.AccountId, city.Station.Id, paper.Id, file, request,
];
        scene.newest = await NewestAsync(office);
        var doors = new List<Door>();
        foreach (var endpoint in Pages(office))
            doors.Add(await scene.OpenAsync(endpoint, texts, ids, rights));
        // What an earlier test of the same office has done may open one of them.
        Assert.Empty(doors.Where(door => door.Opener is null).Select(door => door.Route).Except(Unopened));
        // Whose a file is decides who may open it: a door for each other owner.
        doors.Add(doors.Single(door =>
            door.Route == "/files/{id:guid}") with
        { Route = "/files/{id:guid} of a request", Address = Links.File(proof), Opener = "officer" });
        (scene.Doors, scene.Ids) = (doors, ids);
        return scene;
    }

    public static IEnumerable<RouteEndpoint> Pages(Office office) =>
        office.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is not null)
            .OrderBy(endpoint => endpoint.RoutePattern.RawText, StringComparer.Ordinal);

    /// <summary>How the access matrix calls what a page does: "GET /summary", "POST /reading/{id:guid} Sign".</summary>
    public static IEnumerable<string> HandlersOf(RouteEndpoint endpoint) =>
        PostsOf(endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>()!).Select(post => (string?)post).Prepend(null)
        .Select(handler => Called("/" + endpoint.RoutePattern.RawText!.TrimStart('/'), handler));

    public static string Called(string route, string? handler) => handler is null ? $"GET {route}" : $"POST {route} {handler}".TrimEnd();

    private static List<string> PostsOf(CompiledPageActionDescriptor page) =>
        [.. page.HandlerMethods.Where(handler => string.Equals(handler.HttpMethod, "POST", StringComparison.OrdinalIgnoreCase))
            .Select(handler => handler.Name ?? "")];

    private async Task<Door> OpenAsync(
        RouteEndpoint endpoint, List<string> texts, List<Guid> ids, Dictionary<string, HashSet<Permission>> rights)
    {
        var page = endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>()!;
        var route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        var posts = PostsOf(page);
        var needed = AccessTable.Folders[page.ViewEnginePath[..page.ViewEnginePath.LastIndexOf('/')]];
        var addresses = new List<string> { Optional().Replace(route, "") };
        foreach (Match slot in Slot().Matches(route))
            addresses = [.. addresses.SelectMany(address => Values(address[..address.IndexOf(slot.Value, StringComparison.Ordinal)],
                slot.Groups["type"].Value, texts, ids).Select(value => address.Replace(slot.Value, value, StringComparison.Ordinal)))];
        // Of an address with two places, the first value of the first place with every value of the second.
        foreach (var address in addresses.Take(ids.Count + texts.Count))
            foreach (var (role, visitor) in Visitors.Where(each => rights[each.Key].Contains(needed)))
                if ((int)(await visitor.Open(address, follow: false)).Status is 200)
                    return new(route, address, role, posts, page);
        return new(route, addresses[0], null, posts, page);
    }

    /// <param name="before">The address before the place.</param>
    private IEnumerable<string> Values(string before, string type, List<string> texts, List<Guid> ids) => type switch
    {
        "guid" or "guid?" => (Kept.TryGetValue(before, out var kept) ? newest[kept] : ids).Select(id => id.ToString()).DefaultIfEmpty(Guid.Empty.ToString()),
        "int" => ["404"],
        _ => texts,
    };

    private static Task<Dictionary<Type, List<Guid>>> NewestAsync(Office office) => office.InDb(async db =>
    {
        var newest = new Dictionary<Type, List<Guid>>();
        await db.Database.OpenConnectionAsync();
        foreach (var type in Kept.Values.Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT \"Id\" FROM \"{db.Model.FindEntityType(type)!.GetTableName()}\" ORDER BY \"Id\" DESC LIMIT 12";
            await using var reader = await command.ExecuteReaderAsync();
            newest[type] = [];
            while (await reader.ReadAsync())
                newest[type].Add(reader.GetGuid(0));
        }
        return newest;
    });

    [GeneratedRegex(@"\{(?<name>\w+)(:(?<type>[^}]+))?\}")]
    private static partial Regex Slot();

    [GeneratedRegex(@"/?\{version\?\}")]
    private static partial Regex Optional();
}
