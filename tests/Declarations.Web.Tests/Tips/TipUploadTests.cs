using System.IO.Compression;
using System.Net;
using System.Text;
using Declarations.Data.Tips;
using Declarations.Evidence;
using Declarations.References;
using Declarations.TipHost;
using Declarations.Tips;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Tips;

/// <summary>Files for a tip that is in already, and the end of a tip.</summary>
public sealed class TipUploadTests(TipScene scene) : IClassFixture<TipScene>
{
    private static readonly byte[] Pdf = [.. "%PDF-1.4 "u8, .. new byte[5000], .. "%%EOF"u8];

    [Fact]
    public async Task Five_files_are_taken_and_whatever_is_wrong_is_said_on_the_page_of_the_code()
    {
        using var tipster = scene.Visit();
        var code = await tipster.TipAsync(scene, "附件");
        var kept = await tipster.UploadAsync(code, ("a.pdf", Pdf), ("b.exe", "MZ..."u8.ToArray()), ("c.docx", Docx()), ("d.pdf", []));
        Assert.Equal(HttpStatusCode.BadRequest, kept.Status);
        Assert.Contains("“b.exe”没有收下：不是可以接受的文件种类", kept.Text, StringComparison.Ordinal);
        Assert.Contains("“d.pdf”没有收下：文件是空的", kept.Text, StringComparison.Ordinal);
        Assert.Contains("a.pdf (5 KB)", kept.Text, StringComparison.Ordinal);
        Assert.Contains("c.docx", kept.Text, StringComparison.Ordinal);
        var large = await tipster.UploadAsync(code, ("big.pdf", [.. "%PDF-1.4 "u8, .. new byte[TipFile.Largest], .. "%%EOF"u8]));
        Assert.Contains("超过 20 MB", large.Text, StringComparison.Ordinal);
        var many = await tipster.UploadAsync(code, ("1.pdf", Pdf), ("2.pdf", Pdf), ("3.pdf", Pdf), ("4.pdf", Pdf));
        Assert.Contains("“4.pdf”没有收下：文件已满 5 个", many.Text, StringComparison.Ordinal);
        Assert.Contains("请选择文件", (await tipster.UploadAsync(code)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await tipster.UploadAsync(SlipCode.New().ToString(), ("1.pdf", Pdf))).Status);
        var tip = await scene.TipOfAsync(code);
        Assert.Equal((5, 0), await scene.InDb(async (db, _) => (await db.TipFiles.CountAsync(file => file.TipId == tip && file.Head != null),
            await db.TipFiles.CountAsync(file => file.Head == null))));
        await scene.ReleaseAsync();
        var (head, clean) = await scene.InDb(async (db, keys) =>
        {
            using var desk = (await keys.OpenAsync(scene.First, TipScene.Password))!;
            var (open, files) = ((await new TipDesk(db).FindAsync(desk, tip, [scene.Desk], []))!, new TipFiles(db));
            var docx = (await files.ListAsync(open)).Single(file => file.Head.Kind == FileKind.Docx);
            var read = (await files.ReadAsync(open, docx.Id))!.Value;
            return (read.Head, CleanCopy.Of(read.Head.Kind, read.Bytes)!);
        });
        Assert.Equal("c.docx", head.Name);
        Assert.True(Encoding.Latin1.GetString(Docx()).Contains("docProps", StringComparison.Ordinal));
        Assert.DoesNotContain("docProps", Encoding.Latin1.GetString(clean), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fifth_upload_at_once_is_told_to_try_again_and_its_words_are_in()
    {
        using var tipster = scene.Visit();
        var code = await tipster.TipAsync(scene, "忙时");
        var places = scene.Services.GetRequiredService<TipHostSettings>().Uploads;
        var taken = Enumerable.Range(0, FilePage.AtATime).Select(_ => places.TryTake()).ToList();
        try
        {
            Assert.All(taken, Assert.NotNull);
            var busy = await tipster.UploadAsync(code, ("big.pdf", [.. "%PDF-1.4 "u8, .. new byte[8_000_000], .. "%%EOF"u8]));
            Assert.Equal((HttpStatusCode)429, busy.Status);
            Assert.Contains("您的文字已经收下", busy.Text, StringComparison.Ordinal);
            Assert.Contains("忙时", busy.Text, StringComparison.Ordinal);
        }
        finally
        {
            foreach (var place in taken)
                place?.Dispose();
        }
        Assert.Equal(HttpStatusCode.OK, (await tipster.UploadAsync(code, ("big.pdf", Pdf))).Status);
    }

    [Fact]
    public async Task Files_that_come_at_once_keep_together_within_the_limits()
    {
        using var tipster = scene.Visit();
        var code = await tipster.TipAsync(scene, "同时上传");
        byte[] half = [.. "%PDF-1.4 "u8, .. new byte[TipFile.Largest / 2], .. "%%EOF"u8];
        var answers = await Task.WhenAll(Enumerable.Range(0, FilePage.AtATime).Select(n => tipster.UploadAsync(code, ($"{n}.pdf", half))));
        Assert.Equal(1, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.All(answers, answer => Assert.True(answer.Status == HttpStatusCode.OK || answer.Text.Contains("超过 20 MB", StringComparison.Ordinal)));
        var tip = await scene.TipOfAsync(code);
        Assert.Equal(1, await scene.InDb((db, _) => db.TipFiles.CountAsync(file => file.TipId == tip)));
    }

    [Fact]
    public async Task What_has_ended_is_erased_with_its_key_and_says_so_to_its_own_code_alone()
    {
        using var tipster = scene.Visit();
        var code = await tipster.TipAsync(scene, "将清除");
        await tipster.UploadAsync(code, ("a.pdf", Pdf));
        var tip = await scene.TipOfAsync(code);
        await tipster.TipAsync(scene, "仍在办");
        await scene.ReleaseAsync();
        await scene.AtTip(scene.First, tip, (desk, key, open) => desk.DeclineAsync(key, open, DeclineReason.NotOurs, "请找另一机关", scene.Day));
        var (retention, last) = (new TipRetention(30), scene.Day.On.AddDays(29));
        // A new quarter has new keys; the old ones stay as long as a tip needs them.
        await scene.InDb((_, keys) => keys.MakeAsync(new(2026, 4, 1)));
        Assert.DoesNotContain(await DueAsync(last), each => each.Id == tip);
        await scene.AtTip(scene.First, tip, (desk, key, open) => desk.HoldAsync(key, open, true, "有异议可能", scene.Day));
        Assert.DoesNotContain(await DueAsync(last.AddDays(1)), each => each.Id == tip);
        await scene.AtTip(scene.First, tip, (desk, key, open) => desk.HoldAsync(key, open, false, "不再需要", scene.Day));
        Assert.Contains(await DueAsync(last.AddDays(1)), each => each.Id == tip);
        await scene.InDb((db, _) => new TipKeeping(db).ExpireAsync(retention, last.AddDays(1)));
        var erased = await scene.InDb((db, _) => db.Tips.AsNoTracking().SingleAsync(each => each.Id == tip));
        Assert.Equal((TipStatus.Erased, TopicCategory.Sand, null, null), (erased.Status, erased.Category, erased.KeyToDesk, erased.KeyUnderCode));
        Assert.Equal((0, 0), await scene.InDb(async (db, _) => (await db.TipEntries.CountAsync(entry => entry.TipId == tip),
            await db.TipFiles.CountAsync(file => file.TipId == tip))));
        Assert.Contains("内容已清除", (await tipster.ReturnAsync(code)).Text, StringComparison.Ordinal);
        // Open tips of the old quarter keep its key; with the last of them it goes. That of service problems, of which there are none, has gone already.
        Assert.NotEmpty(await scene.InDb((db, _) => db.DeskKeys.Where(key => key.RetiredOn != null && key.DestroyedOn == null).ToListAsync()));
        await scene.InDb(async (db, keys) =>
        {
            await db.Tips.ExecuteUpdateAsync(set => set.SetProperty(each => each.KeyToDesk, (byte[]?)null));
            Assert.Single(await keys.DestroyAsync(last));
            Assert.False(await db.DeskKeyShares.AnyAsync(share => db.DeskKeys.Any(key => key.Id == share.KeyId && key.DestroyedOn != null)));
        });

        Task<IReadOnlyList<Tip>> DueAsync(DateOnly today) => scene.InDb((db, _) => new TipKeeping(db).DueAsync(retention, today));
    }

    private static byte[] Docx()
    {
        using var stream = new MemoryStream();
        using (var package = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in new[] { "[Content_Types].xml", "word/document.xml", "docProps/core.xml" })
            {
                using var writer = new StreamWriter(package.CreateEntry(name).Open());
                writer.Write("<a/>");
            }
        return stream.ToArray();
    }
}
