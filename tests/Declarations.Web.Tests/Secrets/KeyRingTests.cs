using System.Net;
using Declarations.Web.Tests.Hosting;
using Xunit;

namespace Declarations.Web.Tests.Secrets;

/// <summary>The keys that protect cookies: kept over a restart, of no use to a thief, and not missed when they are lost.</summary>
public sealed class KeyRingTests(Office office) : IClassFixture<Office>
{
    private string Folder => Path.Combine(office.Folder, "keys");

    [Fact]
    public async Task A_restart_keeps_sessions_and_a_lost_folder_only_asks_to_sign_in_again()
    {
        var clerk = await office.City.Clerk(office.City.Station);
        var visitor = await office.Visit(clerk);
        await using (var restarted = office.Restarted())
        {
            var same = await visitor.At(restarted).Open(Links.Details(City.Practice));
            Assert.Equal(HttpStatusCode.OK, same.Status);
            await same.Form("filing.save").Fill("DetailsForm.Correct", "details.correct").Submit();
            Assert.Equal(HttpStatusCode.OK, same.Status);
            Assert.Empty(restarted.Faults);
        }

        Directory.Delete(Folder, recursive: true);

        await using var without = office.Restarted();
        var stranger = await visitor.At(without).Open(Links.MyWork);
        Assert.StartsWith(Links.SignIn, stranger.Address, StringComparison.Ordinal);
        await stranger.SignIn(clerk);
        Assert.Equal(HttpStatusCode.OK, (await stranger.Open(Links.Details(City.Practice))).Status);
    }

    [Fact]
    public async Task No_file_holds_a_plain_key()
    {
        await office.Visit(await office.City.Clerk(office.City.Station));
        var files = Directory.GetFiles(Folder);
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(file);
            Assert.Contains("<sealed", text, StringComparison.Ordinal);
            Assert.DoesNotContain("masterKey", text, StringComparison.Ordinal);
            Assert.DoesNotContain("<value>", text, StringComparison.Ordinal);
        }
    }
}
