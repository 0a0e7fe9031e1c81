using System.Globalization;
using System.Net;
using Declarations.Auditing;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Web.Tests.Roster;
using Declarations.Web.Tests.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Access;

/// <summary>
/// Who gets what when opening each page. "in" is the way to sign in. The report that is looked at is that of a clerk of
/// the station: the reader is the head of the station, the officer is the bureau's, the stranger the other bureau's officer,
/// the campaign the city's.
/// </summary>
public sealed class AccessMatrixTests(Office office) : IClassFixture<Office>
{
    private static readonly string[] Roles = ["anonymous", "clerk", "cadre", "reader", "officer", "stranger", "city"];

    // Reviewed by hand against plan 五 and the access table; one line a page, one column a role.
    private const string Expected = """
        page                                       anonymous clerk cadre reader officer stranger city
        /                                          302       302   302   302    302     302      302
        /account                                   in        200   200   200    200     200      200
        /account/authenticator                     in        200   200   200    200     200      200
        /account/passkeys                          in        200   200   200    200     200      200
        /account/password                          in        200   200   200    200     200      200
        /activate                                  200       200   200   200    200     200      200
        /campaigns                                 in        404   404   404    200     200      200
        /campaigns/{code}                          in        404   404   404    404     404      200
        /campaigns/{code}/people                   in        404   404   404    404     404      200
        /campaigns/{code}/people/{id:guid}         in        404   404   404    404     404      200
        /campaigns/{code}/people/{id:guid}/paper   in        404   404   404    404     404      200
        /campaigns/{code}/people/{id:guid}/paper/check in    404   404   404    404     404      404
        /confirm                                   in        200   200   200    200     200      200
        /correction                                in        200   200   200    404     404      404
        /custody                                   in        404   404   404    200     200      200
        /files/{id:guid}                           in        200   404   200    200     404      200
        /leaver                                    in        200   200   200    404     404      404
        /may-i                                     in        200   200   200    404     404      404
        /my-work                                   in        200   200   200    200     200      200
        /notice                                    200       200   200   200    200     200      200
        /policy/{version?}                         200       200   200   200    200     200      200
        /problem/{status:int}                      200       200   200   200    200     200      200
        /reading                                   in        404   404   200    404     404      404
        /reading/{id:guid}                         in        404   404   200    404     404      404
        /receipt/{number}                          in        200   404   404    404     404      404
        /report/{campaign}/assistant               in        200   200   200    404     404      404
        /report/{campaign}/check                   in        200   200   200    404     404      404
        /report/{campaign}/details                 in        200   200   200    404     404      404
        /report/{campaign}/family                  in        404   200   200    404     404      404
        /report/{campaign}/interest/{id:guid?}     in        200   404   404    404     404      404
        /report/{campaign}/interest/{id:guid}/exit in        200   404   404    404     404      404
        /report/{campaign}/participation           in        200   200   200    404     404      404
        /report/{campaign}/relative/{id:guid?}     in        404   200   404    404     404      404
        /report/{campaign}/supplement              in        409   409   409    404     404      404
        /report/{campaign}/withdraw                in        200   409   409    404     404      404
        /reports/{id:guid}                         in        200   404   200    200     404      200
        /reports/{id:guid}/form                    in        200   404   200    200     404      200
        /roster                                    in        404   404   404    200     200      200
        /roster/import/{id:guid}                   in        404   404   404    200     404      404
        /roster/people                             in        404   404   404    200     200      200
        /roster/people/{id:guid}                   in        404   404   404    200     404      200
        /roster/requests                           in        404   404   404    200     200      200
        /roster/requests/{id:guid}                 in        404   404   404    200     404      200
        /roster/template                           in        404   404   404    200     200      200
        /sign-in                                   200       200   200   200    200     200      200
        /sign-in/arrived                           200       200   200   200    200     200      200
        /sign-in/code                              302       302   302   302    302     302      302
        /sign-in/passkey                           200       200   200   200    200     200      200
        /sign-in/single                            404       404   404   404    404     404      404
        /sign-out                                  in        302   302   302    302     302      302
        /slips                                     in        404   404   404    200     200      200
        /slips/person/{id:guid}                    in        404   404   404    200     404      200
        /slips/{code}                              in        404   404   404    200     404      200
        /summary                                   in        404   404   404    200     200      200
        /summary/download                          in        404   404   404    200     200      200
        /verify                                    200       200   200   200    200     200      200
        """;

