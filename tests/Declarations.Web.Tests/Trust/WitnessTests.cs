using System.Diagnostics;
using Declarations.Trust;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Trust;

/// <summary>The office above signs what it saw, by files alone, and the program of its own finds what this one is not asked.</summary>
public sealed class WitnessTests(Office office) : IClassFixture<Office>
{
    [Fact]
    public async Task A_checkpoint_goes_up_comes_back_signed_and_stands_on_the_verify_page()
    {
        var version = await office.FileAsync();
        var (up, down, seen, key) = (In("up.txt"), In("down.txt"), In("seen.txt"), In("witness.key"));
        var (code, said, errors) = await office.RunAsync("checkpoint", "--out", up);
        Assert.Equal((0, ""), (code, errors));
        var log = said[(said.IndexOf("office: ", StringComparison.Ordinal) + 8)..].Trim();
        (code, said, errors) = await WitnessAsync(up, down, seen, key, log);
        Assert.Equal((0, ""), (code, errors));
        var witness = said[(said.IndexOf("witness: ", StringComparison.Ordinal) + 9)..].Trim();
        Assert.Equal((1, ""), ((await office.RunAsync("checkpoint", "--add", down, "--witness", log)).Code, ""));
        (code, said, errors) = await office.RunAsync("checkpoint", "--add", down, "--witness", witness);
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains(Visitor.Words["verify.witness", "yunlan.example/above", TreeHead.Read(SignedNote.Read(await File.ReadAllTextAsync(down))!.Text)!.Size],
            (await office.Visit().Open(Links.Verify(version.ReceiptNumber, version.Digest))).Text, StringComparison.Ordinal);

        await office.FileAsync();
        Assert.Equal(0, (await office.RunAsync("checkpoint", "--out", up)).Code);
        Assert.Equal(0, (await WitnessAsync(up, down, seen, key, log)).Code);
        // what was seen once is not taken back
        await File.WriteAllTextAsync(up, (await File.ReadAllTextAsync(up)).Replace("old ", "old 1", StringComparison.Ordinal));
        Assert.Equal(0, (await WitnessAsync(up, down, seen, key, log)).Code);
        await office.FileAsync();
        Assert.Equal(0, (await office.RunAsync("checkpoint", "--out", up, "--since", "1")).Code);
        (code, _, errors) = await WitnessAsync(up, down, seen, key, log);
        Assert.Equal(1, code);
        Assert.Contains("begins at another size", errors, StringComparison.Ordinal);
        Assert.Empty((await office.InDb(db => db.CheckTreeAsync())).Findings);
    }

