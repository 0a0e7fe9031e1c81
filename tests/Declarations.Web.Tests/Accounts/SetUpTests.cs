using System.Net;
using Declarations.Access;
using Declarations.Organisation;
using Declarations.References;
using Declarations.Web.Pages.SetUp;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Accounts;

/// <summary>The first minutes of an empty installation.</summary>
public sealed class SetUpTests
{
    [Fact]
    public async Task An_empty_installation_is_set_up_once_with_the_code_of_the_console()
    {
        await using var office = new Office { Empty = true };
        await office.InitializeAsync();
        var code = office.Services.GetRequiredService<SetUpCode>().Code.ToString();
        var visitor = office.Visit();
        await office.LeavesAllUnchanged(() => Fill(visitor, SlipCode.New().ToString(), "audit"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        await office.LeavesAllUnchanged(() => Fill(visitor, code, "SYSTEM"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);

        await Fill(visitor, code, "audit");
        var slips = visitor.Page.QuerySelectorAll(".slip-code code").Select(slip => slip.TextContent).ToList();
        Assert.Equal(4, slips.Count);
        Assert.Equal(Separation.Administrators.Append(Role.CampaignOfficer).Order(), (await office.InDb(db => db.Grants.Select(g => g.Role).ToListAsync()))
            .Order());
        foreach (var path in new[] { Links.SetUp })
            Assert.Equal(HttpStatusCode.NotFound, (await office.Visit().Open(path)).Status);

        var system = await office.Visit().Open(Links.Activate);
        await system.Form("activate.do").Fill("ActivateForm.Code", slips[0]).Fill("ActivateForm.Password", "晚风吹过清溪的芦苇荡月亮正圆啊")
            .Fill("ActivateForm.Again", "晚风吹过清溪的芦苇荡月亮正圆啊").Submit();
        Assert.Equal(Links.MyWork, system.Address);
        Assert.Equal(HttpStatusCode.OK, (await system.Open(Links.Accounts)).Status);
        var first = await office.Visit().Open(Links.Activate);
        await first.Form("activate.do").Fill("ActivateForm.Code", slips[3]).Fill("ActivateForm.Password", "清溪河畔的老榆树今年又发了新芽呢")
            .Fill("ActivateForm.Again", "清溪河畔的老榆树今年又发了新芽呢").Submit();
        Assert.Contains("云澜市", (await first.Open(Links.Units)).Text, StringComparison.Ordinal);
        Assert.Empty(office.Faults);
    }

    private static async Task Fill(Visitor visitor, string code, string audit)
    {
        await visitor.Open(Links.SetUp);
        await visitor.Form("set-up.do").Fill("SetUpForm.Code", code).Fill("SetUpForm.UnitName", "云澜市").Fill("SetUpForm.UnitCode", "yunlan")
            .Fill("SetUpForm.Kind", UnitKind.City)
            .Fill("SetUpForm.System", "system").Fill("SetUpForm.Security", "security").Fill("SetUpForm.Audit", audit).Fill("SetUpForm.Office", "first")
            .Submit();
    }
}