    private static readonly Dictionary<string, string[]> Table = Expected.Split('\n').Skip(1)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToDictionary(cells => cells[0], cells => cells[1..]);

    [Fact]
    public async Task Every_role_gets_from_every_page_what_the_table_says()
    {
        var (people, sample) = await SetUpAsync();
        var visitors = new Dictionary<string, Visitor>();
        foreach (var (role, person) in people)
            visitors[role] = person is null ? office.Visit() : await office.Visit(person);
        var actual = new List<string>();
        await office.LeavesAllUnchanged(async () =>
        {
            foreach (var route in Table.Keys)
                foreach (var role in Roles)
                {
                    var visitor = await visitors[role].Open(sample(route), follow: false);
                    actual.Add($"{route} {role} {(visitor.Response.Headers.Location?.OriginalString.Contains("/sign-in?next=", StringComparison.Ordinal) == true ? "in" : (int)visitor.Status)}");
                    if (visitor.Status == HttpStatusCode.OK)
                        Assert.Equal("no-store", visitor.Response.Headers.CacheControl?.ToString());
                }
        });
        Assert.Equal(Table.SelectMany(row => Roles.Zip(row.Value, (role, cell) => $"{row.Key} {role} {cell}")), actual);
        Assert.Equal(Table.Count * Roles.Length, actual.Count);
        Assert.Empty(office.Faults);
    }

    [Fact]
    public void The_table_has_a_row_for_every_page() =>
        Assert.Equal(
            office.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is not null)
                .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')).Append("/").Order(StringComparer.Ordinal),
            Table.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task What_is_not_yours_and_what_does_not_exist_look_the_same()
    {
        var (people, sample) = await SetUpAsync();
        var compared = 0;
        foreach (var route in Table.Keys.Where(route => route.Contains("id:guid", StringComparison.Ordinal) || route.Contains("{number}", StringComparison.Ordinal)))
            foreach (var (role, cell) in Roles.Zip(Table[route]).Where(pair => pair.Second == "404"))
            {
                var visitor = await office.Visit(people[role]!);
                var theirs = sample(route);
                var nobodys = Absent(theirs);
                foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
                {
                    var answers = new List<(HttpStatusCode, int, string?)>();
                    foreach (var path in new[] { theirs, nobodys })
                    {
                        await visitor.Open(Links.MyWork);
                        var token = visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
                        await (method == HttpMethod.Get ? visitor.Open(path, follow: false) : visitor.Post(path, [KeyValuePair.Create("__RequestVerificationToken", token)], follow: false));
                        answers.Add((visitor.Status, visitor.Body.Length, visitor.Response.Headers.Location?.OriginalString));
                    }
                    Assert.Equal(answers[0], answers[1]);
                    Assert.Contains(answers[0].Item1, new[] { HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed });
                    compared++;
                }
            }
        Assert.True(compared >= 30, $"Only {compared} pairs were compared.");
    }

    [Theory, InlineData("TRACE"), InlineData("PUT"), InlineData("DELETE"), InlineData("PATCH"), InlineData("OPTIONS"), InlineData("PROPFIND")]
    public async Task A_verb_that_no_page_handles_is_refused(string verb)
    {
        var (people, sample) = await SetUpAsync();
        var visitor = await office.Visit(people["clerk"]!);
        await office.LeavesAllUnchanged(async () =>
        {
            foreach (var route in Table.Keys)
            {
                await visitor.Send(new HttpRequestMessage(new HttpMethod(verb), sample(route)));
                Assert.True(visitor.Status is HttpStatusCode.MethodNotAllowed or HttpStatusCode.BadRequest or HttpStatusCode.NotFound || verb == "OPTIONS" && visitor.Body.Length == 0,
                    $"{verb} {route}: {visitor.Status}");
            }
        });
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task A_campaign_without_a_report_of_mine_looks_like_none()
    {
        var officer = await office.Visit(office.City.Officer);
        var stranger = await officer.Open(Links.Details(City.Practice));
        var (status, length) = (stranger.Status, stranger.Body.Length);
        await officer.Open(Links.Details("practise"));
        Assert.Equal((status, length), (officer.Status, officer.Body.Length));
    }

    [Fact]
    public async Task A_post_or_grant_taken_away_is_gone_at_the_next_click()
    {
        var officer = await office.City.OfficerOf(office.City.Bureau);
        var clerk = await office.City.Clerk(office.City.Station);
        await office.City.HandIn(clerk, City.Nil(clerk));
        var report = (await office.City.ReportOf(clerk)).Id;
        var visitor = await office.Visit(officer);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Open(Links.ReportView(report))).Status);

