using System.Security.Cryptography;
using System.Text;
using Declarations.Data.Guards;
using Xunit;

namespace Declarations.Web.Tests.Secrets;

/// <summary>Sealed values name their key, those of before do not; a key file holds one key or several.</summary>
public sealed class VaultTests
{
    private static readonly byte[] Plain = Encoding.UTF8.GetBytes("运砂船");

    [Fact]
    public void A_value_names_its_key_and_one_of_before_opens_as_well()
    {
        var vault = new Vault(RandomNumberGenerator.GetBytes(32));
        var box = vault.Seal(Plain, "place");
        Assert.Equal(vault.Current, Vault.NameOf(box));
        Assert.Equal(Plain, vault.Open(box, "place"));
        Assert.Null(Vault.NameOf(box.AsSpan(8)));
        Assert.Equal(Plain, vault.Open(box[8..], "place"));
        Assert.Throws<AuthenticationTagMismatchException>(() => vault.Open(box, "another place"));
        Assert.Throws<AuthenticationTagMismatchException>(() => vault.Open(box[8..20], "place"));
        foreach (var at in new[] { 8, 20, box.Length - 1 })
            Assert.Throws<AuthenticationTagMismatchException>(() => vault.Open(Flipped(box, at), "place"));
        // A name that was altered is that of a key which is not there.
        Assert.Throws<UnknownKeyException>(() => vault.Open(Flipped(box, 7), "place"));
        Assert.Throws<AuthenticationTagMismatchException>(() => vault.Open(Flipped(box, 0), "place"));

        static byte[] Flipped(byte[] box, int at) => [.. box[..at], (byte)(box[at] ^ 1), .. box[(at + 1)..]];
    }

    [Fact]
    public void With_more_keys_old_values_open_and_marks_stay_what_they_were()
    {
        var first = VaultKeys.Of(RandomNumberGenerator.GetBytes(32));
        var (before, several) = (new Vault(first), first.Extended().Extended());
        var vault = new Vault(VaultKeys.Read(several.Write()));
        Assert.Equal(3, vault.Keys.Ids.Count);
        Assert.Equal(first.Ids[0], vault.Keys.Ids[0]);
        Assert.Equal(Plain, vault.Open(before.Seal(Plain, "place"), "place"));
        var later = new Vault(VaultKeys.Read(several.Without(first.Ids[0]).Write()));
        Assert.Equal(before.Mark("person", "张三"), vault.Mark("person", "张三"));
        Assert.Equal(before.Mark("person", "张三"), later.Mark("person", "张三"));
        Assert.Throws<UnknownKeyException>(() => later.Open(before.Seal(Plain, "place"), "place"));
        Assert.Throws<AuthenticationTagMismatchException>(() => later.Open(before.Seal(Plain, "place")[8..], "place"));
    }

    [Fact]
    public void A_key_file_is_32_bytes_or_their_base64_or_a_line_for_each()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var text = Convert.ToBase64String(key);
        var id = VaultKeys.Of(key).Ids[0];
        Assert.Equal(8, id.Length);
        Assert.Equal(key, VaultKeys.Of(key).Write());
        foreach (var file in new[] { key, Encoding.UTF8.GetBytes(text + "\n"), Encoding.UTF8.GetBytes($"# a note\r\n{text}\r\n") })
            Assert.Equal([id], VaultKeys.Read(file).Ids);
        foreach (var wrong in new[] { "", "# nothing", "no key", text[..40], $"{text}\n{text}", "marks " + text })
            Assert.Throws<InvalidOperationException>(() => VaultKeys.Parse(wrong));
    }
}
