using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Declarations.Web.Tests.Hosting;
using Xunit;

namespace Declarations.Web.Tests.Secrets;

/// <summary>The keys that protect cookies: kept over a restart, of no use to a thief, and not missed when they are lost.</summary>
public sealed class KeyRingTests(Office office) : IClassFixture<Office>
{
    private string Folder => Path.Combine(office.Folder, "keys");

    [Fact]
    public async Task Another_node_knows_the_session_and_lost_keys_only_ask_to_sign_in_again()
    {
        var clerk = await office.City.Clerk(office.City.Station);
        var visitor = await office.Visit(clerk);
        // It shares nothing with the first but the database and the encryption key.
        Directory.Move(Folder, Folder + "-of-the-first");
        await using (var restarted = office.Restarted())
        {
            var same = await visitor.At(restarted).Open(Links.Details(City.Practice));
            Assert.Equal(HttpStatusCode.OK, same.Status);
            await same.Form("filing.save").Fill("DetailsForm.Correct", "details.correct").Submit();
            Assert.Equal(HttpStatusCode.OK, same.Status);
            Assert.Empty(restarted.Faults);
        }

        await office.InDb(db => db.CookieKeys.ExecuteDeleteAsync());

        await using var without = office.Restarted();
        var stranger = await visitor.At(without).Open(Links.MyWork);
        Assert.StartsWith(Links.SignIn, stranger.Address, StringComparison.Ordinal);
        await stranger.SignIn(clerk);
        Assert.Equal(HttpStatusCode.OK, (await stranger.Open(Links.Details(City.Practice))).Status);
    }

    [Fact]
    public async Task No_key_lies_open()
    {
        await office.Visit(await office.City.Clerk(office.City.Station));
        var keys = await office.InDb(db => db.CookieKeys.AsNoTracking().Select(key => key.Element).ToListAsync());
        Assert.NotEmpty(keys);
        foreach (var text in keys)
        {
            Assert.Contains("<sealed", text, StringComparison.Ordinal);
            Assert.DoesNotContain("masterKey", text, StringComparison.Ordinal);
            Assert.DoesNotContain("<value>", text, StringComparison.Ordinal);
        }
        // The one with which the server signs: what stands there is no key in any form that opens.
        using var key = ECDsa.Create();
        var stored = await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(Folder)));
        Assert.ThrowsAny<CryptographicException>(() => key.ImportPkcs8PrivateKey(stored, out _));
        Assert.Equal(-1, stored.AsSpan().IndexOf(new byte[] { 0x2a, 0x86, 0x48, 0xce, 0x3d }));
    }
}
