using System.Text.Json;
using Declarations.Access;
using Declarations.Bulletins;
using Declarations.Registers;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Seeding;

/// <summary>The figures that the demo's registers tell, by the verb that prints them: each a sum of entries up to its day.</summary>
[Collection(nameof(Console))]
public sealed class DemoFiguresTests(EmptyOffice office) : IClassFixture<EmptyOffice>
{
    [Fact]
    public async Task Every_register_of_the_demo_says_its_figures_by_the_verb()
    {
        Assert.Equal((0, ""), await SeedAsync());
        var rectification = await RegisterAsync("demo-rectification");
        Assert.Equal((33, 163, 72), (Number(rectification, "integrity", "PRE_POST_TALK"), Number(rectification, "integrity", "TALK"),
            Number(rectification, "integrity", "OPINION")));
        Assert.Equal((3, 4, 18), (Number(rectification, "activities", "EDUCATION"), Number(rectification, "activities", "MEETING"),
            Number(rectification, "activities", "ON_SITE")));
        Assert.Equal((18, 115), (Number(rectification, "problems"), Number(rectification, "measures")));
        foreach (var (code, problems, solved, measures, aspects) in new[]
        {
            ("demo-upper", 39, 23, 39, 3), ("demo-lower", 95, 78, 95, 5), ("demo-special", 184, 120, 208, 4), ("demo-special-groups", 153, 90, 153, 8),
            ("demo-clean", 3, 0, 15, 3), ("demo-clean-audit", 1, 0, 10, 1), ("demo-clean-17", 1, 0, 2, 1),
        })
        {
            var said = await RegisterAsync(code);
            Assert.Equal((code, problems, solved, measures, aspects), (code, Number(said, "problems"), Number(said, "solved"), Number(said, "measures"),
                Number(said, "aspects")));
            Assert.Equal((0, measures), (Number(said, "overdue"), Number(said, "completed") + Number(said, "inProgress")));
        }
        Assert.Equal(82.1m, (await RegisterAsync("demo-lower")).GetProperty("solvedRate").GetDecimal());
        Assert.Equal(8m, (await RegisterAsync("demo-clean")).GetProperty("indicators")[0].GetProperty("former").GetDecimal());

        var project = await RegisterAsync("demo-project");
        Assert.Equal((3, 3, 1), (Number(project, "parties"), Number(project, "pledges"), Number(project, "activities", "CONSULTATION")));
        Assert.Equal(1, await office.InDb(db => db.Grants.CountAsync(grant => grant.Role == Role.IntegritySupervisor && grant.Letter != null)));

        var supervision = await RegisterAsync("demo-supervision");
        Assert.Equal((5, 32), (Number(supervision, "activities", "SYMPOSIUM"), Number(supervision, "activities", "VISIT")));
        Assert.Equal((72, 25), (Number(supervision, "raised", "SYMPOSIUM"), Number(supervision, "raised", "VISIT")));
        var months = supervision.GetProperty("disposals").EnumerateArray().ToList();
        Assert.Equal(["2022-01", "2022-02", "2022-03", "2022-04"], months.Select(month => month.GetProperty("month").GetString()));
        var (cases, sanctioned) = (months.Sum(month => month.GetProperty("cases").GetInt32()), months.Sum(month => month.GetProperty("sanctioned").GetInt32()));
        Assert.Equal((58, 26, 44.8m), (cases, sanctioned, Percent.Of(sanctioned, cases)));
        Assert.Equal(25, Number(supervision, "inProgress"));

        var clean = await office.InDb(db => db.Registers.AsNoTracking().Where(register => register.Year != null).ToListAsync());
        Assert.Equal((17, 1, 1, 1), (clean.Count(register => register.Name.Contains("违纪单位", StringComparison.Ordinal)),
            clean.Count(register => register.Grade == CleanGrade.Demonstration), clean.Count(register => register.Grade == CleanGrade.Standard),
            clean.Count(register => register.Grade == CleanGrade.Revoked)));
        var notices = await office.InDb(db => db.Bulletins.AsNoTracking().Where(notice => notice.RegisterId != null).OrderBy(notice =>
            notice.AsOf).ToListAsync());
        Assert.Equal([BulletinStatus.Issued, BulletinStatus.Draft], notices.Select(notice => notice.Status));
        Assert.Contains("\"completed\":83,\"basically\":19,\"inProgress\":13", notices[1].Figures, StringComparison.Ordinal);
    }

    private async Task<(int, string)> SeedAsync()
    {
        var (code, _, errors) = await office.RunAsync("seed", "--demo", "--people", "100");
        return (code, errors);
    }

    private async Task<JsonElement> RegisterAsync(string code)
    {
        var (done, output, errors) = await office.RunAsync("register", "--code", code, "--format", "json");
        Assert.Equal((0, ""), (done, errors));
        return JsonDocument.Parse(output).RootElement;
    }

    private static int Number(JsonElement said, params string[] path) => (int)path.Aggregate(said, (each, name) => each.GetProperty(name)).GetDecimal();
}
