using System.Text.RegularExpressions;
using Declarations.Access;
using Declarations.Participation;
using Declarations.Reports;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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

    /// <summary>Every door with everybody; in an ordinary run with whoever opens it and one other, drawn by the seed.</summary>
    public IEnumerable<(string Role, Visitor Visitor, Door Door)> Walk() =>
        from visitor in Visitors.Index()
        from door in Doors
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
        var visitors = new Dictionary<string, Visitor>();
        foreach (var (role, person) in scene.People)
            visitors[role] = person is null ? office.Visit() : await office.Visit(person);
        scene.Visitors = visitors;
        List<string> texts = [City.Practice, submission.ReceiptNumber, city.Station.Code, "zhuzhou-2017", "x"];
        List<Guid> ids = [report.Id, report.Draft.Interests[0].Id, spouse.Id, clerk.Official.Id, clerk.AccountId, city.Station.Id, paper.Id, file, request,
            .. await AllIdsAsync(office)];
        var doors = new List<Door>();
        foreach (var endpoint in Pages(office))
            doors.Add(await scene.OpenAsync(endpoint, texts, ids));
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

    private async Task<Door> OpenAsync(RouteEndpoint endpoint, List<string> texts, List<Guid> ids)
    {
        var page = endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>()!;
        var route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        var posts = PostsOf(page);
        var addresses = new List<string> { Optional().Replace(route, "") };
        foreach (Match slot in Slot().Matches(route))
            addresses = [.. addresses.SelectMany(
                address => Values(slot.Groups["type"].Value, texts, ids).Select(value => address.Replace(slot.Value, value, StringComparison.Ordinal)))];
        foreach (var address in addresses)
            foreach (var (role, visitor) in Visitors)
                if ((int)(await visitor.Open(address, follow: false)).Status is 200)
                    return new(route, address, role, posts, page);
        return new(route, addresses[0], null, posts, page);
    }

    private static IEnumerable<string> Values(string type, List<string> texts, List<Guid> ids) => type switch
    {
        "guid" or "guid?" => ids.Select(id => id.ToString()),
        "int" => ["404"],
        _ => texts,
    };

    /// <summary>The newest three ids of every table.</summary>
    private static Task<List<Guid>> AllIdsAsync(Office office) => office.InDb(async db =>
    {
        var ids = new List<Guid>();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Where(entity => entity.FindProperty("Id")?.ClrType == typeof(Guid))
            .Select(entity => entity.GetTableName()!).Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT \"Id\" FROM \"{table}\" ORDER BY \"Id\" DESC LIMIT 3";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                ids.Add(reader.GetGuid(0));
        }
        return ids;
    });

    [GeneratedRegex(@"\{(?<name>\w+)(:(?<type>[^}]+))?\}")]
    private static partial Regex Slot();

    [GeneratedRegex(@"/?\{version\?\}")]
    private static partial Regex Optional();
}
