using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Declarations.Auditing;
using Declarations.Roster;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Filing;

/// <summary>What a person takes home of their own data, and nobody else's.</summary>
public sealed class MyDataTests(Office office) : IClassFixture<Office>
{
    [Fact]
    public async Task The_package_holds_versions_that_prove_their_receipts_files_and_who_looked()
    {
        var (clerk, other) = (await office.City.Clerk(office.City.Station), await office.City.Clerk(office.City.Station));
        var version = await office.City.HandIn(clerk, City.Sand(clerk));
        await (await office.Visit(office.City.Head)).Open(Links.Reading(version.ReportId));
        var visitor = await (await office.Visit(clerk)).Open(Links.MyData);
        await visitor.Form("my-data.download").Submit();
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        await visitor.Form("my-data.download").Fill("MyDataForm.Password", clerk.Password).Submit();

        using var zip = new ZipArchive(new MemoryStream(visitor.Body));
        var data = JsonNode.Parse(Read(zip, "data.json"))!;
        Assert.Equal((clerk.Official!.ResidentNumber, office.City.Head.Official!.Name),
            ((string)data["roster"]!["residentNumber"]!, (string)data["views"]![0]!["by"]!));
        var salt = Convert.FromHexString((string)data["versions"]![0]!["salt"]!);
        Assert.Equal(version.Digest, Convert.ToHexStringLower(SHA256.HashData([.. salt, .. Read(zip, $"versions/{version.ReceiptNumber}.json")])));
        Assert.DoesNotContain(other.Official!.Name, System.Text.Encoding.UTF8.GetString(Read(zip, "data.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_can_be_read_and_printed_in_words()
    {
        var (clerk, other) = (await office.City.Clerk(office.City.Station), await office.City.Clerk(office.City.Station));
        var version = await office.City.HandIn(clerk, City.Sand(clerk));
        await office.City.Ask(clerk);
        await (await office.Visit(office.City.Head)).Open(Links.Reading(version.ReportId));
        var visitor = await (await office.Visit(clerk)).Open(Links.MyData);
        await visitor.Form("my-data.read").Submit();
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        await visitor.Form("my-data.read").Fill("MyDataForm.Password", clerk.Password).Submit();
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        foreach (var said in new[] { clerk.Official!.ResidentNumber!, version.ReceiptNumber, "清溪砂石有限公司", "站长已换人", office.City.Head.Official!.Name,
            Visitor.Words.Of(AuditAction.ReportRead), Visitor.Words.Of(PoliticalStatus.CpcMember) })
            Assert.Contains(said, visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Official!.Name, visitor.Text, StringComparison.Ordinal);
        Assert.Equal(1, await office.InDb(db => db.AuditEntries.CountAsync(e =>
            e.AccountId == clerk.AccountId && e.Action == AuditAction.PersonalDataExported)));
    }

    private static byte[] Read(ZipArchive zip, string name)
    {
        using var entry = zip.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        entry.CopyTo(copy);
        return copy.ToArray();
    }
}