    [Fact]
    public async Task The_discipline_team_prints_the_newest_checkpoint_with_the_note_as_a_code()
    {
        await using var fresh = new Office();
        await fresh.InitializeAsync();
        var team = await fresh.City.WithRole(Declarations.Access.Role.DisciplineTeam, fresh.City.Bureau);
        Assert.Contains(Visitor.Words["checkpoint.none"], (await (await fresh.Visit(team)).Open("/discipline/checkpoint")).Text, StringComparison.Ordinal);
        await fresh.FileAsync();
        await fresh.SequenceAsync();
        var head = TreeHead.Read((await fresh.NewestAsync()).Text)!;
        var reader = await (await fresh.Visit(team)).Open("/discipline");
        await reader.Open(reader.Page.QuerySelectorAll("main a").Single(a => a.TextContent == Visitor.Words["checkpoint.link"]).GetAttribute("href")!);
        foreach (var text in new[] { head.Origin, $"{head.Size}", Convert.ToBase64String(head.Root), fresh.Services.GetRequiredService<ISigner>().KeyId })
            Assert.Contains(text, reader.Text, StringComparison.Ordinal);
        // a code of the whole note: 57 modules a side hold 300 bytes at this level, an address would do with 33
        var side = int.Parse(reader.Page.QuerySelector(".note-qr svg")!.GetAttribute("viewBox")!.Split(' ')[2],
            System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(side, 57, 120);
    }

    [Theory]
    [InlineData("checkpoint"), InlineData("checkpoint", "--out", "a", "--add", "b", "--witness", "c"), InlineData("checkpoint", "--add", "b")]
    [InlineData("witness", "--in", "a"), InlineData("witness", "--in", "a", "--out", "b", "--seen", "c", "--key", "d", "--log", "e", "--name", "a b")]
    public async Task A_misused_verb_is_refused(params string[] arguments) => Assert.Equal(2, (await office.RunAsync(arguments)).Code);

    [Fact]
    public async Task The_program_of_its_own_reads_the_database_and_names_what_differs()
    {
        await using var fresh = new Office();
        await fresh.InitializeAsync();
        await fresh.FillAsync();
        await fresh.SequenceAsync();
        var (key, kept) = (Path.Combine(fresh.Folder, "encryption.key"), Path.Combine(fresh.Folder, "kept.txt"));
        await File.WriteAllBytesAsync(key, fresh.Key);
        await File.WriteAllTextAsync(kept, (await fresh.NewestAsync()).ToString());
        var connection = await fresh.InDb(db => Task.FromResult(db.Database.GetConnectionString()!));
        var database = TestDatabase.IsPostgres ? connection : Path.Combine(fresh.Folder, "office.db");

        var (code, said) = await VerifyAsync("--database", database, "--key", key);
        Assert.True(code == 0, said);
        Assert.Contains("without one", said, StringComparison.Ordinal);
        Assert.Equal(0, (await VerifyAsync("--database", database, "--key", key, "--witness", kept)).Code);
        Assert.Equal(2, (await VerifyAsync("--database", database)).Code);
        Assert.Equal(2, (await VerifyAsync("--database", database, "--key", key, "--witness", key)).Code);
        using var stranger = EcdsaSigner.Make();
        (code, said) = await VerifyAsync("--database", database, "--key", key, "--trust", new VerifierKey("x", stranger.PublicKey).ToString());
        Assert.Equal(1, code);
        Assert.Contains("not among the keys", said, StringComparison.Ordinal);
        var own = new VerifierKey("x", fresh.Services.GetRequiredService<ISigner>().PublicKey).ToString();
        Assert.Equal(0, (await VerifyAsync("--database", database, "--key", key, "--signer", own)).Code);
        (code, said) = await VerifyAsync("--database", database, "--key", key, "--signer", new VerifierKey("x", stranger.PublicKey).ToString());
        Assert.Equal(1, code);
        Assert.Contains("none is signed by the signer", said, StringComparison.Ordinal);
        Assert.Equal(2, (await VerifyAsync("--database", database, "--key", key, "--signer", "x")).Code);

        var entry = await fresh.InDb(db => db.AuditEntries.Select(each => each.Id).FirstAsync());
        await fresh.ForgeAsync("UPDATE \"AuditEntries\" SET \"Detail\" = 'another' WHERE \"Id\" = {0}", entry);
        (code, said) = await VerifyAsync("--database", database, "--key", key, "--witness", kept);
        Assert.Equal(1, code);
        Assert.Contains($"AuditEntries {entry}: is not what was written", said, StringComparison.Ordinal);
    }

    private string In(string name) => Path.Combine(office.Folder, name);

    private Task<(int Code, string Output, string Errors)> WitnessAsync(string up, string down, string seen, string key, string log) => office.RunAsync(
        "witness", "--in", up, "--out", down, "--seen", seen, "--key", key, "--log", log, "--name", "yunlan.example/above");

    private static async Task<(int Code, string Output)> VerifyAsync(params string[] arguments)
    {
        var built = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar)[^2..];
        var program = Path.Combine([Settings.Root(), "src", "Declarations.Verify", "bin", .. built, "Declarations.Verify.dll"]);
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
