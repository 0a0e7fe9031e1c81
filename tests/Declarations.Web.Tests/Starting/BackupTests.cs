using System.Security.Cryptography;
using Declarations.Auditing;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Starting;

/// <summary>A backup comes back as it was, opened by a second person; one that was touched is named, and nothing is ever replaced.</summary>
public sealed class BackupTests(Office office) : IClassFixture<Office>, IDisposable
{
    private readonly RSA escrow = RSA.Create(3072);
    private readonly DirectoryInfo work = Directory.CreateTempSubdirectory("declarations-backup-");

    private City City => office.City;
    private string Backup => Path.Combine(work.FullName, "backup");

    public void Dispose()
    {
        escrow.Dispose();
        work.Delete(recursive: true);
    }

    [Fact]
    public async Task What_was_filed_comes_back_with_its_keys_and_the_ledger_keeps_that_it_left()
    {
        var clerk = await City.Clerk(City.Station);
        var submission = await City.HandIn(clerk, City.Sand(clerk));
        var before = await office.SnapshotAsync();
        var (code, output, errors) = await BackUpAsync();
        Assert.Equal((0, ""), (code, errors));
        var entry = await office.InDb(db => db.AuditEntries.Where(one => one.Action == AuditAction.BackupMade).OrderByDescending(one => one.Id).FirstAsync());
        Assert.Contains(entry.Detail!["digest ".Length..], output, StringComparison.Ordinal);
        foreach (var file in Directory.GetFiles(Backup))
            Assert.Equal(-1, (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).AsSpan().IndexOf(office.Key));

        var target = await TestDatabase.CreateAsync();
        (code, output, errors) = await RestoreAsync(target);
        Assert.Equal((0, ""), (code, errors));
        Assert.Equal(office.Key, await File.ReadAllBytesAsync(KeyFileOf(target), TestContext.Current.CancellationToken));
        Assert.Equal(Names(Path.Combine(office.Folder, "keys")), Names(Path.Combine(target.Folder, "keys")));
        await using (var restored = office.Restarted(target.Connection))
        {
            Assert.Equal(before, await restored.SnapshotAsync());
            var visitor = await (await restored.Visit(clerk)).Open(Links.Receipt(submission.ReceiptNumber));
            Assert.Contains(submission.ReceiptNumber, visitor.Text, StringComparison.Ordinal);
        }
        Assert.Contains("replaces nothing", (await RestoreAsync(target)).Errors, StringComparison.Ordinal);
        await target.DropAsync();
    }

    [Fact]
    public async Task A_byte_that_was_flipped_or_a_file_that_is_missing_is_named_and_nothing_is_restored()
    {
        Assert.Equal(0, (await BackUpAsync()).Code);
        var target = await TestDatabase.CreateAsync();
        foreach (var file in Directory.GetFiles(Backup))
        {
            var content = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            var flipped = content.ToArray();
            flipped[flipped.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(file, flipped, TestContext.Current.CancellationToken);
            await RefusedAsync();
            File.Delete(file);
            await RefusedAsync();
            await File.WriteAllBytesAsync(file, content, TestContext.Current.CancellationToken);

            async Task RefusedAsync()
            {
                var (code, _, errors) = await RestoreAsync(target);
                Assert.Equal(1, code);
                Assert.Contains(Path.GetFileName(file) is "SHA256SUMS" ? Backup : file, errors, StringComparison.Ordinal);
                Assert.False(File.Exists(KeyFileOf(target)));
            }
        }
        Assert.Equal(0, (await RestoreAsync(target)).Code);
        await target.DropAsync();
    }

    [Fact]
    public async Task Another_key_opens_nothing_and_a_private_or_short_one_seals_nothing()
    {
        Assert.Equal(0, (await BackUpAsync()).Code);
        var target = await TestDatabase.CreateAsync();
        using (var other = RSA.Create(3072))
        {
            var (code, _, errors) = await RestoreAsync(target, other);
            Assert.Equal(1, code);
            Assert.Contains("another escrow key", errors, StringComparison.Ordinal);
        }
        await target.DropAsync();
        Directory.Delete(Backup, recursive: true);
        Assert.Equal(1, (await BackUpAsync(escrow.ExportPkcs8PrivateKeyPem())).Code);
        using (var brief = RSA.Create(2048))
            Assert.Equal(1, (await BackUpAsync(brief.ExportSubjectPublicKeyInfoPem())).Code);
        Assert.Equal(1, (await BackUpAsync("no key")).Code);
        Assert.False(Directory.Exists(Backup));
    }

    [Fact]
    public async Task A_key_that_is_there_and_another_is_not_replaced_and_nothing_else_is_restored()
    {
        Assert.Equal(0, (await BackUpAsync()).Code);
        var target = await TestDatabase.CreateAsync();
        var key = Directory.CreateDirectory(Path.Combine(target.Folder, "keys")).FullName + "/" + Names(Path.Combine(office.Folder, "keys")).First();
        await File.WriteAllTextAsync(key, "another", TestContext.Current.CancellationToken);
        var (code, _, errors) = await RestoreAsync(target);
        Assert.Equal(1, code);
        Assert.Contains(key, errors, StringComparison.Ordinal);
        Assert.Equal("another", await File.ReadAllTextAsync(key, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(KeyFileOf(target)) || File.Exists(Path.Combine(target.Folder, "office.db")));
        File.Delete(key);
        Assert.Equal(0, (await RestoreAsync(target)).Code);
        await target.DropAsync();
    }

    [Fact]
    public async Task A_folder_with_something_in_it_is_left_alone()
    {
        Directory.CreateDirectory(Backup);
        await File.WriteAllTextAsync(Path.Combine(Backup, "notes.txt"), "kept", TestContext.Current.CancellationToken);
        Assert.Equal(1, (await BackUpAsync()).Code);
        Assert.Equal(["notes.txt"], Names(Backup));
    }

    private async Task<(int Code, string Output, string Errors)> BackUpAsync(string? pem = null)
    {
        var file = Path.Combine(work.FullName, "escrow.pem");
        await File.WriteAllTextAsync(file, pem ?? escrow.ExportSubjectPublicKeyInfoPem(), TestContext.Current.CancellationToken);
        return await office.RunAsync("backup", "--to", Backup, "--escrow", file);
    }

    private async Task<(int Code, string Output, string Errors)> RestoreAsync(TestDatabase target, RSA? key = null)
    {
        var (file, passphrase) = (Path.Combine(work.FullName, "escrow.key"), Path.Combine(work.FullName, "passphrase"));
        await File.WriteAllTextAsync(file, (key ?? escrow).ExportEncryptedPkcs8PrivateKeyPem("长而好记的口令",
            new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(passphrase, "长而好记的口令\n", TestContext.Current.CancellationToken);
        return await office.RunAsync("restore", "--from", Backup, "--escrow-key", file, "--passphrase", passphrase, "--key-out", KeyFileOf(target),
            $"--ConnectionStrings:Declarations={target.Connection}", $"--Keys:Path={Path.Combine(target.Folder, "keys")}");
    }

    private static string KeyFileOf(TestDatabase target) => Path.Combine(target.Folder, "restored.key");

    private static IEnumerable<string?> Names(string folder) => Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
