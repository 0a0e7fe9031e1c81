using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Declarations.Auditing;
using Declarations.Reports;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.SecondFactor;

/// <summary>The authenticator app: set up, asked for, used once, and no shortcut round it.</summary>
public sealed class AuthenticatorTests(Office office) : IClassFixture<Office>
{
    [Fact]
    public async Task Once_it_is_set_up_a_password_alone_does_not_sign_in()
    {
        var (clerk, key) = await WithApp();
        var visitor = office.Visit();
        await visitor.TrySignIn(clerk);
        Assert.StartsWith(Links.SignInCode, visitor.Address, StringComparison.Ordinal);
        await visitor.OtherWindow().Open(Links.MyWork, follow: false);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.OtherWindow().Open(Links.MyWork, follow: false)).Status);
        await Code(visitor, CodeOf(key, 1));
        Assert.Equal(Links.MyWork, visitor.Address);
    }

    /// <param name="steps">From now; the app was set up with the code of the step before.</param>
    [Theory, InlineData("0", "yes"), InlineData("0 0", "yes no"), InlineData("1 0 1", "yes no no"), InlineData("0 1", "yes yes"), InlineData("-1 0", "no yes"),
        InlineData("2 -2", "no no")]
    public async Task A_code_counts_once_and_none_before_it_any_more(string steps, string counts)
    {
        var (clerk, key) = await WithApp();
        var counted = new List<string>();
        foreach (var step in steps.Split(' '))
            counted.Add((await Code(await office.Visit().TrySignIn(clerk), CodeOf(key, int.Parse(step, CultureInfo.InvariantCulture)))).Address == Links.MyWork
                ? "yes" : "no");
        Assert.Equal(counts, string.Join(' ', counted));
    }

    [Fact]
    public async Task One_code_at_many_browsers_at_once_opens_one()
    {
        var (clerk, key) = await WithApp();
        var visitors = new List<Visitor>();
        for (var n = 0; n < 4; n++)
            visitors.Add(await office.Visit().TrySignIn(clerk));
        await Task.WhenAll(visitors.Select(visitor => Code(visitor, CodeOf(key, 0))));
        Assert.Single(visitors, visitor => visitor.Address == Links.MyWork);
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task Wrong_codes_make_the_next_wait_and_say_so()
    {
        var (clerk, key) = await WithApp();
        var visitor = office.Visit();
        await visitor.TrySignIn(clerk);
        var wrong = CodeOf(key, 1) == "000000" ? "000001" : "000000";
        office.Warnings.Clear();
        for (var n = 0; n < 6; n++)
            await Code(visitor, wrong);
        visitor.AssertDelayed(1);
        Assert.Equal(5, office.Warnings.Count);
        await Code(visitor, CodeOf(key, 1));
        visitor.AssertDelayed(1);
        office.Time.Pass(TimeSpan.FromSeconds(3));
        await Code(visitor, CodeOf(key, 1));
        Assert.Equal(Links.MyWork, visitor.Address);
    }

    [Theory, InlineData("sign-in"), InlineData("confirm")]
    public async Task A_million_codes_cannot_be_tried(string door)
    {
        var (clerk, key) = await WithApp();
        var wrong = CodeOf(key, 1) == "000000" ? "000001" : "000000";
        var stolen = await office.Visit().TrySignIn(clerk);
        if (door == "confirm")
            await Code(stolen, CodeOf(key, 0));
        for (var n = 0; n < 5; n++)
            Assert.Equal(HttpStatusCode.BadRequest, (await Try(wrong)).Status);
        foreach (var seconds in new[] { 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900 })
        {
            (await Try(CodeOf(key, 1))).AssertDelayed(seconds);
            office.Time.Pass(TimeSpan.FromSeconds(seconds));
            Assert.Equal(HttpStatusCode.BadRequest, (await Try(wrong)).Status);
        }
        // 96 a day from here on, each right by chance once in 333,000: three codes are taken at a time.
        office.Time.Pass(TimeSpan.FromMinutes(15));
        Assert.Equal(Links.MyWork, (await Try(CodeOf(key, 1))).Address);

        async Task<Visitor> Try(string code)
        {
            if (door == "sign-in")
                return await Code(await office.Visit().TrySignIn(clerk), code);
            await stolen.Open(Links.Confirm(Links.MyWork));
            return await stolen.Form("confirm.code-button").Fill("ConfirmForm.Code", code).Submit();
        }
    }

    [Fact]
    public async Task Its_code_opens_the_signing_window_in_place_of_the_password()
    {
        var (clerk, key) = await WithApp();
        var visitor = office.Visit();
        await visitor.TrySignIn(clerk);
        await Code(visitor, CodeOf(key, 1));
        await visitor.Open(Links.Confirm(Links.Authenticator));
        office.Time.Pass(TimeSpan.FromSeconds(30));
        await visitor.Form("confirm.code-button").Fill("ConfirmForm.Code", CodeOf(key, 1)).Submit();
        Assert.Equal(Links.Authenticator, visitor.Address);
        var elsewhere = office.Visit();
        office.Time.Pass(TimeSpan.FromSeconds(30));
        await Code(await elsewhere.TrySignIn(clerk), CodeOf(key, 1));
        await visitor.Form("authenticator.remove").Submit();
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.Open(Links.MyWork, follow: false)).Status);
        Assert.Contains(Visitor.Words["authenticator.removed"], visitor.Text, StringComparison.Ordinal);
        Assert.Equal(2, await office.InDb(db => db.AuditEntries.CountAsync(e => e.SubjectId == clerk.AccountId
            && (e.Action == AuditAction.SecondFactorSet || e.Action == AuditAction.SecondFactorRemoved))));
        Assert.Equal(Links.MyWork, (await office.Visit(clerk)).Address);
    }

    [Fact]
    public async Task A_signature_says_what_it_rests_on_and_since_when()
    {
        var clerk = await office.City.Clerk(office.City.Station);
        var visitor = await (await office.Visit(clerk)).Open("/account/password");
        var anew = clerk.Password + "-anew";
        await visitor.Form("account.password-save").Fill("PasswordForm.Current", clerk.Password).Fill("PasswordForm.Password", anew)
            .Fill("PasswordForm.Again", anew).Submit();
        var since = await office.InDb(db => db.Users.Where(a => a.Id == clerk.AccountId).Select(a => a.PasswordSetAt).SingleAsync());
        Assert.NotNull(since);
        await office.City.Draft(clerk, City.Nil(clerk));
        office.Time.Pass(TimeSpan.FromMinutes(5));
        await visitor.Open(Links.Check(City.Practice));
        await visitor.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fill("PledgeForm.Password", anew).Submit();
        var report = await office.City.ReportOf(clerk);
        var pledge = await office.InDb(db => db.Signatures.SingleAsync(s => s.ReportId == report.Id));
        Assert.Equal((SigningProof.Password, since), (pledge.Proof, pledge.ProofSince));
        var reader = await (await office.Visit(office.City.Officer)).Open(Links.ReportView(report.Id));
        Assert.Contains(Visitor.Words["signature.password-since", BeijingTime.DayOf(since!.Value)], reader.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_cannot_be_changed_without_proof_of_who_is_there()
    {
        var clerk = await office.City.Clerk(office.City.Division);
        var visitor = await (await office.Visit(clerk)).Open(Links.Authenticator);
        Assert.Null(visitor.Page.QuerySelector("main form"));
        var token = visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await visitor.Post(Links.Authenticator + "?handler=Begin", [new("__RequestVerificationToken", token)]);
        Assert.False(await office.InDb(db => db.UserTokens.AnyAsync(t => t.UserId == clerk.AccountId)));
    }

    [Fact]
    public async Task Its_secret_is_sealed_in_the_database()
    {
        var (clerk, key) = await WithApp();
        var stored = await office.InDb(db => db.UserTokens.SingleAsync(t => t.UserId == clerk.AccountId));
        Assert.DoesNotContain(key, stored.Value, StringComparison.Ordinal);
        Assert.True(Convert.FromBase64String(stored.Value!).Length > 28);
    }

    /// <summary>Somebody who has set up an app, and its secret.</summary>
    private async Task<(Person Person, string Key)> WithApp()
    {
        var clerk = await office.City.Clerk(office.City.Division);
        var visitor = await (await office.Visit(clerk)).Open(Links.Confirm(Links.Authenticator));
        await visitor.Form("confirm.password-button").Fill("ConfirmForm.Password", clerk.Password).Submit();
        await visitor.Form("authenticator.begin").Submit();
        var key = visitor.Page.QuerySelector("main code.mono")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        await visitor.Form("authenticator.turn-on").Fill("NewCodeForm.Code", CodeOf(key, -1)).Submit();
        Assert.Contains(Visitor.Words["authenticator.set"], visitor.Text, StringComparison.Ordinal);
        return (clerk, key);
    }

    private static Task<Visitor> Code(Visitor visitor, string code) => visitor.Form("sign-in.button").Fill("CodeForm.Code", code).Submit();

    /// <summary>As an app computes it (RFC 6238), some steps of 30 seconds away from now.</summary>
    private string CodeOf(string key, int steps)
    {
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(key.Select(c => Convert.ToString(letters.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, office.Time.GetUtcNow().ToUnixTimeSeconds() / 30 + steps);
#pragma warning disable CA5350 // RFC 6238 and every app use SHA-1
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15, 4)) & int.MaxValue;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }
}