        await office.InDb(db => db.Grants.Where(grant => grant.AccountId == officer.AccountId).ExecuteDeleteAsync());

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open(Links.ReportView(report))).Status);
    }

    /// <summary>The same address with another id of the same shape.</summary>
    private static string Absent(string path) =>
        Guid.TryParse(path.Split('/').FirstOrDefault(part => Guid.TryParse(part, out _)), out var id)
            ? path.Replace(id.ToString(), Guid.CreateVersion7().ToString(), StringComparison.Ordinal)
            : path[..^1] + (path[^1] == 'A' ? 'B' : 'A');

    private async Task<(Dictionary<string, Person?> People, Func<string, string> Sample)> SetUpAsync()
    {
        var city = office.City;
        var (clerk, cadre) = (await city.Clerk(city.Station), await city.LeadingCadre(city.Station));
        await city.Clerk(city.OtherDivision);
        var submission = await city.HandIn(clerk, City.Sand(clerk));
        var spouse = new Relative(Guid.CreateVersion7(), Relation.Spouse, "苏婉宁") { Inquiry = Inquiry.Known };
        await city.Draft(cadre, City.Nil(cadre) with { Relatives = [spouse] });
        var report = await city.ReportOf(clerk);
        var act = new Act(city.Officer.AccountId, office.Time.GetUtcNow(), new(2017, 9, 4));
        var import = RosterImport.Upload(act, null, FileCovers.SomePeople, "花名册.xlsx", Sheets.Roster([]));
        var request = RosterRequest.Ask(act, clerk.Official!, RequestKind.Unit, "在规划科工作");
        await office.InDb(async db =>
        {
            db.AddRange(import, request);
            await db.SaveChangesAsync();
        });
        var file = await city.FileOf(submission);
        string Sample(string route) => route.Replace("/{version?}", "", StringComparison.Ordinal).Replace("{campaign}", City.Practice, StringComparison.Ordinal)
            .Replace("{code}", route.StartsWith("/slips", StringComparison.Ordinal) ? city.Station.Code : City.Practice, StringComparison.Ordinal)
            .Replace("{number}", submission.ReceiptNumber, StringComparison.Ordinal)
            .Replace("{status:int}", 404.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace(route.Contains("{id:guid?}", StringComparison.Ordinal) ? "{id:guid?}" : "{id:guid}",
                (route.StartsWith("/files", StringComparison.Ordinal) ? file : route.Contains("interest", StringComparison.Ordinal) ? report.Draft.Interests[0].Id
                : route.Contains("relative", StringComparison.Ordinal) ? spouse.Id
                : route.Contains("/import/", StringComparison.Ordinal) ? import.Id : route.Contains("/requests/", StringComparison.Ordinal) ? request.Id
                : route.Contains("/roster/people", StringComparison.Ordinal) || route.StartsWith("/slips", StringComparison.Ordinal) ? clerk.Official!.Id : report.Id).ToString(), StringComparison.Ordinal);
        return (new()
        {
            ["anonymous"] = null,
            ["clerk"] = clerk,
            ["cadre"] = cadre,
            ["reader"] = city.Head,
            ["officer"] = city.Officer,
            ["stranger"] = city.OtherOfficer,
            ["city"] = city.CityOfficer,
        }, Sample);
    }
}
