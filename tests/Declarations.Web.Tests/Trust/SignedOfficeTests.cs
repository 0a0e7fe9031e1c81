using System.Net;
using System.Text.Json;
using Declarations.Auditing;
using Declarations.Data.Trust;
using Declarations.Trust;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Trust;

/// <summary>The application with its checkpoints signed by a process of its own.</summary>
public sealed class SignedOfficeTests
{
    [Fact]
    public async Task The_signer_signs_the_tree_and_the_application_what_is_filed()
    {
        await using var signer = await SignerProcess.StartedAsync();
        await using var office = await OnAsync(signer);
        var version = await office.FileAsync();
        Assert.True(await office.SequenceAsync() > 0);
        await office.FillAsync();
        Assert.True(await office.SequenceAsync() > 20);
        Assert.Equal(0, await office.SequenceAsync());
        var (newest, own) = (await office.NewestAsync(), office.Services.GetRequiredService<ISigner>());
        var origin = TreeHead.Read(newest.Text)!.Origin;
        Assert.True(newest.IsSignedBy(new VerifierKey(origin, signer.Keys[0])));
        Assert.False(newest.IsSignedBy(new VerifierKey(origin, own.PublicKey)));
        await office.InDb(async db =>
        {
            Assert.Empty((await db.CheckSignedTreeAsync(signer.Keys, signer.Last!)).Findings);
            Assert.Equal(0, await db.SigningRequests.CountAsync());
            Assert.Contains((await db.CheckSignedTreeAsync([own.PublicKey])).Findings, finding => finding.What.Contains("none is", StringComparison.Ordinal));
        });
        var page = await office.Visit().Open(Links.Verify(version.ReceiptNumber, version.Digest));
        Assert.Contains($"{TreeHead.Read(newest.Text)!.Size}", page.Text, StringComparison.Ordinal);
        Assert.Contains(new VerifierKey(origin, signer.Keys[0]).ToString(), page.Page.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    /// <summary>Signed, and the database went away before it was told: the same leaves get the same places, though others came.</summary>
    [Fact]
    public async Task What_was_signed_and_not_stored_is_stored_as_it_was_signed()
    {
        await using var signer = await SignerProcess.StartedAsync();
        await using var office = await OnAsync(signer);
        await office.FileAsync();
        await office.SequenceAsync();
        await office.FileAsync();
        await office.AsOwner(db => db.Database.ExecuteSqlRawAsync(TestDatabase.IsPostgres
            ? "ALTER TABLE \"Checkpoints\" ADD CONSTRAINT stop CHECK (false) NOT VALID"
            : "CREATE TRIGGER stop BEFORE INSERT ON \"Checkpoints\" BEGIN SELECT RAISE(ABORT, 'stop'); END"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(office.SequenceAsync);
        var signed = await signer.SizeAsync();
        Assert.True(signed > TreeHead.Read((await office.NewestAsync()).Text)!.Size);
        Assert.Equal(signed, await office.InDb(db => db.SigningRequests.Select(request => request.Size).SingleAsync()));
        await office.FileAsync();
        await office.AsOwner(db => db.Database.ExecuteSqlRawAsync(
            TestDatabase.IsPostgres ? "ALTER TABLE \"Checkpoints\" DROP CONSTRAINT stop" : "DROP TRIGGER stop"));
        await signer.KillAsync();
        await signer.StartAsync();
        Assert.True(await office.SequenceAsync() > 0);
        await office.InDb(async db =>
        {
            Assert.True(await db.Checkpoints.AnyAsync(checkpoint => checkpoint.Size == signed));
            Assert.True(await db.Checkpoints.AnyAsync(checkpoint => checkpoint.Size > signed));
            Assert.Empty((await db.CheckSignedTreeAsync(signer.Keys, signer.Last!)).Findings);
        });
    }

    [Fact]
    public async Task While_the_signer_is_away_people_file_and_the_tree_catches_up()
    {
        await using var signer = await SignerProcess.StartedAsync();
        await using var office = await OnAsync(signer, clock: true);
        await office.FileAsync();
        await signer.KillAsync();
        // as many as make the clock strike at once
        await office.InDb(async db =>
        {
            for (var i = 0; i < Sequencer.Batch + 50; i++)
                db.AuditEntries.Add(AuditEntry.Of(office.Act(), AuditAction.SummaryRead, "Unit", Guid.NewGuid(), $"第{i}次", "x"));
            await db.SaveChangesAsync();
        });
        await Until(() => Task.FromResult(office.Faults.Any(fault => fault.Contains("does not answer", StringComparison.Ordinal))));
        var version = await office.FileAsync();
        Assert.Equal(HttpStatusCode.OK, (await office.Visit().Open(Links.Verify(version.ReceiptNumber, version.Digest))).Status);
        Assert.True(await WaitingAsync() > Sequencer.Batch);
        await Assert.ThrowsAsync<IOException>(office.SequenceAsync);
        office.Faults.Clear();
        await signer.StartAsync();
        await Until(async () => await WaitingAsync() == 0);
        await office.InDb(async db => Assert.Empty((await db.CheckSignedTreeAsync(signer.Keys, signer.Last!)).Findings));

        async Task<long> WaitingAsync() => JsonDocument.Parse((await office.Visit().Open("/health")).Body).RootElement.GetProperty("waitingLeaves").GetInt64();
    }

    [Fact]
    public async Task A_new_key_signs_on_and_what_the_old_one_signed_stays_signed()
    {
        await using var signer = await SignerProcess.StartedAsync();
        await using var office = await OnAsync(signer);
        await office.FileAsync();
        await office.SequenceAsync();
        await signer.KillAsync();
        var (code, said) = await SignerProcess.RunAsync("rotate", signer.Folder);
        Assert.Equal((0, 2), (code, said.Trim().Split('\n').Length));
        Assert.Single(Directory.GetFiles(signer.Folder, "*.key"));
        await signer.StartAsync();
        await office.FileAsync();
        await office.SequenceAsync();
        var (old, now) = (signer.Keys[0], signer.Keys[1]);
        var origin = TreeHead.Read((await office.NewestAsync()).Text)!.Origin;
        Assert.True((await office.NewestAsync()).IsSignedBy(new VerifierKey(origin, now)));
        await office.InDb(async db =>
        {
            Assert.Equal(2, await db.Checkpoints.CountAsync());
            Assert.Empty((await db.CheckTreeAsync()).Findings);
            Assert.Empty((await db.CheckSignedTreeAsync(signer.Keys, signer.Last!)).Findings);
            Assert.Contains((await db.CheckSignedTreeAsync([old])).Findings, finding => finding.What.Contains("had signed before", StringComparison.Ordinal));
            var first = await db.Checkpoints.OrderBy(checkpoint => checkpoint.Size).FirstAsync();
            Assert.Equal(old, (await new Testimony(db).SignerOfAsync(first))!.PublicKey);
        });
    }

    /// <summary>The database and every key of the application are in his hands; the signer's are not.</summary>
    [Fact]
    public async Task Whoever_has_the_application_and_the_database_gets_no_rewritten_tree_signed()
    {
        await using var signer = await SignerProcess.StartedAsync();
        await using var office = await OnAsync(signer);
        await office.FillAsync();
        await office.SequenceAsync();
        var last = TreeHead.Read((await office.NewestAsync()).Text)!;
        await office.FileAsync();
        await office.PastTriggersAsync(async db =>
        {
            var tree = await Tampering.WriteAnewAsync(db, last, office.Services.GetRequiredService<ISigner>());
            var grown = await db.TreeEntries.LongCountAsync();
            Assert.True(grown > last.Size);
            // asked for it, and asked for the same as far as it had signed: the signer refuses
            foreach (var size in new[] { grown, last.Size, last.Size - 1 })
            {
                var head = last with { Size = size, Root = MerkleTree.Root(size, tree.At) };
                var proof = MerkleTree.Consistency(Math.Min(last.Size, size), size, tree.At);
                var request = new CheckpointFile(last.Size, proof, new(head.Text, []));
                Assert.StartsWith("refused", await signer.AskAsync(request.ToString()), StringComparison.Ordinal);
            }
            // so he signs it with the key that he has, which looks right to whoever asks the database alone
            Assert.Empty((await db.CheckTreeAsync()).Findings);
            Assert.Equal("none is signed by the signer", Assert.Single((await db.CheckSignedTreeAsync(signer.Keys)).Findings).What);
            Assert.StartsWith("witness", Assert.Single((await db.CheckTreeAsync(signer.Last!)).Findings).Where, StringComparison.Ordinal);
        });
        // nor does the application itself get on with an older copy
        await office.SequenceAsync();
        await office.ForgeAsync("DELETE FROM \"TreeEntries\" WHERE \"Index\" >= {0}", last.Size);
        await office.ForgeAsync("DELETE FROM \"Checkpoints\" WHERE \"Size\" > {0}", last.Size);
        await office.ForgeAsync(
            "INSERT INTO \"WaitingLeaves\" SELECT \"Id\" FROM \"Leaves\" WHERE \"Id\" NOT IN (SELECT \"LeafId\" FROM \"TreeEntries\")");
        Assert.Contains("was cut off", (await Assert.ThrowsAsync<InvalidOperationException>(office.SequenceAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_no_socket_can_have_is_said_at_the_start()
    {
        await using var office = new Office();
        await office.InitializeAsync();
        var file = Path.Combine(office.Folder, "up.txt");
        var (code, _, errors) = await office.RunAsync("checkpoint", "--out", file, $"--Trust:SignerSocket={new string('x', 200)}");
        Assert.Equal(1, code);
        Assert.StartsWith("Trust:SignerSocket is", errors, StringComparison.Ordinal);
        (code, _, errors) = await office.RunAsync("checkpoint", "--out", file, "--Trust:SignerSocket=/nowhere/socket");
        Assert.Equal(1, code);
        Assert.Contains("does not answer", errors, StringComparison.Ordinal);
    }

    private static async Task<Office> OnAsync(SignerProcess signer, bool clock = false)
    {
        var office = new SignedOffice(signer.Socket, clock);
        await office.InitializeAsync();
        return office;
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var tries = 0; !await holds(); tries++)
        {
            Assert.True(tries < 300, "It took too long.");
            await Task.Delay(200);
        }
    }

    private sealed class SignedOffice(string socket, bool clock) : Office
    {
        protected override IEnumerable<(string Key, string Value)> Settings =>
            [("Trust:SignerSocket", socket), ("Trust:Clock", clock ? "true" : "false")];
    }
}
