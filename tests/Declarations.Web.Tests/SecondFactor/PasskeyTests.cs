using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Declarations.Web.Tests.Hosting;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.SecondFactor;

/// <summary>Passkeys as a device without a display would make them.</summary>
public sealed class PasskeyTests(Office office) : IClassFixture<Office>
{
    [Fact]
    public async Task Adding_or_removing_one_ends_the_sessions_elsewhere_and_not_this_one()
    {
        var clerk = await office.City.Clerk(office.City.Division);
        var (here, elsewhere) = (await office.Visit(clerk), await office.Visit(clerk));
        await here.Open(Links.Confirm(Links.Passkeys));
        await here.Form("confirm.password-button").Fill("ConfirmForm.Password", clerk.Password).Submit();
        var form = here.Form("passkeys.add").Fill("NewPasskeyForm.Name", "钥匙");
        var answer = AnswerTo(here.Page.QuerySelector("[data-passkey-create]")!.GetAttribute("data-passkey-create")!);
        await here.Post(form.Action, [.. form.Fields.Where(field => field.Key != "Form.Answer"), new("Form.Answer", answer)]);
        Assert.Contains(Visitor.Words["passkeys.added", "钥匙"], here.Text, StringComparison.Ordinal);
        await OnlyHere();
        elsewhere = await office.Visit(clerk);
        await here.Open(Links.Passkeys);
        var remove = here.Form("passkeys.remove");
        await here.Post(remove.Action, remove.Fields);
        Assert.Contains(Visitor.Words["passkeys.removed", "钥匙"], here.Text, StringComparison.Ordinal);
        await OnlyHere();
        Assert.False(await office.InDb(db => db.UserPasskeys.AnyAsync(key => key.UserId == clerk.AccountId)));

        async Task OnlyHere()
        {
            Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.Open(Links.MyWork, follow: false)).Status);
            Assert.Equal(HttpStatusCode.OK, (await here.Open(Links.MyWork, follow: false)).Status);
        }
    }

    /// <summary>What a device answers (WebAuthn, attestation "none"), written byte by byte (CBOR).</summary>
    private static string AnswerTo(string question)
    {
        using var asked = JsonDocument.Parse(question);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (point, id) = (key.ExportParameters(false).Q, RandomNumberGenerator.GetBytes(16));
        byte[] data =
        [
            .. SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Office.Site.Host)), 0x45, .. new byte[4], .. new byte[16], 0, (byte)id.Length, .. id,
            0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 32, .. point.X!, 0x22, 0x58, 32, .. point.Y!,
        ];
        byte[] attestation = [0xA3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xA0, .. Text("authData"), 0x58, checked((byte)data.Length), .. data];
        var client = JsonSerializer.SerializeToUtf8Bytes(new { type = "webauthn.create", challenge = asked.RootElement.GetProperty("challenge").GetString(),
            origin = Office.Site.GetLeftPart(UriPartial.Authority), crossOrigin = false });
        return JsonSerializer.Serialize(new
        {
            id = WebEncoders.Base64UrlEncode(id),
            rawId = WebEncoders.Base64UrlEncode(id),
            type = "public-key",
            response = new { clientDataJSON = WebEncoders.Base64UrlEncode(client), attestationObject = WebEncoders.Base64UrlEncode(attestation),
                transports = new[] { "internal" } },
            clientExtensionResults = new { },
        });

        static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. System.Text.Encoding.UTF8.GetBytes(text)];
    }
}
