using Declarations.Data.Accounts;
using Declarations.Web.Tests.Hosting;
using Declarations.Web.Tests.SecondFactor;
using Xunit;

namespace Declarations.Web.Tests.Secrets;

/// <summary>What is refused leaves one line at the level of use; what is in order leaves none.</summary>
public sealed class WarningTests(ProviderOffice office) : IClassFixture<ProviderOffice>
{
    [Theory]
    [InlineData("nothing", 0), InlineData("foreign report", 1), InlineData("page of others", 1), InlineData("no such page", 0),
        InlineData("nobody signed in", 0),
     InlineData("wrong password", 1), InlineData("wrong slip", 1), InlineData("single sign-on", 1), InlineData("passkey", 1)]
    public async Task A_refusal_is_in_the_log_once(string what, int lines)
    {
        var clerk = await office.City.Clerk(office.City.Station);
        await office.City.HandIn(clerk, City.Sand(clerk));
        var report = await office.City.ReportOf(clerk);
        var visitor = what == "nobody signed in" ? office.Visit() : await office.Visit(what == "foreign report" ? office.City.OtherOfficer : clerk);
        office.Warnings.Clear();
        switch (what)
        {
            case "foreign report" or "nobody signed in": await visitor.Open(Links.ReportView(report.Id)); break;
            case "page of others": await visitor.Open("/campaigns/new"); break;
            case "no such page": await visitor.Open("/no-such"); break;
            case "wrong password": await office.Visit().TrySignIn(clerk with { Password = "wrong" }); break;
            case "wrong slip": await WithSlip(SlipCode.New().ToString(), "quarry-lantern-88"); break;
            case "single sign-on": await office.Visit().Open("/sign-in/single/back?code=a&state=forged"); break;
            case "passkey": await WithoutDevice(); break;
            default: await visitor.Open(Links.MyWork); break;
        }
        Assert.Equal(lines, office.Warnings.Count);
        Assert.DoesNotContain(office.Warnings, line => line.Contains(clerk.UserName, StringComparison.OrdinalIgnoreCase));

        async Task WithSlip(string code, string password) =>
            await (await office.Visit().Open(Links.Activate)).Form("activate.do").Fill("ActivateForm.Code", code).Fill("ActivateForm.Password", password)
                .Fill("ActivateForm.Again", password).Submit();

        async Task WithoutDevice()
        {
            var guest = await office.Visit().Open(Links.SignInPasskey);
            var form = guest.Forms().Single();
            await guest.Post(form.Action, [.. form.Fields.Where(field => field.Key != "Form.Answer"), new("Form.Answer", "{}")]);
        }
    }
}
