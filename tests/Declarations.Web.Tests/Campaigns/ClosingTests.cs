using System.Net;
using Declarations.Registers;
using Declarations.Web.Pages.Campaigns;
using Declarations.Web.Pages.Registers;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Campaigns;

/// <summary>五(四): a campaign is closed against its list, and what it has shown becomes the draft of a register.</summary>
public sealed class ClosingTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    [Fact]
    public async Task What_is_open_needs_a_reason_and_becomes_a_draft_of_gaps_once()
    {
        await City.Clerk(City.Station);
        var page = Routes.To<CloseModel>(City.Practice);
        var officer = await (await office.Visit(City.CityOfficer)).Open(page);
        var token = officer.Form("close.do").Fields;

        await officer.Post(page + "?handler=Gaps", token, follow: false);
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
        await (await officer.Open(page)).Form("close.do").Fill("CloseForm.Reason", " ").Submit();
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        await (await officer.Open(page)).Form("close.do").Fill("CloseForm.Reason", "未报人员由所在单位限期补报").Submit();
        Assert.Equal(HttpStatusCode.OK, officer.Status);

        await (await officer.Open(page)).Form("gaps.do").Submit();
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        var register = await office.InDb(db => db.Registers.Include(r => r.Problems).SingleAsync(r => r.Code == City.Practice + "-gaps"));
        Assert.Equal((RegisterKind.Gaps, RegisterStatus.Drafting), (register.Kind, register.Status));
        Assert.Contains(register.Problems, problem => problem.AspectNumber == 1 && problem.Text.Contains("未报", StringComparison.Ordinal));
        Assert.Contains(register.Problems, problem => problem.AspectNumber == 3 && problem.Text.Contains("情况通报", StringComparison.Ordinal));
        Assert.Contains(Routes.To<RegisterModel>(register.Id), (await officer.Open(page)).Html, StringComparison.Ordinal);
        await officer.Post(page + "?handler=Gaps", token, follow: false);
        Assert.Equal((HttpStatusCode.Found, Routes.To<RegisterModel>(register.Id)), (officer.Status, officer.Response.Headers.Location?.OriginalString));
        Assert.Equal(1, await office.InDb(db => db.Registers.CountAsync(r => r.Kind == RegisterKind.Gaps)));
    }
}
