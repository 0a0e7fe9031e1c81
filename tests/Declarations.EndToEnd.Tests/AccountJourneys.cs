using System.Globalization;
using Declarations.Auditing;
using Declarations.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Declarations.EndToEnd.Tests;

/// <summary>From a slip of paper to a signed report, and what happens when somebody is away or has forgotten.</summary>
public sealed class AccountJourneys(App app)
{
    [Fact]
    public async Task What_is_being_typed_outlives_a_closed_window_and_a_lost_connection_is_said()
    {
        await using var officer = await app.VisitAsync("filer");
        await officer.Page.GotoAsync("/correction");
        await officer.FillAsync("应当是什么", "一直没有按保存的话");
        await officer.Page.WaitForSelectorAsync(".kept-note:has-text('已暂存')");
        var again = await officer.Page.Context.NewPageAsync();
        await again.GotoAsync("/correction");
        Assert.Equal("一直没有按保存的话", await again.InputValueAsync("[name='Form.Text']"));

        await again.Context.SetOfflineAsync(true);
        await again.FillAsync("[name='Form.Text']", "断了网还在写");
        await again.WaitForSelectorAsync(".kept-note:has-text('连不上')");
        Assert.Equal("断了网还在写", await again.InputValueAsync("[name='Form.Text']"));
        await again.Context.SetOfflineAsync(false);
        await again.WaitForSelectorAsync(".kept-note:has-text('已暂存')", new() { Timeout = 20_000 });
        await again.Locator("button", new() { HasText = "不要了" }).ClickAsync();
        await Microsoft.Playwright.Assertions.Expect(again.Locator("[name='Form.Text']")).ToHaveValueAsync("");
        Assert.Empty(officer.Complaints);
    }

    private const string Phrase = "春水漫过石阶的第三个清晨去钓鱼";

    [Fact]
    public async Task A_newcomer_activates_a_slip_and_files_and_a_reset_begins_anew()
    {
        var newcomer = await app.NewcomerAsync();
        await using var office = await app.VisitAsync("office");
        await office.Page.GotoAsync("/slips");
        Assert.True(await office.Page.Locator("tbody tr").CountAsync() > 1);
        await office.Page.GotoAsync($"/slips/person/{newcomer.Id}");
        await office.PressAsync("打印启用单");

        await using var person = await app.VisitAsync(null);
        await ActivateAsync(person, await CodeOf(office), Phrase);
        Assert.Contains($"用户名 {newcomer.StaffNumber}", await person.TextAsync());
        await person.FollowAsync("开始填报");
        await person.TickAsync("都正确");
        await person.PressAsync("保存并继续");
        await person.TouchAsync("未选的都填“否”");
        await person.PressAsync("保存并继续");
        await person.TickAsync("我已逐项核对，作出上述承诺");
        await person.Page.FillAsync("input[type=password]", Phrase);
        await person.PressAsync("签字并提交");
        Assert.Contains("/receipt/", person.Page.Url);

        await office.Page.GotoAsync($"/slips/person/{newcomer.Id}");
        await office.Page.GetByLabel("本人忘记密码").CheckAsync();
        await office.PressAsync("重置并打印");
        var code = await CodeOf(office);
        await person.Page.GotoAsync("/my-work");
        Assert.Contains("/sign-in", person.Page.Url);
        await ActivateAsync(person, code, Phrase + "又一年");
        await person.Page.GotoAsync("/account");
        Assert.Contains("重置过你的登录", await person.TextAsync());
        Assert.Empty(office.Complaints);
        Assert.Empty(person.Complaints);
    }

    [Fact]
    public async Task A_deputy_signs_for_the_head_while_the_head_is_away()
    {
        await using var deputy = await app.VisitAsync("filer");
        var name = await deputy.Page.InnerTextAsync(".who .name");
        Assert.Equal(404, (await deputy.Page.GotoAsync("/reading"))!.Status);

        // The plan lets those stand in who hold a leading post; this one leads another part.
        await app.InDb(async db =>
        {
            var (division, filer) = (await db.Units.Include(u => u.Posts).FirstAsync(u => u.Kind == UnitKind.Division),
                await db.Users.SingleAsync(a => a.UserName == "filer"));
            division.Give(new Act(null, DateTimeOffset.UtcNow, BeijingTime.DayOf(DateTimeOffset.UtcNow)), UnitPostKind.SupervisingLeader,
                filer.OfficialId!.Value);
            return await db.SaveChangesAsync();
        });
        await using var head = await app.VisitAsync("head");
        await head.Page.GotoAsync("/reading");
        var report = await head.Page.Locator("main a[href^='/reading/']").First.GetAttributeAsync("href");
        await head.Page.GotoAsync("/deputies");
        var value = await head.Page.GetByRole(Microsoft.Playwright.AriaRole.Option).Filter(new() { HasText = name }).First.GetAttributeAsync("value");
        await head.Page.SelectOptionAsync("select[name='Form.Deputy']", value!);
        var today = BeijingTime.DayOf(TimeProvider.System.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await head.FillAsync("第一天", today);
        await head.FillAsync("最后一天", today);
        await head.PressAsync("指定代签人");
        Assert.Contains($"已指定{name}代签。", await head.TextAsync());

        await deputy.Page.GotoAsync("/reading");
        if (deputy.Page.Url.Contains("/sign-in", StringComparison.Ordinal))
            await deputy.SignInAsync("filer");
        await deputy.Page.GotoAsync(report!);
        await deputy.SignAsync("签字，看下一份");
        await deputy.Page.GotoAsync(report!);
        Assert.Contains($"代{await head.Page.InnerTextAsync(".who .name")}", await deputy.TextAsync());
        Assert.Empty(head.Complaints);
    }

    private static async Task<string> CodeOf(Visit office) => await office.Page.InnerTextAsync(".slip-code code");

    internal static async Task ActivateAsync(Visit person, string code, string password)
    {
        await person.Page.GotoAsync("/activate");
        await person.FillAsync("启用单上的编码", code);
        await person.FillAsync("新密码", password);
        await person.FillAsync("再输一遍新密码", password);
        await person.PressAsync("启用并登录");
        await person.Page.WaitForURLAsync("**/my-work");
    }
}
