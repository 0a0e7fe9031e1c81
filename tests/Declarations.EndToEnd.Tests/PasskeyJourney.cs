using Microsoft.Playwright;

namespace Declarations.EndToEnd.Tests;

/// <summary>With an authenticator that the browser plays.</summary>
public sealed class PasskeyJourney(App app)
{
    [Fact]
    public async Task A_passkey_is_added_signs_in_and_signs_a_report()
    {
        await using var filer = await app.VisitAsync(await app.NewFilerAsync());
        await PlugInAsync(filer.Page);
        await filer.Page.GotoAsync("/account/passkeys");
        await filer.FollowAsync("先确认是你本人");
        await filer.SignAsync("用密码确认");
        Assert.EndsWith("/account/passkeys", filer.Page.Url);
        await filer.FillAsync("给它起个名字", "我的手机");
        await filer.PressAsync("添加通行密钥");
        await filer.Page.GetByText("已添加“我的手机”。").WaitForAsync();

        await filer.GoAsync(filer.Page.GetByRole(AriaRole.Button, new() { Name = "退出登录" }).First);
        await filer.Page.GotoAsync("/sign-in");
        await filer.FollowAsync("用通行密钥登录");
        await filer.PressAsync("使用通行密钥");
        await filer.Page.WaitForURLAsync("**/my-work");

        await filer.FollowAsync("开始填报");
        await filer.TickAsync("都正确");
        await filer.PressAsync("保存并继续");
        await filer.TouchAsync("未选的都填“否”");
        await filer.PressAsync("保存并继续");
        await filer.FollowAsync("用其他方式确认");
        await filer.PressAsync("用通行密钥确认");
        await filer.Page.WaitForURLAsync("**/check");
        await filer.TickAsync("我已逐项核对，作出上述承诺");
        Assert.Equal(0, await filer.Page.Locator("input[type=password]").CountAsync());
        await filer.PressAsync("签字并提交");
        Assert.Contains("/receipt/", filer.Page.Url);
        Assert.Empty(filer.Complaints);
    }

    private static async Task PlugInAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
