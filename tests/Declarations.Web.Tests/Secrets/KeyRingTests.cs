using System.Net;
using System.Security.Cryptography;
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
        var files = Directory.GetFiles(Folder, "*.xml");
        Assert.NotEmpty(files);
        Assert.Equal(files.Length + 1, Directory.GetFiles(Folder).Length);
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(file);
            Assert.Contains("<sealed", text, StringComparison.Ordinal);
            Assert.DoesNotContain("masterKey", text, StringComparison.Ordinal);
            Assert.DoesNotContain("<value>", text, StringComparison.Ordinal);
        }
        // The one with which the server signs: what stands there is no key in any form that opens.
        using var key = ECDsa.Create();
        var stored = await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(Folder, "signing-*.key")));
        Assert.ThrowsAny<CryptographicException>(() => key.ImportPkcs8PrivateKey(stored, out _));
        Assert.Equal(-1, stored.AsSpan().IndexOf(new byte[] { 0x2a, 0x86, 0x48, 0xce, 0x3d }));
    }
}
